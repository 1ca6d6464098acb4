import type { ImageFile } from '../images.port';
import { FAILED_TO_START, saidBy } from './instance-words';
import { failureAt } from './launch-failures';
import { architectureOf } from './platform';
import { pullReference } from './revision';
import type { TaskContainer } from './task-container';
import type { TaskContainers } from './task-containers';
import { openLog, type WriteLines } from './task-log';
import type { TaskOrder, TaskWorld } from './task-order';
import { readSecrets } from './task-secrets';

/** A container that can be started: its secrets are read, its image is there and its log is open. */
export interface PreparedContainer {
  container: TaskContainer;
  secrets: Readonly<Record<string, string>>;
  file: ImageFile;
  write: WriteLines;
}

export type Preparation = { ok: true; prepared: PreparedContainer[] } | { ok: false; reason: string };

/**
 * Fetches what a task's containers need: secrets, images, log streams, in ECS's order. A task starts with all secrets and
 * all log streams or not at all, and not without an essential container's image; without another one's it does.
 */
export function prepare(order: TaskOrder, world: TaskWorld, { all }: TaskContainers): Preparation {
  const unprepared = failureAt('resources', order, world.launchFaults);
  if (unprepared) return { ok: false, reason: saidBy(order, unprepared) };
  const secrets = new Map<string, Record<string, string>>();
  for (const { name } of all) {
    const read = readSecrets(order.taskDefinition, name, world.secrets);
    if (!read.ok) return { ok: false, reason: saidBy(order, read.reason) };
    secrets.set(name, read.variables);
  }
  const unreached = failureAt('pull', order, world.launchFaults);
  if (unreached) return blame(all[0], order, unreached);
  const prepared: PreparedContainer[] = [];
  for (const container of all) {
    const file = pull(container, order, world);
    if (file) prepared.push({ container, secrets: secrets.get(container.name) ?? {}, file, write: () => {} });
    else if (container.essential) return blame(container, order, container.exit?.reason ?? '');
  }
  const unlogged = failureAt('logs', order, world.launchFaults);
  if (unlogged) return unopened(prepared[0]?.container, order, unlogged);
  for (const each of prepared) {
    const { definition, ids } = each.container;
    const log = openLog(definition, order.id, ids.runtime, world.logs);
    if (!log.ok) return unopened(each.container, order, log.reason);
    each.write = log.write;
  }
  return { ok: true, prepared };
}

/** A container that cannot be started is told why; on Fargate its task is too. */
function blame(container: TaskContainer | undefined, order: TaskOrder, reason: string): Preparation {
  const said = saidBy(order, reason);
  container?.giveUp({ reason: said });
  return { ok: false, reason: order.instance ? FAILED_TO_START : said };
}

/** Fargate opens a task's logs before there is a container; Docker as it starts one. */
const unopened = (container: TaskContainer | undefined, order: TaskOrder, reason: string): Preparation =>
  order.instance ? blame(container, order, reason) : { ok: false, reason };

/** @returns nothing where it cannot be pulled: the container knows why */
function pull(container: TaskContainer, order: TaskOrder, world: TaskWorld): ImageFile | undefined {
  const { images, taskDefinition } = order;
  const image = images.find(({ containerName }) => containerName === container.name) ?? {};
  const pulled = world.images.pull(pullReference(image), architectureOf(taskDefinition));
  if (!pulled.ok) {
    container.giveUp({ reason: saidBy(order, pulled.reason) });
    return undefined;
  }
  image.imageDigest ??= pulled.digest;
  return pulled.file;
}
