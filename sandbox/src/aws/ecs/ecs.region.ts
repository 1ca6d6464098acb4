import type { Clock } from '../../kernel/clock';
import type { Pace } from '../../kernel/pace';
import type { ImageSource } from '../engine/images.port';
import type { ScaledServices } from '../engine/scaled-services.port';
import { TaskKeeper } from '../engine/scheduler/task-keeper';
import type { Targets } from '../engine/targets.port';
import type { TaskRuntime } from '../engine/task-runtime.port';
import { Arns } from './arns';
import { Clusters } from './clusters';
import { scaledServices } from './scaled-services';
import { Services } from './services';
import { Tags } from './tags';
import { TaskDefinitions } from './task-definitions';
import { TaskLauncher } from './task-launcher';

export interface EcsRegionOptions {
  region: string;
  /** Twelve digits. */
  accountId: string;
  clock: Clock;
  pace: Pace;
  runtime: TaskRuntime;
  targets: Targets;
  images: ImageSource;
}

/** ECS in one region: what exists there, and the scheduler that keeps it running. */
export class EcsRegion {
  readonly arns: Arns;
  readonly clusters: Clusters;
  readonly taskDefinitions: TaskDefinitions;
  readonly tasks: TaskKeeper;
  readonly launcher: TaskLauncher;
  readonly services: Services;
  readonly tags = new Tags();
  /** What metrics and Application Auto Scaling see of the services, and how they scale them. */
  readonly scaledServices: ScaledServices;
  readonly clock: Clock;

  constructor({ region, accountId, ...world }: EcsRegionOptions) {
    this.clock = world.clock;
    this.arns = new Arns(region, accountId);
    this.clusters = new Clusters(this.arns);
    this.taskDefinitions = new TaskDefinitions(this.arns, world.clock);
    this.tasks = new TaskKeeper(region, world);
    this.launcher = new TaskLauncher(this.arns, this.tasks, this.tags);
    this.services = new Services(this.arns, world, this.launcher);
    this.scaledServices = scaledServices(this.services);
  }

  /** Stops scheduling and kills every task; resolves when their processes are gone. The region is of no use afterwards. */
  close(): Promise<void> {
    this.services.close();
    return this.tasks.close();
  }
}
