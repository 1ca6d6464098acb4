import type { EcsTask } from '../../engine/scheduler/task';
import type { Clock } from '../../../kernel/clock';
import type { DeploymentAlarms } from '../../engine/deployment-alarms.port';
import type { ListenerRules } from '../../engine/listener-rules.port';
import type { ScaledServices } from '../../engine/scaled-services.port';
import { TaskKeeper } from '../../engine/scheduler/task-keeper';
import type { TaskWorld } from '../../engine/scheduler/task-order';
import { Arns } from './arns';
import { Clusters } from './clusters';
import { ContainerInstances } from './container-instances';
import { scaledServices } from './scaled-services.adapter';
import { Services } from './services';
import { Tags } from './tags';
import { TaskDefinitions } from './task-definitions';
import { TaskLauncher } from './task-launcher';
import { TaskSets } from './task-sets';

export interface EcsRegionOptions extends TaskWorld {
  region: string;
  /** Twelve digits. */
  accountId: string;
  alarms: DeploymentAlarms;
  rules: ListenerRules;
  /** Who calls with an access key. */
  callerArn: (accessKeyId: string) => string;
}

/** ECS in one region: what exists there, and the scheduler that keeps it running. */
export class EcsRegion {
  readonly arns: Arns;
  readonly clusters: Clusters;
  readonly instances: ContainerInstances;
  readonly taskDefinitions: TaskDefinitions;
  readonly tasks: TaskKeeper;
  readonly launcher: TaskLauncher;
  readonly services: Services;
  readonly taskSets: TaskSets;
  readonly tags = new Tags();
  /** What RunTask started, by its client token: the same one again starts nothing. */
  readonly runs = new Map<string, EcsTask[]>();
  /** What metrics and Application Auto Scaling see of the services, and how they scale them. */
  readonly scaledServices: ScaledServices;
  readonly clock: Clock;
  /** The other services that its tasks depend on. */
  readonly world: TaskWorld;

  /** Who calls with an access key: what `createdBy` and `registeredBy` tell. */
  readonly callerArn: EcsRegionOptions['callerArn'];

  constructor({ region, accountId, callerArn, alarms, rules, ...world }: EcsRegionOptions) {
    this.callerArn = callerArn;
    this.clock = world.clock;
    this.world = world;
    this.arns = new Arns(region, accountId);
    this.clusters = new Clusters(this.arns);
    this.instances = new ContainerInstances(this.arns, world.clock);
    this.taskDefinitions = new TaskDefinitions(this.arns, world.clock);
    this.tasks = new TaskKeeper(region, world);
    this.launcher = new TaskLauncher(this.arns, this.tasks, this.tags, world.launchFaults, this.instances);
    this.services = new Services(this.arns, world, this.launcher, alarms, rules);
    this.taskSets = new TaskSets(this.services, world);
    this.scaledServices = scaledServices(this.services);
  }

  /** Stops scheduling and kills every task; resolves when their processes are gone. The region is of no use afterwards. */
  close(): Promise<void> {
    this.services.close();
    return this.tasks.close();
  }
}
