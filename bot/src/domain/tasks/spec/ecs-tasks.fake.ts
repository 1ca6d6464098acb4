import type { EcsService } from '../../observations/ecs-service.types';
import { serviceKey } from '../../services/service-ref.types';
import type { ServiceRef } from '../../services/service-ref.types';
import type { Actor } from '../../access/access.types';
import { EcsTasks, TasksOperate } from '../tasks.port';
import type { EcsTask } from '../tasks.types';

/** For specs: a healthy task of `primes/primes-api` that runs 1.0.0; whatever `change` says is so instead. */
export function ecsTask(change: Partial<EcsTask> = {}): EcsTask {
  return {
    id: 'a'.repeat(32),
    ref: { environment: 'default', cluster: 'primes', service: 'primes-api' },
    revision: 'primes-api:1',
    startedBy: 'ecs-svc/1',
    status: 'RUNNING',
    stopping: false,
    health: 'healthy',
    zone: 'us-west-2a',
    createdAt: 0,
    startedAt: 1000,
    containers: [{ name: 'primes-api', image: 'r/primes-api:1.0.0' }],
    ...change,
  };
}

/** For specs: the tasks there are. */
export class FakeEcsTasks extends EcsTasks {
  tasks: EcsTask[];
  /** Why health cannot be read, while it is set. */
  healthUnread: string | undefined;
  /** What looking for those that stopped fails with, while it is set. */
  failure: Error | undefined;

  constructor(...tasks: EcsTask[]) {
    super();
    this.tasks = tasks;
  }

  override async running({ ref }: EcsService): Promise<{ tasks: EcsTask[]; healthUnread?: string }> {
    const tasks = this.of(ref).filter(({ stopping }) => !stopping);
    return { tasks, ...(this.healthUnread ? { healthUnread: this.healthUnread } : {}) };
  }

  override async stopped(ref: ServiceRef): Promise<EcsTask[]> {
    if (this.failure) throw this.failure;
    return this.of(ref).filter(({ stopping }) => stopping);
  }

  override async find(where: { environment: string; cluster: string }, id: string): Promise<EcsTask[]> {
    const isThere = ({ ref }: EcsTask): boolean =>
      ref.environment === where.environment && ref.cluster === where.cluster;
    return this.tasks.filter((task) => isThere(task) && task.id.startsWith(id));
  }

  private of(ref: ServiceRef): EcsTask[] {
    return this.tasks.filter((task) => serviceKey(task.ref) === serviceKey(ref));
  }
}

/** For specs: stops tasks by marking them so. */
export class FakeTasksOperate extends TasksOperate {
  readonly calls: string[] = [];
  /** What happens just before a task is stopped. */
  meanwhile: () => Promise<void> = async () => undefined;

  constructor(private readonly world: FakeEcsTasks) {
    super();
  }

  override async stop(_ref: ServiceRef, id: string, reason: string, actor: Actor): Promise<void> {
    await this.meanwhile();
    this.calls.push(`stop ${id.slice(0, 8)} by ${actor.id}: ${reason}`);
    this.world.tasks = this.world.tasks.map((task) =>
      task.id === id ? { ...task, stopping: true, stoppedReason: reason, stopCode: 'UserInitiated' } : task,
    );
  }
}
