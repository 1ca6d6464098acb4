import type { ServiceEvent } from '../../domain/observations/ecs-service.types';

/** Events that say the same but for the tasks they name. */
export interface EventGroup {
  /** The newest of them, in ECS's words. */
  message: string;
  times: number;
  newest: number;
  oldest: number;
}

const IDS = /\b[0-9a-f]{32}\b|ecs-svc\/\d+|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** Puts neighbours that are alike together; the order, newest first, stays. */
export function groupEvents(events: ServiceEvent[]): EventGroup[] {
  const groups: (EventGroup & { shape: string })[] = [];
  for (const { message, at } of events) {
    const shape = message.replaceAll(IDS, '#').replaceAll(/(\(task #\) ?)+/g, '(tasks)');
    const last = groups.at(-1);
    if (last?.shape === shape) {
      last.times += 1;
      last.oldest = at;
    } else {
      groups.push({ shape, message, times: 1, newest: at, oldest: at });
    }
  }
  return groups.map(({ message, times, newest, oldest }) => ({ message, times, newest, oldest }));
}
