import { aws_ecr as ecr, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const KEPT_UNTAGGED_DAYS = 7;

/**
 * A repository that scans what is pushed and forgets what has no tag any more. Tagged images stay: a revision may still
 * name one, and the next scale-out would fail without it.
 */
export function repository(scope: Construct, repositoryName: string, keep: boolean): ecr.Repository {
  const made = new ecr.Repository(scope, 'Repository', {
    repositoryName,
    imageScanOnPush: true,
    removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    emptyOnDelete: !keep,
  });
  made.addLifecycleRule({
    description: `Untagged images go after ${KEPT_UNTAGGED_DAYS} days`,
    tagStatus: ecr.TagStatus.UNTAGGED,
    maxImageAge: Duration.days(KEPT_UNTAGGED_DAYS),
  });
  return made;
}
