import type { ImageFile } from '../images.port';
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
  if (unprepared) return { ok: false, reason: unprepared };
  const secrets = new Map<string, Record<string, string>>();
  for (const { name } of all) {
    const read = readSecrets(order.taskDefinition, name, world.secrets);
    if (!read.ok) return read;
    secrets.set(name, read.variables);
  }
  const unreached = failureAt('pull', order, world.launchFaults);
  if (unreached) {
    all[0]?.giveUp({ reason: unreached });
    return { ok: false, reason: unreached };
  }
  const prepared: PreparedContainer[] = [];
  for (const container of all) {
    const file = pull(container, order, world);
    if (file) prepared.push({ container, secrets: secrets.get(container.name) ?? {}, file, write: () => {} });
    else if (container.essential) return { ok: false, reason: container.exit?.reason ?? '' };
  }
  const unlogged = failureAt('logs', order, world.launchFaults);
  if (unlogged) return { ok: false, reason: unlogged };
  for (const each of prepared) {
    const { definition, ids } = each.container;
    const log = openLog(definition, order.id, ids.runtime, world.logs);
    if (!log.ok) return log;
    each.write = log.write;
  }
  return { ok: true, prepared };
}

/** @returns nothing where it cannot be pulled: the container knows why */
function pull(
  container: TaskContainer,
  { images, taskDefinition }: TaskOrder,
  world: TaskWorld,
): ImageFile | undefined {
  const image = images.find(({ containerName }) => containerName === container.name) ?? {};
  const pulled = world.images.pull(pullReference(image), architectureOf(taskDefinition));
  if (!pulled.ok) {
    container.giveUp({ reason: pulled.reason });
    return undefined;
  }
  image.imageDigest ??= pulled.digest;
  return pulled.file;
}
