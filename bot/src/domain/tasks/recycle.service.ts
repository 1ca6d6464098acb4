import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/access.types';
import { ObservationsService } from '../observations/observations.service';
import type { ServiceRef } from '../services/service-ref.types';
import { mainContainer, taskVersion } from './task-version.types';
import { TaskGoneError } from './tasks.errors';
import { EcsTasks, TasksOperate } from './tasks.port';
import type { EcsTask, Recycled, RecyclePlan } from './tasks.types';

/** Replaces single tasks: ECS starts another where its service wants it. */
@Injectable()
export class RecycleService {
  constructor(
    private readonly tasks: EcsTasks,
    private readonly observations: ObservationsService,
    private readonly operate: TasksOperate,
  ) {}

  /**
   * Which task it is, and what else runs. Changes nothing.
   * @throws TaskGoneError when it runs no more
   */
  async plan(ref: ServiceRef, id: string): Promise<RecyclePlan> {
    const service = await this.observations.look(ref);
    const { tasks } = await this.tasks.running(service);
    const task = tasks.find((one) => one.id === id && !one.stopping);
    if (task === undefined) throw new TaskGoneError(ref, id);
    const { revision, health, startedAt } = task;
    return {
      ref,
      task: id,
      version: taskVersion(task, mainContainer(service)),
      revision,
      health,
      ...(startedAt === undefined ? {} : { startedAt }),
      others: tasks.filter((one) => one.id !== id && one.status === 'RUNNING' && !one.stopping).length,
    };
  }

  /** Whether a task still runs. */
  async runs(ref: ServiceRef, id: string): Promise<boolean> {
    const found = await this.find(ref, id);
    return found !== undefined && !found.stopping;
  }

  /**
   * Whether a plan was carried out that was being carried out when the bot ended.
   * @returns undefined where nobody can tell
   */
  async isRecycled(plan: RecyclePlan, actor: Actor): Promise<Recycled | false | undefined> {
    const task = await this.find(plan.ref, plan.task);
    if (task === undefined) return undefined;
    if (!task.stopping) return false;
    return task.stoppedReason === reasonOf(actor) ? plan : undefined;
  }

  /** @throws UserError when AWS refuses, or does not say whether it was done */
  async recycle(plan: RecyclePlan, actor: Actor): Promise<Recycled> {
    await this.operate.stop(plan.ref, plan.task, reasonOf(actor), actor);
    return plan;
  }

  private async find(ref: ServiceRef, id: string): Promise<EcsTask | undefined> {
    return (await this.tasks.find(ref, id)).find((task) => task.id === id);
  }
}

/** What DescribeTasks shows to whoever wonders why the task stopped; a command's id tells one time from another. */
function reasonOf({ id, name, command }: Actor): string {
  const who = name === undefined ? id : `${name} (${id})`;
  return `Recycled by ${who} through ecs-chatops${command === undefined ? '' : `, ${command}`}`.slice(0, MOST_REASON);
}

/** As long as ECS keeps a reason whole. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html */
const MOST_REASON = 255;
