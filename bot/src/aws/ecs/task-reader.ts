import { Injectable } from '@nestjs/common';
import { DescribeTasksCommand, paginateListTasks } from '@aws-sdk/client-ecs';
import type { DesiredStatus, Task } from '@aws-sdk/client-ecs';
import type { EcsService } from '../../domain/observations/ecs-service.types';
import { serviceKey } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { BoundedMap } from '../../kernel/bounded-map';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { nameOf } from '../arn';
import { Batch } from './batch';

/** DescribeTasks takes so many. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
const TASKS_A_CALL = 100;
/** Digits of a whole id. */
const TASK_ID = 32;
/** Of so many services the running tasks are remembered. */
const REMEMBERED = 100;

interface Question {
  environment: string;
  cluster: string;
  /** Its id, or its ARN. */
  task: string;
}

/** Reads the tasks of services. */
@Injectable()
export class TaskReader {
  /** By service: what the tasks were when the service last looked otherwise. */
  private readonly known = new BoundedMap<string, { sign: string; tasks: Task[] }>(REMEMBERED);

  private readonly batch = new Batch<Question, Task>({
    size: TASKS_A_CALL,
    group: groupOf,
    id: idOf,
    ask: (questions) => this.describeNow(questions),
  });

  constructor(private readonly clients: AwsClients) {}

  /** The tasks that run. Read again only when the service shows that one has started or stopped, or when `anew`. */
  async running(service: EcsService, anew = false): Promise<Task[]> {
    const key = serviceKey(service.ref);
    const sign = signOf(service);
    const known = this.known.get(key);
    if (known?.sign === sign && !anew) return known.tasks;
    const arns =
      known?.sign === sign ? known.tasks.map(({ taskArn = '' }) => taskArn) : await this.list(service.ref, 'RUNNING');
    const tasks = await this.describe(service.ref, arns);
    this.known.set(key, { sign, tasks });
    return tasks;
  }

  /** The tasks that stopped within the last hour; ECS forgets them later. */
  async stopped(ref: ServiceRef, known: ReadonlySet<string>): Promise<Task[]> {
    const arns = await this.list(ref, 'STOPPED');
    return this.describe(
      ref,
      arns.filter((arn) => !known.has(nameOf(arn))),
    );
  }

  /**
   * The tasks of a cluster whose id begins so, those included that ECS has not forgotten yet.
   * @param ref its cluster; the service is of no account
   */
  async find(ref: ServiceRef, id: string): Promise<Task[]> {
    if (id.length === TASK_ID) return this.describe(ref, [id]);
    const listed = await Promise.all(
      (['RUNNING', 'STOPPED'] as const).map((status) => this.list({ ...ref, service: '' }, status)),
    );
    const arns = listed.flat().filter((arn) => nameOf(arn).startsWith(id));
    return this.describe(ref, arns.slice(0, TASKS_A_CALL));
  }

  /** Of a service, or of all of the cluster where none is named. */
  private list(ref: ServiceRef, desiredStatus: DesiredStatus): Promise<string[]> {
    const { ecs: client } = this.clients.look(ref.environment);
    const { cluster, service } = ref;
    const wanted = { cluster, desiredStatus, ...(service === '' ? {} : { serviceName: service }) };
    const all = async (): Promise<string[]> => {
      const arns: string[] = [];
      for await (const page of paginateListTasks({ client }, wanted)) arns.push(...(page.taskArns ?? []));
      return arns;
    };
    return ask(ref, all());
  }

  /** Those that ECS still knows, in that order. What is asked at the same time of a cluster's services shares its calls. */
  private async describe(ref: ServiceRef, tasks: string[]): Promise<Task[]> {
    const { environment, cluster } = ref;
    const found = tasks.map((task) => this.batch.load({ environment, cluster, task }));
    return (await ask(ref, Promise.all(found))).filter((task) => task !== undefined);
  }

  private async describeNow(questions: Question[]): Promise<Map<string, Task>> {
    const { environment, cluster } = questions[0]!;
    const { ecs } = this.clients.look(environment);
    const command = new DescribeTasksCommand({ cluster, tasks: questions.map(({ task }) => task) });
    const { tasks = [] } = await ecs.send(command);
    return new Map(tasks.map((task) => [idOf({ environment, cluster, task: task.taskArn ?? '' }), task]));
  }
}

const groupOf = ({ environment, cluster }: Question): string => `${environment}:${cluster}`;
const idOf = (question: Question): string => `${groupOf(question)}:${nameOf(question.task)}`;

/** Every start and stop of a task leaves an event or changes a count. */
function signOf({ counts, deployments, events }: EcsService): string {
  return JSON.stringify([counts, deployments.map((one) => [one.id, one.counts, one.failedTasks]), events[0]?.id]);
}
