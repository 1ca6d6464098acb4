import { randomUUID } from 'node:crypto';
import type { TaskStopCode } from '@aws-sdk/client-ecs';
import type { Timer } from '../../../kernel/clock';
import type { RunningTask } from '../task-runtime.port';
import { failureAt } from './launch-failures';
import type { TaskContainer } from './task-container';
import { TaskContainers } from './task-containers';
import type { TaskOrder, TaskWorld } from './task-order';
import { prepare } from './task-preparation';
import { TaskRegistrations } from './task-registrations';
import { taskRun } from './task-run';
import type { Sickness } from './sickness';
import { TaskTargets } from './task-targets';

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
  /** Epoch ms until which neither scaling in nor a deployment stops it. */
  protectedUntil?: number;
  /** How it ended where nobody had asked for it: it never started, or an essential container ended. */
  failure?: 'start' | 'exit';
  /** Its processes, from the start of the first of them. */
  process?: RunningTask;
  readonly containers: TaskContainers;
  readonly targets: TaskTargets;
  private readonly registrations: TaskRegistrations;
  readonly attachmentId = randomUUID();
  private timer: Timer;
  private killed = false;

  constructor(
    readonly order: TaskOrder,
    private readonly world: TaskWorld,
    private readonly onChange: (task: EcsTask) => void,
  ) {
    this.createdAt = world.clock.now();
    const { containerDefinitions = [] } = order.taskDefinition;
    this.containers = new TaskContainers(containerDefinitions, world, () => this.containersChanged());
    this.targets = new TaskTargets(world.targets, order.loadBalancers, order.placement.address);
    this.registrations = new TaskRegistrations(world.registries, order);
    this.timer = this.later(PROVISIONING_SECONDS, () => {
      const unattached = failureAt('network', order, world.launchFaults);
      if (unattached) return this.failToStart(unattached);
      this.move('PENDING');
      this.times.pullStarted = world.clock.now();
      this.timer = this.later(PULL_SECONDS, () => this.pull());
    });
  }

  get id(): string {
    return this.order.id;
  }

  get isProtected(): boolean {
    return this.live && this.world.clock.now() < (this.protectedUntil ?? 0);
  }

  /** Wanted, and on its way or running: what counts towards a service's desired count. */
  get live(): boolean {
    return this.desiredStatus === 'RUNNING';
  }

  /**
   * Whether it counts towards the minimum healthy percent: healthy by its containers' own checks and in every target group,
   * or, with neither, 40 s after it was RUNNING (DeploymentConfiguration, minimumHealthyPercent).
   */
  get healthy(): boolean {
    if (this.lastStatus !== 'RUNNING' || !this.live) return false;
    if (this.containers.isChecked && this.containers.health !== 'HEALTHY') return false;
    if (!this.targets.none) return this.targets.healthy;
    if (this.containers.isChecked) return true;
    return this.world.clock.now() - (this.times.started ?? 0) >= this.world.pace.ms(SETTLING_SECONDS);
  }

  /** @param graceSeconds the service's healthCheckGracePeriodSeconds; it begins when the process first accepts a connection. */
  sickness(graceSeconds: number): Sickness | undefined {
    if (this.lastStatus !== 'RUNNING' || !this.live) return undefined;
    const { clock, pace } = this.world;
    const counted = this.process?.countedSince();
    const graceEnds = counted === undefined ? undefined : counted + pace.ms(graceSeconds);
    if (this.containers.health === 'UNHEALTHY') {
      const isOver = graceSeconds === 0 || (graceEnds !== undefined && clock.now() >= graceEnds);
      if (isOver) return { kind: 'container' };
    }
    return this.targets.sickness(clock.now(), graceEnds, pace.ms(PATIENCE_SECONDS));
  }

  /** Registers a task whose containers run with its target groups: ACTIVATING becomes RUNNING. */
  activate(): void {
    this.targets.register();
    this.move('RUNNING');
  }

  /** Takes it out of its target groups, waits until it is drained, and only then ends its containers. */
  end(stop: StopReason): void {
    if (!this.live) return;
    this.desiredStatus = 'STOPPED';
    this.stop = stop;
    this.times.stopping = this.world.clock.now();
    this.timer.cancel();
    if (!this.process) return this.deprovision();
    if (!this.targets.isRegistered) return this.endContainers();
    this.targets.deregister();
    this.move('DEACTIVATING');
  }

  /** Looks whether a task that drains is drained. */
  poll(): void {
    if (this.lastStatus === 'DEACTIVATING' && this.targets.drained) this.endContainers();
  }

  /** Ends it without draining or waiting: the region is being emptied. */
  kill(): void {
    this.timer.cancel();
    this.desiredStatus = 'STOPPED';
    this.killed = true;
    this.containers.kill();
  }

  private pull(): void {
    this.times.pullStopped = this.world.clock.now();
    const preparation = prepare(this.order, this.world, this.containers);
    if (!preparation.ok) return this.failToStart(preparation.reason);
    const { prepared } = preparation;
    this.process = this.world.runtime.open(taskRun(this.order, prepared));
    this.containers.start(this.process, new Map(prepared.map(({ container, write }) => [container, write])));
  }

  /** A container has started, ended, or changed its health. */
  private containersChanged(): void {
    const { ended, started, stopped } = this.containers;
    const before = this.lastStatus;
    this.version += 1;
    if (this.live && ended) this.essentialEnded(ended);
    else if (this.live && started && this.times.started === undefined) this.started();
    if (stopped) this.allStopped();
    if (this.lastStatus === before) this.onChange(this);
  }

  private started(): void {
    this.times.started = this.world.clock.now();
    this.move(this.targets.none ? 'RUNNING' : 'ACTIVATING');
  }

  /** An essential container takes the others with it; where it could not even be started, the task could not either. */
  private essentialEnded({ startedAt, exit }: TaskContainer): void {
    this.desiredStatus = 'STOPPED';
    this.failure = startedAt === undefined ? 'start' : 'exit';
    this.stop =
      startedAt === undefined
        ? { code: 'TaskFailedToStart', reason: exit?.reason ?? '' }
        : { code: 'EssentialContainerExited', reason: 'Essential container in task exited' };
    this.times.stopping = this.times.executionStopped = this.world.clock.now();
    this.targets.deregister();
    this.endContainers();
  }

  private allStopped(): void {
    if (this.lastStatus === 'DEPROVISIONING' || this.lastStatus === 'STOPPED') return;
    this.times.executionStopped ??= this.world.clock.now();
    this.process?.close();
    this.deprovision();
  }

  private failToStart(reason: string): void {
    this.failure = 'start';
    this.desiredStatus = 'STOPPED';
    this.stop = { code: 'TaskFailedToStart', reason };
    this.times.stopping = this.world.clock.now();
    this.deprovision();
  }

  private endContainers(): void {
    this.containers.stop();
    if (this.containers.stopped) return this.allStopped();
    this.move('STOPPING');
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
