import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { EnvironmentsOptions } from './environment.types';
import type { Environment } from './environment.types';
import type { ServiceRef } from './service-ref.types';
import type { ServiceResolution } from './service-resolution.types';
import { EcsServiceCatalog } from './services.port';

/** Which services there are, and which one a person means. */
@Injectable()
export class ServicesService {
  constructor(
    readonly options: EnvironmentsOptions,
    readonly catalog: EcsServiceCatalog,
    readonly clock: Clock,
  ) {}

  /** The environments the bot knows, in the order they are configured. */
  environments(): Environment[] {
    return this.options.environments;
  }

  /**
   * Every service of every environment (or of one), by environment, cluster and name. Read from AWS at most once every
   * few seconds.
   * @throws UserError when there is no such environment, or none of them can be read
   */
  async list(options: { environment?: string } = {}): Promise<ServiceRef[]> {
    throw new Error(`unbuilt ${JSON.stringify(options)}`);
  }

  /**
   * What `words` mean: `primes-api`, `primes/primes-api`, `prod:primes-api`, a service's ARN, or anything that only
   * one service can be. Forgiving about case and spaces; only the full name, letter by letter, is `exact`.
   * @param options.environment look in this environment only
   * @throws UserError when an environment is named that does not exist or cannot be read
   */
  async resolve(words: string, options: { environment?: string } = {}): Promise<ServiceResolution> {
    throw new Error(`unbuilt ${words} ${JSON.stringify(options)}`);
  }
}
