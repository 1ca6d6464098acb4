import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { messageOf } from '../../kernel/message-of';
import { isUnknown } from '../../kernel/part';
import { isWayBack, runsWell } from '../deployments/outside-record.service';
import type { EcsDeployment, EcsService } from '../observations/ecs-service.types';
import type { LastDeployment } from '../observations/observation.types';
import { ObservationsService } from '../observations/observations.service';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceKey } from '../services/service-ref.types';
import { NotPermittedError } from '../services/services.errors';
import { arrivalIn, arrivalOf, revisionBefore } from './arrival';
import { SeenDeployments } from './outside.port';
import type { SeenDeployment } from './outside.types';
import { OutsideTeller } from './outside-teller';

/** Who has not looked for so long may have missed one that was begun and taken back. Milliseconds. */
const AWAY_MS = 60_000;

/** What somebody else asked for a moment ago will do. Milliseconds. */
const FRESH_MS = 1000;

/** What is known of a service between two looks. */
interface Watched {
  seen?: SeenDeployment;
  /** When it was last looked at, milliseconds since the epoch. */
  lookedAt: number;
  /** What it was set to then ran as it should. */
  ranWell: boolean;
}

/**
 * Sees the deployments that somebody else starts: a pipeline, Terraform, or a person with the console. One that was begun
 * while nobody looked is told if it goes on or has failed; of one that is done by then only the record knows.
 */
@Injectable()
export class OutsideService {
  private readonly logger = new Logger(OutsideService.name);
  /** By environment, and there by the service's key. */
  private readonly environments = new Map<string, Map<string, Watched>>();
  private readonly lookedAt = new Map<string, number>();
  private readonly unread = new Set<string>();

  constructor(
    private readonly observations: ObservationsService,
    private readonly seen: SeenDeployments,
    private readonly teller: OutsideTeller,
    private readonly clock: Clock,
  ) {}

  /**
   * Looks once at services of one environment. What cannot be read or kept now is found by a later look.
   * @param signal once it is aborted nothing is told any more
   * @throws Error when it cannot be read what was seen before
   */
  async look(environment: string, refs: readonly ServiceRef[], signal: AbortSignal): Promise<void> {
    const known = await this.knownOf(environment, refs);
    const lines = await this.observations.observeAll([...refs], { maxAgeMs: FRESH_MS });
    for (const { ref, service } of lines) {
      if (signal.aborted) return;
      if (isUnknown(service)) continue;
      const key = serviceKey(ref);
      const before = known.get(key) ?? { lookedAt: 0, ranWell: false };
      const after = await this.take(service, before).catch((error: unknown) => this.untaken(key, error));
      if (after === undefined) continue;
      this.unread.delete(key);
      known.set(key, after);
    }
    this.lookedAt.set(environment, this.clock.now());
  }

  /** Another bot may have looked meanwhile, and kept what it saw. */
  private async knownOf(environment: string, refs: readonly ServiceRef[]): Promise<Map<string, Watched>> {
    const known = this.environments.get(environment);
    if (known && this.clock.now() - (this.lookedAt.get(environment) ?? 0) <= AWAY_MS) return known;
    const kept = await this.seen.of(environment);
    await this.teller.resume(refs);
    const read = new Map(kept.map((seen) => [serviceKey(seen.ref), { seen, lookedAt: 0, ranWell: false }]));
    this.environments.set(environment, read);
    return read;
  }

  /** @returns what is known of the service from now on; undefined where it has to be looked at again first */
  private async take(service: EcsService, before: Watched): Promise<Watched | undefined> {
    const primary = service.deployments.find((one) => one.primary);
    if (service.controller !== 'ECS' || service.status !== 'ACTIVE' || primary === undefined) return undefined;
    const { seen } = before;
    const wasAway = service.at - before.lookedAt > AWAY_MS;
    const last = seen && wasAway ? await this.lastSince(seen) : undefined;
    const missed = last?.status.startsWith('ROLLBACK_') ? last : undefined;
    if (missed && seen && !(await this.tellMissed(service, missed, seen))) return undefined;
    const now = { lookedAt: service.at, ranWell: runsWell(service) };
    if (seen?.id === primary.id) return { ...now, seen };
    const arrival = arrivalIn(service, primary);
    if (arrival === undefined) return undefined;
    // What ECS went back to is primary again: under its own name and from its own time, or under a new one.
    const isBack = isWayBack(primary) || missed !== undefined || (seen && primary.createdAt <= seen.createdAt);
    if (!isBack && !(await this.tellNew(service, primary, before, wasAway))) return undefined;
    const found: SeenDeployment = { ...arrival, containers: [...arrival.containers], at: service.at };
    await this.seen.save(found);
    return { ...now, seen: found };
  }

  /** @returns whether it is dealt with */
  private async tellMissed(service: EcsService, last: LastDeployment, seen: SeenDeployment): Promise<boolean> {
    const arrival = arrivalOf(service, last, seen);
    if (arrival === undefined) return true;
    const kind = await this.teller.kindOf(arrival);
    if (kind === 'new') await this.teller.tell(arrival, seen, false);
    return kind !== 'unsure';
  }

  /** @returns whether it is dealt with */
  private async tellNew(
    service: EcsService,
    primary: EcsDeployment,
    { seen, ranWell }: Watched,
    wasAway: boolean,
  ): Promise<boolean> {
    const arrival = arrivalIn(service, primary);
    const before = arrival && revisionBefore(service, arrival, seen);
    const isOver = primary.rollout === 'completed';
    // The first of a service takes the place of nothing, and what was done before it was first looked at is no news.
    if (arrival === undefined || before === undefined || (seen === undefined && isOver)) return true;
    const kind = await this.teller.kindOf(arrival);
    if (kind === 'new' && isOver && wasAway) await this.teller.note(arrival, before, primary.updatedAt);
    else if (kind === 'new') await this.teller.tell(arrival, before, ranWell && !wasAway);
    return kind !== 'unsure';
  }

  /** The newest deployment that ECS remembers, where it began since; undefined also where the bot may not read that. */
  private async lastSince({ ref, at, createdAt }: SeenDeployment): Promise<LastDeployment | undefined> {
    try {
      const last = await this.observations.lastDeployment(ref);
      return last && last.createdAt > Math.max(at, createdAt) ? last : undefined;
    } catch (error) {
      if (error instanceof NotPermittedError) return undefined;
      throw error;
    }
  }

  /** Said once in the log until it is over: the next look tries again. */
  private untaken(key: string, error: unknown): undefined {
    if (!this.unread.has(key))
      this.logger.warn(`Whether others deploy to ${key} is not known just now: ${messageOf(error)}`);
    this.unread.add(key);
    return undefined;
  }
}
