import type { EcsService } from '../observations/ecs-service.types';

const STEADY = /has reached a steady state|deployment completed/;

/**
 * Since when a service is steady, at least: the first time ECS said so since it last said anything else.
 * @returns milliseconds since the epoch; undefined while it is not, or where ECS does not say
 */
export function steadySince({ steady, events }: Pick<EcsService, 'steady' | 'events'>): number | undefined {
  if (!steady) return undefined;
  const other = events.findIndex(({ message }) => !STEADY.test(message));
  return (other < 0 ? events : events.slice(0, other)).at(-1)?.at;
}
