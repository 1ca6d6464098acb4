import { Injectable } from '@nestjs/common';
import { paginateDescribePullThroughCacheRules } from '@aws-sdk/client-ecr';
import { BoundedMap } from '../../kernel/bounded-map';
import { Clock } from '../../kernel/clock';
import { AwsClients } from '../doors/aws-clients';
import type { EcrAddress } from './ecr-address';

const FRESH_MS = 5 * 60_000;
const REGISTRIES = 50;
/** The prefix of a rule for every repository that has no rule of its own. */
const EVERY = 'ROOT';
/** First parts of paths as AWS's guide and console name them: where the rules may not be read, such a one may be a cache. */
const LIKE_A_CACHE =
  /^(docker-?hub|ecr-public|quay(\.io)?|k8s|kubernetes|registry\.k8s\.io|ghcr(\.io)?|github|gitlab|mcr|azure|acr|chainguard|cgr)[^/]*\//i;

/** Which repositories are caches of registries elsewhere: what they do not have yet comes with its first pull. */
@Injectable()
export class PullThroughRules {
  private readonly known = new BoundedMap<string, { at: number; prefixes: Promise<string[]> }>(REGISTRIES);

  constructor(
    private readonly clients: AwsClients,
    private readonly clock: Clock,
  ) {}

  /** Why an image that the repository does not have may be there all the same, in a sentence; undefined where it may not. */
  async upstream(environment: string, address: EcrAddress): Promise<string | undefined> {
    const { repositoryName: name } = address;
    try {
      const prefixes = await this.prefixes(environment, address);
      const isCache = prefixes.some((prefix) => prefix === EVERY || name.startsWith(`${prefix}/`));
      return isCache
        ? 'It is a pull-through cache: an image that exists upstream comes with its first pull.'
        : undefined;
    } catch {
      return LIKE_A_CACHE.test(name)
        ? 'It looks like a pull-through cache, whose images come with their first pull, and I may not read whether it is one.'
        : undefined;
    }
  }

  private prefixes(environment: string, address: EcrAddress): Promise<string[]> {
    const key = `${environment}:${address.registryId}@${address.region}`;
    const known = this.known.get(key);
    if (known && this.clock.now() - known.at < FRESH_MS) return known.prefixes;
    const prefixes = this.read(environment, address);
    this.known.set(key, { at: this.clock.now(), prefixes });
    prefixes.catch(() => this.known.delete(key));
    return prefixes;
  }

  private async read(environment: string, { region, registryId }: EcrAddress): Promise<string[]> {
    const { ecr: client } = this.clients.lookIn(environment, region);
    const prefixes: string[] = [];
    for await (const page of paginateDescribePullThroughCacheRules({ client }, { registryId }))
      prefixes.push(
        ...(page.pullThroughCacheRules ?? []).flatMap(({ ecrRepositoryPrefix }) => ecrRepositoryPrefix ?? []),
      );
    return prefixes;
  }
}
