import { Injectable } from '@nestjs/common';
import type { Task } from '@aws-sdk/client-ecs';
import type { DeploymentHandle } from '../../domain/deployments/deployment.types';
import type { ServiceDeploymentState } from '../../domain/deployments/deployments.port';
import { EcsRollouts } from '../../domain/deployments/rollouts.port';
import type { RunningTask } from '../../domain/deployments/rollouts.port';
import type { StoppedTask } from '../../domain/causes/evidence.types';
import type { EcsService } from '../../domain/observations/ecs-service.types';
import { EcsServices } from '../../domain/observations/observations.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { TargetHealthReader } from '../elb/target-health.reader';
import { healthOf } from '../elb/task-health';
import { ServiceDeploymentReader } from './service-deployment-reader';
import { nameOf } from '../arn';
import { TaskReader } from './task-reader';

/** What ECS says of a task that it stopped because fewer, or another revision's, were wanted: that is no failure. */
const STOPPED_BY_SCALING = /^Scaling activity initiated by/;

/** Deployments as they go, read from ECS and its load balancers. */
@Injectable()
export class RolloutsAdapter extends EcsRollouts {
  constructor(
    private readonly services: EcsServices,
    private readonly serviceDeployments: ServiceDeploymentReader,
    private readonly tasks: TaskReader,
    private readonly targets: TargetHealthReader,
  ) {
    super();
  }

  override service(ref: ServiceRef): Promise<EcsService> {
    return this.services.look(ref);
  }

  override state(ref: ServiceRef, handle: DeploymentHandle): Promise<ServiceDeploymentState | undefined> {
    return this.serviceDeployments.state(ref, handle);
  }

  override async runningTasks(service: EcsService): Promise<RunningTask[]> {
    const groups = groupsOf(service);
    const [tasks, ...found] = await Promise.all([
      // What a container's own check says changes without a task starting or stopping.
      this.tasks.running(service, groups.length === 0),
      // Of two between which the traffic goes over, a task is in one.
      ...groups.map(async (arns) => (await Promise.all(arns.map((arn) => this.targets.of(service.ref, arn)))).flat()),
    ]);
    return tasks
      .filter(({ lastStatus }) => lastStatus === 'RUNNING')
      .map((task) => ({
        id: nameOf(task.taskArn),
        startedBy: task.startedBy ?? '',
        ...(task.startedAt ? { startedAt: task.startedAt.getTime() } : {}),
        ...healthOf(task, found),
      }));
  }

  override async stoppedTasks(
    ref: ServiceRef,
    handle: DeploymentHandle,
    known: ReadonlySet<string>,
  ): Promise<StoppedTask[]> {
    const stopped = await this.tasks.stopped(ref, known);
    return stopped.filter((task) => isFailure(task, handle)).map(stoppedTask);
  }
}

/** The target groups of each load balancer, each once. */
function groupsOf({ balanced }: EcsService): string[][] {
  const groups = balanced.map(({ targetGroupArn, alternateTargetGroupArn }) =>
    [targetGroupArn, alternateTargetGroupArn].filter((arn) => arn !== undefined),
  );
  const known = new Map(groups.map((arns) => [arns.join(' '), arns]));
  return [...known.values()].filter((arns) => arns.length > 0);
}

function isFailure(task: Task, { id, revision }: DeploymentHandle): boolean {
  const isOwn = id === '' ? nameOf(task.taskDefinitionArn) === revision : task.startedBy === id;
  return isOwn && task.lastStatus === 'STOPPED' && !isWanted(task);
}

/** Fewer were wanted, others, or the same elsewhere: the scheduler's own stops, but for those of tasks that are not well. */
function isWanted({ stopCode, stoppedReason = '' }: Task): boolean {
  if (STOPPED_BY_SCALING.test(stoppedReason)) return true;
  return stopCode === 'ServiceSchedulerInitiated' && !/health|fail/i.test(stoppedReason);
}

function stoppedTask({ taskArn, startedAt, stoppedAt, stoppedReason, stopCode, containers }: Task): StoppedTask {
  const telling = (containers ?? []).filter(({ exitCode, reason }) => exitCode !== undefined || reason !== undefined);
  return {
    id: nameOf(taskArn),
    ...(startedAt ? { startedAt: startedAt.getTime() } : {}),
    stoppedAt: stoppedAt?.getTime() ?? 0,
    stoppedReason: stoppedReason ?? '',
    ...(stopCode ? { stopCode } : {}),
    containers: telling.map(({ name = '', exitCode, reason, runtimeId, healthStatus }) => ({
      name,
      ...(healthStatus === 'UNHEALTHY' ? { unhealthy: true as const } : {}),
      ...(runtimeId ? { runtimeId } : {}),
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(reason === undefined ? {} : { reason }),
    })),
  };
}
