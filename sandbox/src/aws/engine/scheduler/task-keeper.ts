import type { Timer } from '../../../kernel/clock';
import { Addresses } from './addresses';
import { EcsTask } from './task';
import type { TaskOrder, TaskWorld } from './task-order';

/** Every task of a region, the stopped ones for an hour. */
export class TaskKeeper {
  private readonly tasks = new Map<string, EcsTask>();
  private readonly forgetting = new Set<Timer>();
  private readonly addresses: Addresses;
  private onEmpty?: () => void;

  constructor(
    region: string,
    private readonly world: TaskWorld,
  ) {
    this.addresses = new Addresses(region);
  }

  /**
   * Places a task and sets it going.
   * @param spreadFrom the zones that its siblings are in.
   * @param onChange called whenever it moves, by itself or asked.
   */
  place(
    order: Omit<TaskOrder, 'placement'>,
    spreadFrom: readonly string[],
    onChange: (task: EcsTask) => void,
  ): EcsTask {
    const placement = this.addresses.take(spreadFrom, order.instance?.identity.availabilityZone);
    const task = new EcsTask({ ...order, placement }, this.world, (moved) => {
      if (moved.lastStatus === 'DEPROVISIONING') order.instance?.release(order.id);
      if (moved.lastStatus === 'STOPPED' && !this.onEmpty) this.retire(moved);
      if (this.onEmpty && !this.anyProcess()) this.onEmpty();
      onChange(moved);
    });
    this.tasks.set(order.arn, task);
    return task;
  }

  /** @param idOrArn a task's id or its whole ARN. */
  find(clusterName: string, idOrArn: string): EcsTask | undefined {
    const id = idOrArn.slice(idOrArn.lastIndexOf('/') + 1);
    return this.of(clusterName).find((task) => task.id === id);
  }

  of(clusterName: string): EcsTask[] {
    return [...this.tasks.values()].filter(({ order }) => order.clusterName === clusterName);
  }

  /** Kills every task; resolves when their processes are gone. */
  close(): Promise<void> {
    for (const timer of this.forgetting) timer.cancel();
    const gone = new Promise<void>((resolve) => (this.onEmpty = resolve));
    for (const task of this.tasks.values()) task.kill();
    if (!this.anyProcess()) this.onEmpty?.();
    return gone;
  }

  private retire(task: EcsTask): void {
    this.addresses.release(task.order.placement.address);
    const timer = this.world.clock.after(STOPPED_TASKS_STAY_MS, () => {
      this.tasks.delete(task.order.arn);
      this.forgetting.delete(timer);
    });
    this.forgetting.add(timer);
  }

  private anyProcess(): boolean {
    return [...this.tasks.values()].some(({ containers }) => containers.alive);
  }
}

/** Stopped tasks stay an hour, at every pace: it is how long a person has to look. */
const STOPPED_TASKS_STAY_MS = 3_600_000;
