import { truncate, duration } from '../../chat/words/text';
import { mainContainer, taskVersion } from '../../domain/tasks/task-version.types';
import type { EcsTask, ServiceTasks } from '../../domain/tasks/tasks.types';

/** Wide enough for any version that tells something at a glance: a hundred rows fit into a message. */
const VERSION = 20;
const REVISION = 24;

/** The tasks that run as rows of a table in type of one width: a column that says the same of all is left out. */
export function taskRows(now: number, { service, running }: Pick<ServiceTasks, 'service' | 'running'>): string[] {
  const main = mainContainer(service);
  const isSeveral = new Set(running.map(({ revision }) => revision)).size > 1;
  const rows = running.map((task) => [
    task.id.slice(0, 8),
    truncate(taskVersion(task, main), VERSION),
    ...(isSeveral ? [truncate(task.revision, REVISION)] : []),
    stateOf(task),
    task.zone ?? '',
    duration(now - (task.startedAt ?? task.createdAt)),
  ]);
  return aligned(rows);
}

/** What it is, and what its health checks say where it runs and something checks it. */
function stateOf({ status, stopping, health }: EcsTask): string {
  if (stopping) return 'stopping';
  if (status !== 'RUNNING') return status.toLowerCase();
  return { healthy: 'healthy', unhealthy: 'UNHEALTHY', waiting: 'not checked yet', unchecked: 'running' }[health];
}

function aligned(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd(),
  );
}
