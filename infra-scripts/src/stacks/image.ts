import { Aws, aws_ecr as ecr, aws_ecs as ecs } from 'aws-cdk-lib';

/** An image of another repository of ECR, which the tasks must be allowed to pull. */
const ECR_URI =
  /^(?<account>\d{12})\.dkr\.ecr\.(?<region>[\w-]+)\.amazonaws\.com(?:\.cn)?\/(?<name>[\w./-]+?)(?::|@(?=sha256:))(?<version>(?:sha256:)?[\w.-]+)$/;

/** @param image a tag of `repository`, or a whole image URI */
export function imageOf(image: string, repository: ecr.IRepository): ecs.ContainerImage {
  const elsewhere = ECR_URI.exec(image)?.groups;
  if (elsewhere) {
    const { account, region, name = '', version } = elsewhere;
    const repositoryArn = `arn:${Aws.PARTITION}:ecr:${region}:${account}:repository/${name}`;
    const other = ecr.Repository.fromRepositoryAttributes(repository.stack, 'OtherRepository', {
      repositoryArn,
      repositoryName: name,
    });
    return ecs.ContainerImage.fromEcrRepository(other, version);
  }
  if (isUri(image)) return ecs.ContainerImage.fromRegistry(image);
  return ecs.ContainerImage.fromEcrRepository(repository, image);
}

/** Whether that names an image by itself: a tag has no slash. */
export const isUri = (image: string): boolean => image.includes('/');
