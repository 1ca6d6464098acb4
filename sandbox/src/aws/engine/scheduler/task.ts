import { randomBytes, randomUUID } from 'node:crypto';
import type { TaskStopCode } from '@aws-sdk/client-ecs';
import type { Timer } from '../../../kernel/clock';
import type { ImageFile } from '../images.port';
import type { RunningTask, TaskExit } from '../task-runtime.port';
import { mainContainer, pullReference } from './revision';
import { type TaskOrder, taskRun, type TaskWorld } from './task-order';
import { openLog } from './task-log';
import { TaskRegistrations } from './task-registrations';
import { readSecrets } from './task-secrets';
import { type Sickness, TaskTargets } from './task-targets';

/** "Amazon ECS task lifecycle". */
export type TaskStatus =
  | 'PROVISIONING'
  | 'PENDING'
  | 'ACTIVATING'
  | 'RUNNING'
  | 'DEACTIVATING'
  | 'STOPPING'
  | 'DEPROVISIONING'
  | 'STOPPED';

/** Why a task is stopped, in ECS's words. */
export interface StopReason {
  code: TaskStopCode;
  reason: string;
}

/** One task from its placement to its end. It moves by itself except into RUNNING and out of a target group. */
export class EcsTask {
  lastStatus: TaskStatus = 'PROVISIONING';
  desiredStatus: 'RUNNING' | 'STOPPED' = 'RUNNING';
  /** Counts every change, as DescribeTasks shows it. */
  version = 1;
  readonly createdAt: number;
  readonly times: Partial<
    Record<'pullStarted' | 'pullStopped' | 'started' | 'stopping' | 'executionStopped' | 'stopped', number>
  > = {};
  stop?: StopReason;
  exit?: TaskExit;
  /** How it ended where nobody had asked for it: it never started, or its process ended. */
  failure?: 'start' | 'exit';
  process?: RunningTask;
  readonly targets: TaskTargets;
  private readonly registrations: TaskRegistrations;
  readonly ids = { attachment: randomUUID(), container: randomUUID(), runtime: randomBytes(16).toString('hex') };
  private timer: Timer;
  private killed = false;

  constructor(
    readonly order: TaskOrder,
    private readonly world: TaskWorld,
    private readonly onChange: (task: EcsTask) => void,
  ) {
    this.createdAt = world.clock.now();
    this.targets = new TaskTargets(world.targets, order.loadBalancers, order.placement.address);
    this.registrations = new TaskRegistrations(world.registries, order);
    this.timer = this.later(PROVISIONING_SECONDS, () => {
      this.move('PENDING');
      this.times.pullStarted = world.clock.now();
      this.timer = this.later(PULL_SECONDS, () => this.pull());
    });
  }

  get id(): string {
    return this.order.id;
  }

  /** Wanted, and on its way or running: what counts towards a service's desired count. */
  get live(): boolean {
    return this.desiredStatus === 'RUNNING';
  }

  /**
   * Whether it counts towards the minimum healthy percent: healthy in every target group, or, without one, 40 s after
   * it was RUNNING (DeploymentConfiguration, minimumHealthyPercent).
   */
  get healthy(): boolean {
    if (this.lastStatus !== 'RUNNING' || !this.live) return false;
    if (!this.targets.none) return this.targets.healthy;
    return this.world.clock.now() - (this.times.started ?? 0) >= this.world.pace.ms(SETTLING_SECONDS);
  }

  /** @param graceSeconds the service's healthCheckGracePeriodSeconds; it begins when the process first accepts a connection. */
  sickness(graceSeconds: number): Sickness | undefined {
    if (this.lastStatus !== 'RUNNING' || !this.live) return undefined;
    const { clock, pace } = this.world;
    const counted = this.process?.countedSince();
    const graceEnds = counted === undefined ? undefined : counted + pace.ms(graceSeconds);
    return this.targets.sickness(clock.now(), graceEnds, pace.ms(PATIENCE_SECONDS));
  }

  /** Registers a task whose process runs with its target groups: ACTIVATING becomes RUNNING. */
  activate(): void {
    this.targets.register();
    this.move('RUNNING');
  }

