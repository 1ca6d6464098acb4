import type { Actor } from '../access/access.types';
import type { EcsService } from '../observations/ecs-service.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { EcsTask } from './tasks.types';

/** Look door: tasks one by one. */
export abstract class EcsTasks {
  /** The tasks of a service that are to run, as they are now, with what its health checks say of them. */
  abstract running(service: EcsService): Promise<{ tasks: EcsTask[]; healthUnread?: string }>;

  /** The tasks of a service that stopped within the last hour. */
  abstract stopped(ref: ServiceRef): Promise<EcsTask[]>;

  /**
   * The tasks of a cluster whose id begins so, those included that stopped within the last hour; a whole id is asked for
   * by itself.
   * @param id eight or more hexadecimal digits
   */
  abstract find(where: { environment: string; cluster: string }, id: string): Promise<EcsTask[]>;
}

/** Operate door: stops tasks. */
export abstract class TasksOperate {
  /**
   * Stops one task. ECS ends it as in a deployment, taken off its load balancers first, and starts another where a
   * service wants it.
   * @param reason what DescribeTasks then says of it
   * @throws UserError when AWS refuses, or does not say whether it was done
   */
  abstract stop(ref: ServiceRef, task: string, reason: string, actor: Actor): Promise<void>;
}
