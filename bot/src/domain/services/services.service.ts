import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { EnvironmentsOptions } from './environment.types';
import type { Environment, Home, UnreadEnvironment } from './environment.types';
import { Listings } from './listings';
import type { Listing } from './listings';
import { resolveWords } from './resolve';
import type { ServiceRef } from './service-ref.types';
import type { ServiceResolution } from './service-resolution.types';
import { readServiceWords } from './service-words';
import { ServiceElsewhereError, TwoEnvironmentsError, UnknownEnvironmentError } from './services.errors';
import { EcsServiceCatalog } from './services.port';

/** Which services there are, and which one a person means. */
@Injectable()
export class ServicesService {
  private readonly log = new Logger(ServicesService.name);
  private readonly listings: Listings;

  constructor(
    private readonly options: EnvironmentsOptions,
    private readonly catalog: EcsServiceCatalog,
    private readonly clock: Clock,
  ) {
    this.listings = new Listings(catalog, clock);
  }

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
   * As `list`, with the environments that cannot be read and why: what shows all services shows those too.
   * @throws UserError when there is no such environment, or the only one that is asked for cannot be read
   */
  async survey(options: { environment?: string } = {}): Promise<{ refs: ServiceRef[]; unread: UnreadEnvironment[] }> {
    const listings = await this.listings.fresh(this.asked(options.environment));
    const [only, ...others] = listings;
    if (only && 'failure' in only && others.length === 0) throw only.failure;
    const unread = listings.flatMap((listing) =>
      'failure' in listing ? [{ environment: listing.environment, why: reason(listing.failure) }] : [],
    );
    return { refs: refsOf(listings), unread };
  }

  /**
   * The names of the clusters of every environment (or of one), those without a service too.
   * @throws UserError when there is no such environment, or one of them cannot be read
   */
  async clusters({ environment: name }: { environment?: string } = {}): Promise<string[]> {
    const found = await Promise.all(this.asked(name).map((environment) => this.catalog.clustersOf(environment)));
    return [...new Set(found.flat())].toSorted();
  }

  /**
   * What `words` mean: `primes-api`, `primes/primes-api`, `prod:primes-api`, a service's ARN, or anything that only
   * one service can be. Forgiving about case and spaces; only the full name, letter by letter, is `exact`, and in a
   * protected environment only where the environment is named too. A full name that was listed lately is not listed
   * again; everything else is looked for in what there is now, and what is not in there in a new list.
   * @param options.environment look in this environment only
   * @throws UserError when an environment is named that does not exist, or two are, when an ARN is of an account or region that no
   *   environment is in, or when what was not found may be in an environment that cannot be read
   */
  async resolve(text: string, options: { environment?: string } = {}): Promise<ServiceResolution> {
    const since = this.clock.now();
    const words = readServiceWords(text);
    const named = words.environment ?? options.environment;
    const asked = this.asked(named, words.environment === undefined ? undefined : words.service);
    assertOne(words.environment, options.environment);
    const environments = words.home ? await this.homeOf(text.trim(), words.home, asked) : asked;
    const mean = (listings: Listing[]) => resolveWords(text, refsOf(listings), asked, named !== undefined);
    const kept = this.listings.keptOf(environments);
    const known = kept && mean(kept);
    if (known?.kind === 'exact') return known;
    const found = mean(await this.listings.fresh(environments));
    if (found.kind !== 'none') return found;
    const listings = await this.listings.again(environments, since);
    const resolution = mean(listings);
    if (resolution.kind === 'none') throwFailure(listings);
    return resolution;
  }

  private async read(name?: string): Promise<{ refs: ServiceRef[]; failures: unknown[]; asked: number }> {
    const listings = await this.listings.fresh(this.asked(name));
    const failures = listings.flatMap((listing): unknown[] => ('failure' in listing ? [listing.failure] : []));
    // When all of them failed the caller is told, and says it; a part that is missing would otherwise go unnoticed.
    if (failures.length < listings.length) for (const failure of failures) this.log.warn(reason(failure));
    return { refs: refsOf(listings), failures, asked: listings.length };
  }

  private asked(name: string | undefined, behind?: string): Environment[] {
    return name === undefined ? this.environments() : [this.environment(name, behind)];
  }

  private environment(name: string, behind?: string): Environment {
    const found = this.environments().find((environment) => environment.name.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found;
    throw new UnknownEnvironmentError(
      name,
      this.environments().map((environment) => environment.name),
      behind,
    );
  }

  /** The environments that an ARN can be of. */
  private async homeOf(
    arn: string,
    home: { region: string; account: string },
    environments: Environment[],
  ): Promise<Environment[]> {
    const homes = await Promise.all(environments.map((environment) => this.catalog.home(environment)));
    const possible = environments.filter((_environment, at) => isAt(homes[at]!, home));
    if (possible.length === 0) throw new ServiceElsewhereError(arn, home, homes);
    return possible;
  }
}

function isAt({ region, account }: Home, home: { region: string; account: string }): boolean {
  return region === home.region && (account === undefined || account === home.account);
}

/** @throws TwoEnvironmentsError when a name says one environment and the option another */
function assertOne(inName: string | undefined, named: string | undefined): void {
  if (inName === undefined || named === undefined || inName.toLowerCase() === named.toLowerCase()) return;
  throw new TwoEnvironmentsError(inName, named);
}

function refsOf(listings: readonly Listing[]): ServiceRef[] {
  return listings.flatMap((listing) => ('refs' in listing ? listing.refs : []));
}

function throwFailure(listings: readonly Listing[]): void {
  for (const listing of listings) if ('failure' in listing) throw listing.failure;
}

function reason(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
