import { createHash } from 'node:crypto';
import type { Clock } from '../../../kernel/clock';
import type { TaskProcess } from './task-process';

/**
 * The documents of the task metadata endpoint version 4, shaped as on Fargate
 * (ECS Developer Guide, "Amazon ECS task metadata endpoint version 4").
 */
export class TaskMetadata {
  private readonly tasks = new Map<string, TaskProcess>();

  constructor(private readonly clock: Clock) {}

  /** @returns the path of the task's container: `/v4/<token>`. */
  add(task: TaskProcess): string {
    const token = tokenOf(task);
    this.tasks.set(token, task);
    return `/v4/${token}`;
  }

  remove(task: TaskProcess): void {
    this.tasks.delete(tokenOf(task));
  }

  clear(): void {
    this.tasks.clear();
  }

  /** The document at `path`, undefined where there is none. */
  at(path: string): object | undefined {
    const [, token = '', document = ''] = /^\/v4\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    const task = this.tasks.get(token);
    if (!task) return undefined;
    if (document === '') return containerDocument(task);
    if (document === 'task') return taskDocument(task);
    if (document === 'stats') return this.stats(task);
    if (document === 'task/stats') return { [dockerId(task)]: this.stats(task) };
    return undefined;
  }

  /** Docker's container statistics, as far as a process has them. */
  private stats(task: TaskProcess): object {
    const { cpuSeconds, memoryBytes } = task.usage();
    return {
      read: new Date(this.clock.now()).toISOString(),
      name: task.run.metadata.containerName,
      id: dockerId(task),
      num_procs: 0,
      cpu_stats: {
        cpu_usage: { total_usage: Math.round(cpuSeconds * 1e9), usage_in_kernelmode: 0, usage_in_usermode: 0 },
        online_cpus: Math.max(1, Math.ceil(task.run.cpuUnits / 1024)),
      },
      memory_stats: { usage: memoryBytes, max_usage: memoryBytes, limit: task.run.memoryMiB * 1024 * 1024 },
    };
  }
}

function containerDocument(task: TaskProcess): object {
  const { run } = task;
  const name = run.metadata.containerName;
  return {
    DockerId: dockerId(task),
    Name: name,
    DockerName: name,
    Image: run.metadata.imageReference,
    ImageID: run.metadata.imageDigest,
    Labels: {
      'com.amazonaws.ecs.cluster': run.metadata.cluster,
      'com.amazonaws.ecs.container-name': name,
      'com.amazonaws.ecs.task-arn': run.taskArn,
      'com.amazonaws.ecs.task-definition-family': run.metadata.family,
      'com.amazonaws.ecs.task-definition-version': run.metadata.revision,
    },
    DesiredStatus: 'RUNNING',
    KnownStatus: 'RUNNING',
    Limits: { CPU: run.cpuUnits, Memory: run.memoryMiB },
    CreatedAt: new Date(task.createdAt).toISOString(),
    StartedAt: new Date(task.startedAt() ?? task.createdAt).toISOString(),
    Type: 'NORMAL',
    ContainerARN: `${run.taskArn.replace(':task/', ':container/')}/${uuid(task)}`,
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
    Containers: [containerDocument(task)],
  };
}

const taskId = (task: TaskProcess): string => task.taskArn.slice(task.taskArn.lastIndexOf('/') + 1);

const hashOf = (task: TaskProcess): string => createHash('sha256').update(task.taskArn).digest('hex');

/** `<task id>-<10 digits>`, as on Fargate. */
const dockerId = (task: TaskProcess): string =>
  `${taskId(task)}-${String(Number.parseInt(hashOf(task).slice(0, 10), 16) % 10_000_000_000).padStart(10, '0')}`;

const tokenOf = dockerId;

function uuid(task: TaskProcess): string {
  const hex = hashOf(task);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
