import type { FetchJson } from './fetch-json';

/** What this process knows about the task it runs in. */
export class TaskMetadata {
  constructor(
    /** `ip-10-0-2-17` for a task with the address 10.0.2.17, else the host's name. */
    readonly containerId: string,
    /** The task's hard CPU limit in cores; undefined where it has none or none is known. */
    readonly cpuLimit: number | undefined,
  ) {}
}

/** Where a {@link TaskMetadata} comes from. */
export interface MetadataSource {
  /** `ECS_CONTAINER_METADATA_URI_V4`; undefined outside ECS. */
  uri: string | undefined;
  hostname: string;
  fetchJson: FetchJson;
  /** Told in a sentence what could not be read. */
  warn: (sentence: string) => void;
}

/**
 * Reads version 4 of the ECS task metadata, whose documents are described in
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate-response.html
 * What cannot be read is warned about and done without: a service that answers is worth more than its name.
 */
export async function readTaskMetadata({ uri, hostname, fetchJson, warn }: MetadataSource): Promise<TaskMetadata> {
  if (!uri) return new TaskMetadata(hostname, undefined);
  const read = async (url: string, without: string): Promise<unknown> =>
    fetchJson(url).catch((error: unknown) => warn(`${messageOf(error)} Going on with ${without}.`));
  const [container, task] = await Promise.all([
    read(uri, `the host name ${hostname} as container id`),
    read(`${uri}/task`, 'the CPU limit of the control group, if there is one'),
  ]);
  const address = firstAddressOf(container);
  return new TaskMetadata(address ? `ip-${address.replaceAll('.', '-')}` : hostname, cpuLimitOf(task));
}

function firstAddressOf(container: unknown): string | undefined {
  const [network] = asArray(field(container, 'Networks'));
  const [address] = asArray(field(network, 'IPv4Addresses'));
  return typeof address === 'string' ? address : undefined;
}

/** The task's limit is in vCPU. A container's own `CPU` is a weight among the task's containers, not a limit. */
function cpuLimitOf(task: unknown): number | undefined {
  const cpu = field(field(task, 'Limits'), 'CPU');
  return typeof cpu === 'number' && cpu > 0 ? cpu : undefined;
}

function field(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[name] : undefined;
}

function asArray(json: unknown): unknown[] {
  return Array.isArray(json) ? json : [];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
