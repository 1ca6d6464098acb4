import { createHash } from 'node:crypto';
import type { Clock } from '../../../kernel/clock';
import type { ContainerProcess } from './container-process';
import type { TaskProcess } from './task-process';

/**
 * The documents of the task metadata endpoint version 4, shaped as on Fargate
 * (ECS Developer Guide, "Amazon ECS task metadata endpoint version 4").
 */
export class TaskMetadata {
  private readonly containers = new Map<string, { task: TaskProcess; name: string }>();

  constructor(private readonly clock: Clock) {}

  add(task: TaskProcess): void {
    for (const { name } of task.run.containers) this.containers.set(dockerId(task, name), { task, name });
  }

  /** The path of a container of a task that was added: `/v4/<token>`. */
  pathOf(task: TaskProcess, name: string): string {
    return `/v4/${dockerId(task, name)}`;
  }

  remove(task: TaskProcess): void {
    for (const { name } of task.run.containers) this.containers.delete(dockerId(task, name));
  }

  clear(): void {
    this.containers.clear();
  }

  /** The document at `path`, undefined where there is none. */
  at(path: string): object | undefined {
    const [, token = '', document = ''] = /^\/v4\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    const { task, name = '' } = this.containers.get(token) ?? {};
    const process = task?.containers.find(({ run }) => run.name === name);
    if (!task || !process) return undefined;
    if (document === '') return containerDocument(task, process);
    if (document === 'task') return taskDocument(task);
    if (document === 'stats') return this.stats(task, process);
    if (document !== 'task/stats') return undefined;
    return Object.fromEntries(task.containers.map((each) => [dockerId(task, each.run.name), this.stats(task, each)]));
  }

  /** Docker's container statistics, as far as a process has them. */
  private stats(task: TaskProcess, process: ContainerProcess): object {
    const { cpuSeconds, memoryBytes } = process.usage();
    return {
      read: new Date(this.clock.now()).toISOString(),
      name: process.run.name,
      id: dockerId(task, process.run.name),
      num_procs: 0,
      cpu_stats: {
        cpu_usage: { total_usage: Math.round(cpuSeconds * 1e9), usage_in_kernelmode: 0, usage_in_usermode: 0 },
        online_cpus: Math.max(1, Math.ceil(task.run.cpuUnits / 1024)),
      },
      memory_stats: { usage: memoryBytes, max_usage: memoryBytes, limit: memoryLimit(task, process) * 1024 * 1024 },
    };
  }
}

const memoryLimit = (task: TaskProcess, process: ContainerProcess): number =>
  process.run.memoryMiB ?? task.run.memoryMiB;

function containerDocument(task: TaskProcess, process: ContainerProcess): object {
  const { run } = task;
  const { name, imageReference, imageDigest } = process.run;
  const status = process.living ? 'RUNNING' : 'STOPPED';
  return {
    DockerId: dockerId(task, name),
    Name: name,
    DockerName: name,
    Image: imageReference,
    ImageID: imageDigest,
    Labels: {
      'com.amazonaws.ecs.cluster': run.metadata.cluster,
      'com.amazonaws.ecs.container-name': name,
      'com.amazonaws.ecs.task-arn': run.taskArn,
      'com.amazonaws.ecs.task-definition-family': run.metadata.family,
      'com.amazonaws.ecs.task-definition-version': run.metadata.revision,
    },
    DesiredStatus: status,
    KnownStatus: status,
    Limits: { CPU: run.cpuUnits, Memory: memoryLimit(task, process) },
    CreatedAt: new Date(task.createdAt).toISOString(),
    StartedAt: new Date(process.startedAt() ?? task.createdAt).toISOString(),
    Type: 'NORMAL',
    ContainerARN: `${run.taskArn.replace(':task/', ':container/')}/${uuid(task, name)}`,
    Networks: [
      {
        NetworkMode: 'awsvpc',
        IPv4Addresses: [run.address],
        AttachmentIndex: 0,
        IPv4SubnetCIDRBlock: `${run.address.split('.').slice(0, 3).join('.')}.0/24`,
        PrivateDNSName: `ip-${run.address.replaceAll('.', '-')}.ec2.internal`,
      },
    ],
    Snapshotter: 'overlayfs',
  };
}

function taskDocument(task: TaskProcess): object {
  const { run } = task;
  const createdAt = new Date(task.createdAt).toISOString();
  return {
    Cluster: run.metadata.cluster,
    TaskARN: run.taskArn,
    Family: run.metadata.family,
    Revision: run.metadata.revision,
    DesiredStatus: 'RUNNING',
    KnownStatus: 'RUNNING',
    Limits: { CPU: run.cpuUnits / 1024, Memory: run.memoryMiB },
    PullStartedAt: createdAt,
    PullStoppedAt: createdAt,
    AvailabilityZone: run.metadata.availabilityZone,
    LaunchType: run.metadata.launchType,
    Containers: task.containers.map((process) => containerDocument(task, process)),
  };
}

const taskId = (task: TaskProcess): string => task.taskArn.slice(task.taskArn.lastIndexOf('/') + 1);

const hashOf = (task: TaskProcess, container: string): string =>
  createHash('sha256').update(`${task.taskArn} ${container}`).digest('hex');

/** `<task id>-<10 digits>`, as on Fargate. */
const dockerId = (task: TaskProcess, container: string): string =>
  `${taskId(task)}-${String(Number.parseInt(hashOf(task, container).slice(0, 10), 16) % 10_000_000_000).padStart(10, '0')}`;

function uuid(task: TaskProcess, container: string): string {
  const hex = hashOf(task, container);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
