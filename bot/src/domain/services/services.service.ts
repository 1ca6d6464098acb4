import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { EnvironmentsOptions } from './environment.types';
import type { Environment } from './environment.types';
import { resolveWords } from './resolve';
import type { ServiceRef } from './service-ref.types';
import { serviceKey } from './service-ref.types';
import type { ServiceResolution } from './service-resolution.types';
import { readServiceWords } from './service-words';
import { UnknownEnvironmentError } from './services.errors';
import { EcsServiceCatalog } from './services.port';

export { NotPermittedError, ServiceNotFoundError, UnknownEnvironmentError } from './services.errors';

/** Long enough for the several looks of one command, short enough that a new service is not missed. */
const FRESH_MS = 5000;

interface Listing {
  at: number;
  refs: Promise<ServiceRef[]>;
}

/** Which services there are, and which one a person means. */
@Injectable()
export class ServicesService {
  private readonly log = new Logger(ServicesService.name);
  private readonly listings = new Map<string, Listing>();

  constructor(
    private readonly options: EnvironmentsOptions,
    private readonly catalog: EcsServiceCatalog,
    private readonly clock: Clock,
  ) {}

  /** The environments the bot knows, in the order they are configured. */
  environments(): Environment[] {
    return this.options.environments;
  }

  /**
   * Every service of every environment (or of one), by environment, cluster and name. Read from AWS at most once every
   * few seconds. An environment that cannot be read is left out while another one can.
   * @throws UserError when there is no such environment, or none of them can be read
   */
  async list(options: { environment?: string } = {}): Promise<ServiceRef[]> {
    const { refs, failures, asked } = await this.read(options.environment);
    if (failures.length === asked) throw failures[0];
    return refs;
  }

  /**
   * The names of the clusters of every environment (or of one), those without a service too.
   * @throws UserError when there is no such environment, or one of them cannot be read
   */
  async clusters({ environment: name }: { environment?: string } = {}): Promise<string[]> {
    const environments = name === undefined ? this.environments() : [this.environment(name)];
    const found = await Promise.all(environments.map((environment) => this.catalog.clustersOf(environment)));
    return [...new Set(found.flat())].toSorted();
  }

  /**
   * What `words` mean: `primes-api`, `primes/primes-api`, `prod:primes-api`, a service's ARN, or anything that only
   * one service can be. Forgiving about case and spaces; only the full name, letter by letter, is `exact`, and in a
   * protected environment only where the environment is named too.
   * @param options.environment look in this environment only
   * @throws UserError when an environment is named that does not exist, or what was not found may be in one that cannot be read
   */
  async resolve(words: string, options: { environment?: string } = {}): Promise<ServiceResolution> {
    const environment = readServiceWords(words).environment ?? options.environment;
    const { refs, failures } = await this.read(environment);
    const resolution = resolveWords(words, refs, this.environments(), environment !== undefined);
    if (resolution.kind === 'none' && failures.length > 0) throw failures[0];
    return resolution;
  }

  private async read(name?: string): Promise<{ refs: ServiceRef[]; failures: unknown[]; asked: number }> {
    const environments = name === undefined ? this.environments() : [this.environment(name)];
    const results = await Promise.allSettled(environments.map((environment) => this.listing(environment)));
    const failures = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    // When all of them failed the caller is told, and says it; a part that is missing would otherwise go unnoticed.
    if (failures.length < environments.length)
      for (const failure of failures) this.log.warn(failure instanceof Error ? failure.message : failure);
    const refs = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    return { refs, failures, asked: environments.length };
  }

  private environment(name: string): Environment {
    const found = this.environments().find((environment) => environment.name.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found;
    throw new UnknownEnvironmentError(
      name,
      this.environments().map((environment) => environment.name),
    );
  }

  private listing(environment: Environment): Promise<ServiceRef[]> {
    const kept = this.listings.get(environment.name);
    if (kept !== undefined && this.clock.now() - kept.at < FRESH_MS) return kept.refs;
    const refs = this.catalog.list(environment).then((found) => found.toSorted(byKey));
    this.listings.set(environment.name, { at: this.clock.now(), refs });
    refs.catch(() => this.listings.delete(environment.name));
    return refs;
  }
}

function byKey(one: ServiceRef, other: ServiceRef): number {
  return serviceKey(one).localeCompare(serviceKey(other));
}
