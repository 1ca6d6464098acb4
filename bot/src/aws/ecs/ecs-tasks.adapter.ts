import { Injectable } from '@nestjs/common';
import type { Container, Task } from '@aws-sdk/client-ecs';
import type { EcsService } from '../../domain/observations/ecs-service.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { EcsTasks } from '../../domain/tasks/tasks.port';
import type { EcsTask, TaskContainer } from '../../domain/tasks/tasks.types';
import { messageOf } from '../../kernel/message-of';
import { nameOf } from '../arn';
import { TargetHealthReader } from '../elb/target-health.reader';
import { healthOf } from '../elb/task-health';
import { TaskReader } from './task-reader';

const OF_SERVICE = 'service:';

/** Tasks one by one, read from ECS, and their health from its load balancers. */
@Injectable()
export class EcsTasksAdapter extends EcsTasks {
  constructor(
    private readonly reader: TaskReader,
    private readonly targets: TargetHealthReader,
  ) {
    super();
  }

  override async running(service: EcsService): Promise<{ tasks: EcsTask[]; healthUnread?: string }> {
    const groups = [...new Set(service.balanced.flatMap(({ targetGroupArn }) => targetGroupArn ?? []))];
    const [tasks, found] = await Promise.all([
      this.reader.running(service, true),
      Promise.all(groups.map((arn) => this.targets.of(service.ref, arn))).catch((error: unknown) => messageOf(error)),
    ]);
    const isUnread = typeof found === 'string';
    return {
      tasks: tasks.map((task) => {
        const { health, reason } = isUnread ? { health: 'unchecked' as const } : healthOf(task, found);
        const isThere = task.lastStatus === 'RUNNING';
        const own = ecsTask(service.ref, task);
        return isThere ? { ...own, health, ...(reason ? { healthReason: reason } : {}) } : own;
      }),
      ...(isUnread ? { healthUnread: found } : {}),
    };
  }

  override async stopped(ref: ServiceRef): Promise<EcsTask[]> {
    return (await this.reader.stopped(ref, new Set())).map((task) => ecsTask(ref, task));
  }

  override async find(
    { environment, cluster }: Pick<ServiceRef, 'environment' | 'cluster'>,
    id: string,
  ): Promise<EcsTask[]> {
    const ref = { environment, cluster, service: '' };
    return (await this.reader.find(ref, id)).map((task) => ecsTask(ref, task));
  }
}

/** A task as ECS describes it; its group says which service it is of. */
function ecsTask({ environment, cluster }: ServiceRef, task: Task): EcsTask {
  const { taskArn, taskDefinitionArn, group = '', startedBy = '', lastStatus = '', desiredStatus } = task;
  const service = group.startsWith(OF_SERVICE) ? group.slice(OF_SERVICE.length) : '';
  const { availabilityZone: zone, startedAt, stoppedAt, stoppedReason, stopCode } = task;
  return {
    id: nameOf(taskArn),
    ref: { environment, cluster, service },
    revision: nameOf(taskDefinitionArn),
    startedBy,
    status: lastStatus,
    stopping: desiredStatus === 'STOPPED',
    health: 'waiting',
    ...(zone ? { zone } : {}),
    createdAt: task.createdAt?.getTime() ?? 0,
    ...(startedAt ? { startedAt: startedAt.getTime() } : {}),
    ...(stoppedAt ? { stoppedAt: stoppedAt.getTime() } : {}),
    ...(stoppedReason ? { stoppedReason } : {}),
    ...(stopCode ? { stopCode } : {}),
    containers: (task.containers ?? []).map(taskContainer),
  };
}

function taskContainer({ name = '', image, imageDigest, exitCode, reason, runtimeId }: Container): TaskContainer {
  return {
    name,
    ...(image ? { image } : {}),
    ...(imageDigest ? { digest: imageDigest } : {}),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(reason ? { reason } : {}),
    ...(runtimeId ? { runtimeId } : {}),
  };
}
