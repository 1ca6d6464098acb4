import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../domain/services/service-ref.types';
import { serviceWords } from '../domain/services/service-ref.types';
import { ServicesService } from '../domain/services/services.service';
import { SignalsOptions } from './signals.options';

/** The services whose signals are listened to. */
@Injectable()
export class WatchedServices {
  constructor(
    private readonly services: ServicesService,
    private readonly options: SignalsOptions,
  ) {}

  environments(): string[] {
    return this.services.environments().map(({ name }) => name);
  }

  /** @throws UserError when the environment cannot be read */
  async of(environment: string): Promise<ServiceRef[]> {
    const { watch } = this.options;
    const refs = await this.services.list({ environment });
    if (watch.length === 0) return refs;
    return refs.filter((ref) => watch.includes(serviceWords(ref)) || watch.includes(`${ref.cluster}/${ref.service}`));
  }
}
