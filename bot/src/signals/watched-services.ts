import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../domain/services/service-ref.types';
import { serviceWords } from '../domain/services/service-ref.types';
import { ServicesService } from '../domain/services/services.service';
import { Clock } from '../kernel/clock';
import { SignalsOptions } from './signals.options';

/** A new service is heard of so late at the most; a poll reaches back further than that. Milliseconds. */
const FRESH_MS = 30_000;

/** The services whose signals are listened to. */
@Injectable()
export class WatchedServices {
  private readonly listed = new Map<string, { refs: ServiceRef[]; at: number }>();

  constructor(
    private readonly services: ServicesService,
    private readonly options: SignalsOptions,
    private readonly clock: Clock,
  ) {}

  environments(): string[] {
    return this.services.environments().map(({ name }) => name);
  }

  /** @throws UserError when the environment cannot be read */
  async of(environment: string): Promise<ServiceRef[]> {
    const now = this.clock.now();
    const listed = this.listed.get(environment);
    if (listed && now - listed.at < FRESH_MS) return listed.refs;
    const refs = (await this.services.list({ environment })).filter((ref) => this.isWatched(ref));
    if (refs.length > 0) this.listed.set(environment, { refs, at: now });
    return refs;
  }

  private isWatched(ref: ServiceRef): boolean {
    const { watch } = this.options;
    return watch.length === 0 || watch.includes(serviceWords(ref)) || watch.includes(`${ref.cluster}/${ref.service}`);
  }
}
