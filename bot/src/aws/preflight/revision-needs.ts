import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { Platform, RevisionNeeds } from '../../domain/preflight/preflight.types';
import type { RawJson } from '../ecs/raw-json';

/** @param answer what DescribeTaskDefinition answered, word for word */
export const definitionIn = (answer: RawJson): TaskDefinition =>
  (answer as { taskDefinition?: TaskDefinition }).taskDefinition ?? {};

/** What the tasks of a task definition run on, and the roles that they take. */
export function needsOf(taskDefinition: TaskDefinition): RevisionNeeds {
  const { taskRoleArn, executionRoleArn } = taskDefinition;
  const platform = platformOf(taskDefinition);
  const roles = [...new Set([taskRoleArn, executionRoleArn].filter((role) => role !== undefined))];
  return { ...(platform ? { platform } : {}), roles };
}

/** Fargate's own is Linux on X86_64; elsewhere it is what the container instances are, unless it is set. */
function platformOf({ runtimePlatform, requiresCompatibilities = [] }: TaskDefinition): Platform | undefined {
  const { operatingSystemFamily: os = 'LINUX', cpuArchitecture: set } = runtimePlatform ?? {};
  const architecture = set ?? (requiresCompatibilities.includes('FARGATE') ? 'X86_64' : undefined);
  return architecture === undefined ? undefined : { os, architecture };
}
