import { randomInt } from 'node:crypto';
import type { NetworkBinding, TaskDefinition } from '@aws-sdk/client-ecs';

/** The ports of its host that a task's containers have, by container; a mapping without a host port gets any that is free. */
export function bindingsOf({ networkMode, containerDefinitions = [] }: TaskDefinition): Map<string, NetworkBinding[]> {
  if (networkMode === 'awsvpc' || networkMode === 'none') return new Map();
  const bindings = containerDefinitions.map(({ name = '', portMappings = [] }) => {
    const bound = portMappings.map(({ containerPort, hostPort, protocol = 'tcp' }): NetworkBinding => ({
      bindIP: '0.0.0.0',
      containerPort,
      hostPort: hostPort || randomInt(EPHEMERAL.from, EPHEMERAL.to),
      protocol,
    }));
    return [name, bound] as const;
  });
  return new Map(bindings);
}

/** Linux's own range, which Docker takes from. */
const EPHEMERAL = { from: 32_768, to: 61_000 };
