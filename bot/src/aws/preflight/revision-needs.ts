import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Platform, RevisionNeeds } from '../../domain/preflight/preflight.types';
import type { RawJson } from '../ecs/raw-json';

/** @param answer what DescribeTaskDefinition answered, word for word */
export function needsOf(answer: RawJson): RevisionNeeds {
  const { taskDefinition = {} } = answer as { taskDefinition?: TaskDefinition };
  const { containerDefinitions = [], taskRoleArn, executionRoleArn } = taskDefinition;
  const platform = platformOf(taskDefinition);
  return {
    ...(platform ? { platform } : {}),
    roles: once([taskRoleArn, executionRoleArn].filter((role) => role !== undefined)),
    secrets: once(containerDefinitions.flatMap(({ secrets = [] }) => secrets.flatMap(({ name }) => name ?? []))),
    logGroups: once(containerDefinitions.flatMap((container) => logGroupOf(container) ?? [])),
  };
}

/** Fargate's own is Linux on X86_64; elsewhere it is what the container instances are, unless it is set. */
function platformOf({ runtimePlatform, requiresCompatibilities = [] }: TaskDefinition): Platform | undefined {
  const { operatingSystemFamily: os = 'LINUX', cpuArchitecture: set } = runtimePlatform ?? {};
  const architecture = set ?? (requiresCompatibilities.includes('FARGATE') ? 'X86_64' : undefined);
  return architecture === undefined ? undefined : { os, architecture };
}

function logGroupOf({ logConfiguration }: ContainerDefinition): string | undefined {
  const { logDriver, options = {} } = logConfiguration ?? {};
  return logDriver !== 'awslogs' || options['awslogs-create-group'] === 'true' ? undefined : options['awslogs-group'];
}

const once = (names: string[]): string[] => [...new Set(names)];
