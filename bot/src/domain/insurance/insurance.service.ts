import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { UserError } from '../../kernel/user-error';
import { Fallbacks } from '../deployments/fallbacks.service';
import { serviceWords } from '../services/service-ref.types';
import type { ServiceRef } from '../services/service-ref.types';
import { LossAnnouncements, LossRecord } from './insurance.port';

/** Looks whether what a service may need again is still in its registry, and tells once where it is not. */
@Injectable()
export class InsuranceService {
  private readonly logger = new Logger(InsuranceService.name);

  constructor(
    private readonly fallbacks: Fallbacks,
    private readonly record: LossRecord,
    private readonly announcements: LossAnnouncements,
    private readonly clock: Clock,
  ) {}

  /**
   * When the services of an environment are to be looked at next, milliseconds since the epoch.
   * @param everyMs how often they are
   */
  async due(environment: string, everyMs: number): Promise<number> {
    const last = await this.record.lookedAt(environment);
    return last === undefined ? 0 : last + everyMs;
  }

  /**
   * Looks at each of the services, one after the other.
   * @param signal once it is aborted nothing is looked at or told any more
   * @throws Error where the record cannot be asked
   */
  async look(environment: string, refs: readonly ServiceRef[], signal: AbortSignal): Promise<void> {
    for (const ref of refs) {
      if (signal.aborted) return;
      await this.lookAt(ref, signal);
    }
    if (!signal.aborted) await this.record.looked(environment, this.clock.now());
  }

  private async lookAt(ref: ServiceRef, signal: AbortSignal): Promise<void> {
    const lost = await this.fallbacks.lost(ref).catch((error: unknown) => {
      // Of others' deployments nobody can tell what they would go back to; anything else is found by the next look.
      if (!(error instanceof UserError)) throw error;
      this.logger.debug(`Whether ${serviceWords(ref)} can go back is not known: ${error.message}`);
      return undefined;
    });
    if (lost === undefined || signal.aborted) return;
    const told = await this.record.told(ref);
    for (const one of lost.filter(({ digest }) => !told.includes(digest))) {
      const at = this.clock.now();
      if (await this.announcements.tell({ ...one, ref, at })) await this.record.save({ ref, digest: one.digest }, at);
    }
    const found = told.filter((digest) => !lost.some((one) => one.digest === digest));
    for (const digest of found) await this.record.forget({ ref, digest });
  }
}
