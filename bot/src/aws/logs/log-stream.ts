import { LogUnreadableError } from '../../domain/logs/logs.errors';
import type { LoggedContainer } from '../../domain/logs/logs.types';
import type { ContainerFacts } from '../ecs/main-container';

/** Where the awslogs driver writes to. */
export interface Stream {
  group: string;
  name: string;
  /** Where it is another one than the task's own. */
  region?: string;
}

/**
 * The stream of a container's log: `prefix/container/task`, or the container runtime's own id where no prefix is set.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
 * @param containers those of its task definition
 * @throws LogUnreadableError when it writes to nothing that can be read here
 */
export function streamOf(
  { container, task, runtimeId }: LoggedContainer,
  containers: readonly ContainerFacts[],
): Stream {
  const facts = containers.find(({ name }) => name === container);
  if (facts === undefined) {
    const names = containers.map(({ name }) => name).join(', ');
    throw new LogUnreadableError(container, {
      why: `Its task definition has no container of that name: it has ${names}.`,
      next: 'Name one of those.',
    });
  }
  const { driver, group, prefix, region } = facts.log ?? {};
  if (driver === undefined) {
    throw new LogUnreadableError(container, {
      why: 'Its task definition sets no log driver, so what it writes is kept nowhere that I can reach.',
      next: 'Give it logConfiguration with the driver awslogs to have its log here.',
    });
  }
  if (driver !== 'awslogs') {
    throw new LogUnreadableError(container, {
      why: `Its log driver is ${driver}, and I read CloudWatch Logs alone, where the driver awslogs writes to.`,
      next: 'Look at it where that driver sends it.',
    });
  }
  const name = prefix === undefined ? runtimeId : `${prefix}/${container}/${task}`;
  if (group === undefined || name === undefined) {
    throw new LogUnreadableError(container, {
      why: `Its task definition says no ${group === undefined ? 'awslogs-group' : 'awslogs-stream-prefix'}, so its log cannot be told from others.`,
      next: 'Set that option of its log driver.',
    });
  }
  return { group, name, ...(region === undefined ? {} : { region }) };
}