  /** Takes it out of its target groups, waits until it is drained, and only then ends its process. */
  end(stop: StopReason): void {
    if (!this.live) return;
    this.desiredStatus = 'STOPPED';
    this.stop = stop;
    this.times.stopping = this.world.clock.now();
    this.timer.cancel();
    if (!this.process) return this.deprovision();
    if (!this.targets.isRegistered) return this.endProcess();
    this.targets.deregister();
    this.move('DEACTIVATING');
  }

  /** Looks whether a task that drains is drained. */
  poll(): void {
    if (this.lastStatus === 'DEACTIVATING' && this.targets.drained) this.endProcess();
  }

  /** Ends it without draining or waiting: the region is being emptied. */
  kill(): void {
    this.timer.cancel();
    this.desiredStatus = 'STOPPED';
    this.killed = true;
    this.process?.stop(0);
  }

  private pull(): void {
    const { order, world } = this;
    const main = mainContainer(order.taskDefinition, order.loadBalancers);
    const secrets = readSecrets(order.taskDefinition, main?.name, world.secrets);
    if (!secrets.ok) return this.failToStart(secrets.reason);
    let file: ImageFile | undefined;
    this.times.pullStopped = world.clock.now();
    for (const image of order.images) {
      const pulled = world.images.pull(pullReference(image));
      if (!pulled.ok) return this.failToStart(pulled.reason);
      image.imageDigest ??= pulled.digest;
      if (image.containerName === main?.name) file = pulled.file;
    }
    if (!file) return this.failToStart('CannotStartContainerError: the task definition has no container');
    const log = openLog(main, order.id, this.ids.runtime, world.logs);
    if (!log.ok) return this.failToStart(log.reason);
    this.process = world.runtime.run(taskRun(order, file, secrets.variables), {
      started: () => this.started(),
      wrote: log.write,
      exited: (exit) => this.exited(exit),
    });
  }

  private started(): void {
    this.times.started = this.world.clock.now();
    if (this.live) this.move(this.targets.none ? 'RUNNING' : 'ACTIVATING');
  }

  private exited(exit: TaskExit): void {
    this.exit = exit;
    this.times.executionStopped = this.world.clock.now();
    if (this.live) {
      this.failure = 'exit';
      this.desiredStatus = 'STOPPED';
      this.stop = { code: 'EssentialContainerExited', reason: 'Essential container in task exited' };
      this.times.stopping = this.world.clock.now();
      this.targets.deregister();
    }
    this.deprovision();
  }

  private failToStart(reason: string): void {
    this.failure = 'start';
    this.desiredStatus = 'STOPPED';
    this.stop = { code: 'TaskFailedToStart', reason };
    this.times.stopping = this.world.clock.now();
    this.deprovision();
  }

  private endProcess(): void {
    this.move('STOPPING');
    const container = mainContainer(this.order.taskDefinition, this.order.loadBalancers);
    this.process?.stop((container?.stopTimeout ?? STOP_TIMEOUT_SECONDS) * 1000);
  }

  private deprovision(): void {
    this.timer.cancel();
    if (this.killed) return this.move('STOPPED');
    this.timer = this.later(DEPROVISIONING_SECONDS, () => {
      this.times.stopped = this.world.clock.now();
      this.move('STOPPED');
    });
    this.move('DEPROVISIONING');
  }

  private move(status: TaskStatus): void {
    this.lastStatus = status;
    if (!this.live) this.registrations.deregister();
    else if (status === 'RUNNING') this.registrations.register();
    this.version += 1;
    this.onChange(this);
  }

  private later(seconds: number, run: () => void): Timer {
    return this.world.clock.after(this.world.pace.ms(seconds), run);
  }
}

const PROVISIONING_SECONDS = 4;
const PULL_SECONDS = 4;
const DEPROVISIONING_SECONDS = 4;
const SETTLING_SECONDS = 40;
/** How long a target must be unhealthy after its grace before ECS acts on it. */
const PATIENCE_SECONDS = 10;
/** ContainerDefinition.stopTimeout: 30 s where none is named. */
const STOP_TIMEOUT_SECONDS = 30;
