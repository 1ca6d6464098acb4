import { NotPermittedError } from '../services/services.errors';
import type { EcsRollouts } from './rollouts.port';
import type { StoppedTask } from '../causes/evidence.types';
import type { DeploymentSnapshot } from './snapshot.types';
import { verdictOf } from './verdict';

/** As many as are told apart: a deployment that nothing ends may go through thousands. */
const KEPT = 100;

/** The tasks of a deployment that stopped, caught before ECS forgets them. */
export class StoppedTasks {
  private tasks: StoppedTask[] = [];
  private readonly seen = new Set<string>();
  /** Why they cannot be read, where AWS does not let them be. */
  private unread: string | undefined;
  private sign = '';

  constructor(private readonly rollouts: EcsRollouts) {}

  /**
   * Reads the new ones, where there may be any. What cannot be read of them must not hide how the deployment goes.
   * @param sign changes with everything that is known of the service's tasks
   * @param always also where nothing says that there are any
   */
  async catchUp(
    now: DeploymentSnapshot,
    before: DeploymentSnapshot | undefined,
    sign: string,
    always = false,
  ): Promise<void> {
    const expected = Math.max(now.failures?.count ?? 0, now.failedTasks ?? 0);
    const missing = expected > this.tasks.length;
    const fewer = before !== undefined && runOrStart(now) < runOrStart(before);
    const trouble = expected > 0 || fewer || this.tasks.length > 0 || ENDED_BADLY.has(verdictOf(now).kind);
    if (!always && !missing && (!trouble || sign === this.sign)) return;
    const { ref, handle } = now.deployment;
    try {
      const found = await this.rollouts.stoppedTasks(ref, handle, this.seen);
      for (const { id } of found) this.seen.add(id);
      this.tasks = [...this.tasks, ...found].toSorted((a, b) => b.stoppedAt - a.stoppedAt).slice(0, KEPT);
      [this.unread, this.sign] = [undefined, sign];
    } catch (error) {
      // Anything else passes, and the tasks are read by the next look.
      if (error instanceof NotPermittedError) [this.unread, this.sign] = [error.message, sign];
    }
  }

  /** What is known of them, as a snapshot has it. */
  known(): Pick<DeploymentSnapshot, 'stopped' | 'stoppedEarlier' | 'stoppedUnread'> {
    const stoppedEarlier = this.seen.size - this.tasks.length;
    return {
      stopped: this.tasks,
      ...(stoppedEarlier > 0 ? { stoppedEarlier } : {}),
      ...(this.unread === undefined ? {} : { stoppedUnread: this.unread }),
    };
  }

  /** Begins anew, for another deployment. */
  forget(): void {
    this.tasks = [];
    this.seen.clear();
    this.sign = '';
  }
}

const ENDED_BADLY = new Set(['failing', 'rolling-back', 'rolled-back', 'failed', 'stopped']);

const runOrStart = ({ fresh }: DeploymentSnapshot): number => fresh.running + fresh.pending;
