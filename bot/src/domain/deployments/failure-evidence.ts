import type { TaskCause } from '../causes/cause.types';
import type { LastLines, StoppedTask } from '../causes/evidence.types';
import { causesOf, witnessOf } from '../causes/causes.service';
import { isWell } from './diagnosis';
import type { Difference } from './rollback.types';
import type { RolloutEvidence } from './rollouts.port';
import type { DeploymentSnapshot } from './snapshot.types';

/** What a task wrote comes to where it is read a moment after it ended. */
const TRIES = 3;
/** Of so many tasks of one deployment the logs are read. */
const READ = 5;

/** What there is to know of a deployment that fails, beside what ECS says: the logs of its tasks, and what is new in its revision. */
export class FailureEvidence {
  /** By task. */
  private readonly lines = new Map<string, LastLines>();
  private readonly tried = new Map<string, number>();
  private differences: Difference[] | undefined;
  private compared = false;
  private reading: Promise<void> | undefined;

  constructor(private readonly rollouts: RolloutEvidence) {}

  /**
   * A snapshot with what is known of that by now.
   * @param wait until it has been read; otherwise the next snapshot has what takes longer
   */
  async added(snapshot: DeploymentSnapshot, wait: boolean): Promise<DeploymentSnapshot> {
    if (!isWell(snapshot)) {
      this.reading ??= this.read(this.with(snapshot)).finally(() => (this.reading = undefined));
      if (wait) await this.reading;
    }
    return this.with(snapshot);
  }

  private with(snapshot: DeploymentSnapshot): DeploymentSnapshot {
    const { lines, differences } = this;
    const stopped = snapshot.stopped.map((task): StoppedTask => {
      const written = lines.get(task.id);
      return written ? { ...task, lines: written } : task;
    });
    return { ...snapshot, stopped, ...(differences ? { differences } : {}) };
  }

  private async read(snapshot: DeploymentSnapshot): Promise<void> {
    const [main] = causesOf(snapshot);
    await Promise.all([main && this.readLines(snapshot, main), this.compare(snapshot)]);
  }

  private async readLines(
    { deployment, stopped, containers = [] }: DeploymentSnapshot,
    main: TaskCause,
  ): Promise<void> {
    const task = stopped.find(({ id }) => id === main.newest);
    const container = task && witnessOf(task, { containers });
    const tries = this.tried.get(main.newest) ?? 0;
    if (main.lines || !task || container === undefined || tries >= TRIES || this.tried.size >= READ) return;
    this.tried.set(task.id, tries + 1);
    const { ref, handle } = deployment;
    const runtimeId = task.containers.find(({ name }) => name === container)?.runtimeId;
    const of = { ref, task: task.id, revision: handle.revision, container, ...(runtimeId ? { runtimeId } : {}) };
    const written = await this.rollouts.lastLines(of);
    if (written) this.lines.set(task.id, written);
  }

  private async compare({ deployment }: DeploymentSnapshot): Promise<void> {
    const { ref, previousRevision, revision } = deployment;
    if (this.compared) return;
    this.compared = true;
    if (previousRevision === revision) return;
    const found = await this.rollouts.differences(ref, previousRevision, revision);
    if (found && found.length > 0) this.differences = found;
  }
}
