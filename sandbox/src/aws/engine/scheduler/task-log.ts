import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { LogSink } from '../logs.port';

/** What a task writes, line by line. */
export type WriteLines = (lines: readonly string[]) => void;

export type OpenedLog = { ok: true; write: WriteLines } | { ok: false; reason: string };

/**
 * Opens the stream that a container's awslogs driver writes to ("Amazon ECS, awslogs log driver"): the prefix, the
 * container's name and the task's id, or the container's own id where no prefix is named.
 * @returns what takes its lines, or why the task cannot start: ECS's "ResourceInitializationError: …"
 */
export function openLog(
  container: ContainerDefinition | undefined,
  taskId: string,
  containerId: string,
  sink: LogSink,
): OpenedLog {
  const { logDriver, options = {} } = container?.logConfiguration ?? {};
  if (logDriver !== 'awslogs') return { ok: true, write: () => {} };
  const group = options['awslogs-group'] ?? '';
  const prefix = options['awslogs-stream-prefix'];
  const stream = prefix ? `${prefix}/${container?.name ?? ''}/${taskId}` : containerId;
  const refused = sink.open(group, stream, options['awslogs-create-group'] === 'true');
  if (refused === undefined) return { ok: true, write: (lines) => sink.write(group, stream, lines) };
  return {
    ok: false,
    reason: `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ${refused} : exit status 1`,
  };
}
