import { Injectable } from '@nestjs/common';
import { DescribeTasksCommand, paginateListTasks, RunTaskCommand, StopTaskCommand } from '@aws-sdk/client-ecs';
import type { Task } from '@aws-sdk/client-ecs';
import type { Actor } from '../../domain/access/access.types';
import { JobOperate, JobTasks } from '../../domain/jobs/jobs.port';
import type { JobRun, JobTask, RunPlan } from '../../domain/jobs/jobs.types';
import { UserError } from '../../kernel/user-error';
import { nameOf } from '../arn';
import { AwsClients } from '../doors/aws-clients';
import { ask, askToChange } from '../doors/aws-errors';
import { ServiceReader } from './service-reader';

/** DescribeTasks takes so many. */
const TASKS_A_CALL = 100;

/** Tasks of jobs, as ECS shows them. */
@Injectable()
export class JobTasksAdapter extends JobTasks {
  constructor(private readonly clients: AwsClients) {
    super();
  }

  override async look({ ref, task, container }: JobRun): Promise<JobTask | undefined> {
    const [found] = task === undefined ? [] : await this.describe(ref, [task]);
    return found && jobTask(found, container);
  }

  /** ListTasks takes `startedBy` as its only filter, and then shows no task that has stopped: they are told apart here. */
  override async startedBy({ id, ref, revision, container }: RunPlan): Promise<JobTask | undefined> {
    const { ecs: client } = this.clients.look(ref.environment);
    const family = revision.split(':')[0] ?? revision;
    const arns: string[] = [];
    for (const desiredStatus of ['RUNNING', 'STOPPED'] as const) {
      const pages = paginateListTasks({ client }, { cluster: ref.cluster, family, desiredStatus });
      const all = async (): Promise<void> => {
        for await (const { taskArns = [] } of pages) arns.push(...taskArns);
      };
      await ask(ref, all());
    }
    const found = (await this.describe(ref, arns.map(nameOf))).find(({ startedBy }) => startedBy === id);
    return found && jobTask(found, container);
  }

  private async describe({ environment, cluster }: JobRun['ref'], ids: readonly string[]): Promise<Task[]> {
    const { ecs } = this.clients.look(environment);
    const tasks: Task[] = [];
    for (let at = 0; at < ids.length; at += TASKS_A_CALL) {
      const some = ids.slice(at, at + TASKS_A_CALL);
      const answer = await ask(undefined, ecs.send(new DescribeTasksCommand({ cluster, tasks: some })));
      tasks.push(...(answer.tasks ?? []));
    }
    return tasks;
  }
}

/** Starts and stops tasks of jobs. */
@Injectable()
export class JobOperateAdapter extends JobOperate {
  constructor(
    private readonly clients: AwsClients,
    private readonly reader: ServiceReader,
  ) {
    super();
  }

  override async run(plan: RunPlan, actor: Actor): Promise<string> {
    const { id, ref, revision, container, command } = plan;
    const service = await this.reader.read(ref);
    const { launchType, capacityProviderStrategy, networkConfiguration, platformVersion } = service;
    const hasStrategy = (capacityProviderStrategy ?? []).length > 0;
    const request = new RunTaskCommand({
      cluster: ref.cluster,
      taskDefinition: revision,
      count: 1,
      ...(hasStrategy ? { capacityProviderStrategy } : { launchType }),
      ...(networkConfiguration ? { networkConfiguration } : {}),
      ...(platformVersion ? { platformVersion } : {}),
      startedBy: id,
      // The same request once more is answered with the task that it started.
      // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html
      clientToken: id,
      overrides: { containerOverrides: [{ name: container, command: [...command] }] },
    });
    const { tasks = [], failures = [] } = await this.clients.operate(ref.environment, actor, ({ ecs }) =>
      askToChange(ref, ecs.send(request)),
    );
    const [task] = tasks;
    if (task?.taskArn !== undefined) return nameOf(task.taskArn);
    const [failure] = failures;
    throw new UserError({
      what: `Nothing was run: ECS found no place for the task.`,
      why: failure?.detail ?? failure?.reason,
      next: 'Try again once there is room.',
    });
  }

  override async stop({ ref, task }: JobRun & { task: string }, actor: Actor): Promise<void> {
    const reason = `Ended by ${actor.name ?? actor.id}`;
    await this.clients.operate(ref.environment, actor, ({ ecs }) =>
      askToChange(ref, ecs.send(new StopTaskCommand({ cluster: ref.cluster, task, reason }))),
    );
  }
}

function jobTask(
  { taskArn = '', lastStatus = '', stoppedAt, stoppedReason, containers = [] }: Task,
  name: string,
): JobTask {
  const container = containers.find((one) => one.name === name);
  const { runtimeId, exitCode } = container ?? {};
  const isOver = lastStatus === 'STOPPED';
  const reason = container?.reason ?? stoppedReason;
  const end = {
    at: stoppedAt?.getTime() ?? 0,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(reason === undefined ? {} : { reason }),
  };
  return { id: nameOf(taskArn), status: lastStatus, ...(runtimeId ? { runtimeId } : {}), ...(isOver ? { end } : {}) };
}
