import { aws_ecr as ecr, aws_logs as logs, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { logGroup } from './log-group';
import { repository } from './repository';

/** What an earlier `down --keep` left, and a stack uses instead of making it. */
export interface Kept {
  keptRepository?: boolean;
  keptLogGroup?: boolean;
  /** Its complete ARN. */
  keptSecret?: string;
}

/** The repository of that name: the one that was kept, or a new one. */
export function keptOrNewRepository(scope: Construct, name: string, keep: boolean, kept: Kept): ecr.IRepository {
  if (kept.keptRepository) return ecr.Repository.fromRepositoryName(scope, 'Repository', name);
  const made = repository(scope, name, keep);
  if (keep) markKept(made);
  return made;
}

/** The log group of that name: the one that was kept, or a new one. */
export function keptOrNewLogs(
  scope: Construct,
  name: string,
  { logDays, keep }: { logDays: number; keep: boolean },
  kept: Kept,
): logs.ILogGroup {
  if (kept.keptLogGroup) return logs.LogGroup.fromLogGroupName(scope, 'Logs', name);
  const made = logGroup(scope, name, logDays, keep);
  if (keep) markKept(made);
  return made;
}

/** CloudFormation takes a new deletion policy only together with a change that it can see. */
export const markKept = (made: Construct): void => Tags.of(made).add('kept', 'true');
