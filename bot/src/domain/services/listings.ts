import type { Clock } from '../../kernel/clock';
import type { Environment } from './environment.types';
import type { ServiceRef } from './service-ref.types';
import { serviceKey } from './service-ref.types';
import type { EcsServiceCatalog } from './services.port';

/** Long enough for the several looks of one command, short enough that a new service is not missed. */
const FRESH_MS = 5000;
/** How long a name that was listed is taken for one that is there: the look that follows would say if it were not. */
const KEPT_MS = 120_000;

/** How often a list is read anew, however fresh it is, for a name that is not in it: nobody's slips cost more than that. */
const LOOK_AGAIN_MS = 3000;

/** What one environment's list was: its services by key, or why it could not be read. */
export type Listing = { environment: string; at: number } & ({ refs: ServiceRef[] } | { failure: unknown });

/** The lists of services as they were read last. */
export class Listings {
  private readonly kept = new Map<string, Listing>();
  private readonly reading = new Map<string, Promise<Listing>>();
  /** When an environment's list was last read for a name that was not in it. */
  private readonly lookedAgain = new Map<string, number>();

  constructor(
    private readonly catalog: EcsServiceCatalog,
    private readonly clock: Clock,
  ) {}

  /** As they are now, or were a few seconds ago. */
  fresh(environments: readonly Environment[]): Promise<Listing[]> {
    return Promise.all(
      environments.map(async (environment) => {
        const kept = this.within(environment, FRESH_MS);
        return kept && 'refs' in kept ? kept : this.read(environment);
      }),
    );
  }

  /** As they were read last; undefined where that is too long ago. Those that are not fresh are read anew meanwhile. */
  keptOf(environments: readonly Environment[]): Listing[] | undefined {
    const kept = environments.map((environment) => this.within(environment, KEPT_MS));
    if (!kept.every((listing) => listing !== undefined)) return undefined;
    for (const environment of environments) if (!this.within(environment, FRESH_MS)) void this.read(environment);
    return kept;
  }

  /**
   * As they are now, for a name that is not in what was read before `since`: a service may have been made a moment ago. Where
   * that was asked so lately that slips would cost a list each, as they were then.
   */
  again(environments: readonly Environment[], since: number): Promise<Listing[]> {
    return Promise.all(environments.map((environment) => this.oneAgain(environment, since)));
  }

  private async oneAgain(environment: Environment, since: number): Promise<Listing> {
    const { name } = environment;
    const now = this.clock.now();
    const kept = this.kept.get(name);
    const isLately = now - (this.lookedAgain.get(name) ?? Number.NEGATIVE_INFINITY) < LOOK_AGAIN_MS;
    if (kept && (kept.at >= since || isLately)) return this.reading.get(name) ?? kept;
    this.lookedAgain.set(name, now);
    return this.read(environment);
  }

  private within({ name }: Environment, maxAgeMs: number): Listing | undefined {
    const kept = this.kept.get(name);
    return kept && this.clock.now() - kept.at < maxAgeMs ? kept : undefined;
  }

  private read(environment: Environment): Promise<Listing> {
    const { name } = environment;
    const going = this.reading.get(name);
    if (going) return going;
    const reading = this.list(environment).then((listing) => {
      this.kept.set(name, listing);
      this.reading.delete(name);
      return listing;
    });
    this.reading.set(name, reading);
    return reading;
  }

  private async list(environment: Environment): Promise<Listing> {
    const at = this.clock.now();
    try {
      const refs = await this.catalog.list(environment);
      return { environment: environment.name, at, refs: refs.toSorted(byKey) };
    } catch (failure) {
      return { environment: environment.name, at, failure };
    }
  }
}

function byKey(one: ServiceRef, other: ServiceRef): number {
  return serviceKey(one).localeCompare(serviceKey(other));
}
