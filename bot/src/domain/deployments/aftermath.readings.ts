import { Logger } from '@nestjs/common';
import { messageOf } from '../../kernel/message-of';
import type { EcsService } from '../observations/ecs-service.types';
import type { ServiceTraffic } from './traffic.port';
import type { Traffic } from './traffic.port';
import type { Deployment } from './deployment.types';
import { ailingOf } from './own-tasks';
import { isDeath } from '../causes/causes.service';
import { errorsAbove } from './relapse';
import type { Found } from './relapse';
import type { RequestErrors } from './relapse.types';
import type { EcsRollouts } from './rollouts.port';
import type { HealthFailure, StoppedTask } from '../causes/evidence.types';

/** While no task starts or stops, targets and requests are read with every so many looks. */
const EVERY = 4;
/** What the requests were before the deployment began is measured over so long. Milliseconds. */
const BEFORE_MS = 15 * 60_000;
/** So many tasks are known to have stopped; ECS itself forgets them within an hour. */
const SEEN = 2000;

/** A deployment that ECS called done. */
export type Done = Deployment & { doneAt: number };

/**
 * Reads how the tasks and the requests of a deployment go that ECS called done. What cannot be read hides nothing else, and
 * is said in the log once.
 */
export class AftermathReadings {
  private readonly logger = new Logger(AftermathReadings.name);
  private readonly seen = new Set<string>();
  private readonly unread = new Set<string>();
  private ailing: HealthFailure[] = [];
  private errors: RequestErrors | undefined;
  private before: Traffic | undefined;
  private sign = '';
  private looks = 0;

  constructor(
    private readonly deployment: Done,
    private readonly rollouts: EcsRollouts,
    private readonly requests: ServiceTraffic,
  ) {}

  /** @param service as it is now */
  async read(service: EcsService, at: number): Promise<Found> {
    const sign = signOf(service);
    const isDue = this.looks++ % EVERY === 0;
    const changed = sign !== this.sign;
    const [died, ailing] = await Promise.all([
      changed ? this.attempt('its stopped tasks', () => this.findDead()) : [],
      changed || isDue || this.ailing.length > 0
        ? this.attempt('the health of its tasks', () => this.findAiling(service, at))
        : [],
      isDue ? this.attempt('its requests', () => this.findErrors(service, at)) : undefined,
    ]);
    if (died !== undefined) this.sign = sign;
    return { died: died ?? [], ailing: ailing ?? [], errors: this.errors };
  }

  private async findDead(): Promise<StoppedTask[]> {
    const { ref, handle, doneAt } = this.deployment;
    const stopped = await this.rollouts.stoppedTasks(ref, handle, this.seen);
    for (const { id } of stopped) this.seen.add(id);
    for (const id of this.seen) if (this.seen.size > SEEN) this.seen.delete(id);
    return stopped.filter((task) => task.stoppedAt > doneAt && isDeath(task));
  }

  /** One that fails its checks once may not be ready yet. */
  private async findAiling(service: EcsService, at: number): Promise<HealthFailure[]> {
    const known = new Set(this.ailing.map(({ task }) => task));
    this.ailing = ailingOf(this.deployment, await this.rollouts.runningTasks(service), at);
    return this.ailing.filter(({ task }) => known.has(task));
  }

  private async findErrors(service: EcsService, at: number): Promise<void> {
    const { doneAt, startedAt } = this.deployment;
    const since = await this.requests.traffic(service, doneAt, at);
    if (since === undefined || Object.keys(since.errors).length === 0) return;
    this.before ??= await this.requests.traffic(service, startedAt - BEFORE_MS, startedAt);
    // What was above it once, and is not any more, was so all the same.
    this.errors = errorsAbove(since, this.before) ?? this.errors;
  }

  private async attempt<T>(what: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      const sentence = `Since ${this.deployment.id} was done, ${what} cannot be read: ${messageOf(error)}`;
      if (!this.unread.has(sentence)) this.logger.warn(sentence);
      this.unread.add(sentence);
      return undefined;
    }
  }
}

/** Every start and stop of a task leaves an event, or changes a count. */
function signOf({ counts, deployments, events }: EcsService): string {
  return JSON.stringify([counts, deployments.map((one) => [one.id, one.counts, one.failedTasks]), events[0]?.id]);
}
