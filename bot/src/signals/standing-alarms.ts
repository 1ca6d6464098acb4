import { Logger } from '@nestjs/common';
import type { AlarmTransition } from '../domain/incidents/signal.types';
import type { ServiceRef } from '../domain/services/service-ref.types';
import type { Reach } from './reach';
import type { SignalParts } from './signal-parts';

/** How often it is asked how the alarms stand that are on. CloudWatch's own history does not tell that one was deleted. */
const COMPARE_MS = 60_000;

/** How the alarms of one environment stand, as far as what is heard of them does not tell. */
export class StandingAlarms {
  private readonly logger = new Logger(StandingAlarms.name);
  private comparedAt = 0;
  private failing = false;

  constructor(
    private readonly environment: string,
    private readonly parts: SignalParts,
  ) {}

  /** Those that were on at the start already, and that nobody was told of. */
  async untold(refs: ServiceRef[], reach: Reach): Promise<AlarmTransition[]> {
    const { source, incidents } = this.parts;
    const standing = await source.alarmsNow(this.environment, refs);
    return standing.filter(({ at, alarm }) => at < reach.from && !incidents.isOn(this.environment, alarm));
  }

  /** Compares those that are on, as far as was heard, with how they stand; once a minute at the most. */
  async compare(reach: Reach): Promise<void> {
    const { source, incidents, clock } = this.parts;
    const names = incidents.waitedFor(this.environment);
    const at = clock.now();
    if (names.length === 0 || at - this.comparedAt < COMPARE_MS) return;
    this.comparedAt = at;
    try {
      const standing = await source.alarmStates(this.environment, names);
      await incidents.compare(this.environment, names, standing, { at, heardFrom: reach.since('alarms') });
      this.failing = false;
    } catch (error) {
      // Whether alarms are heard is the feed's to tell; an episode that ends late is no more than that.
      if (this.failing) return;
      this.failing = true;
      this.logger.warn(`AWS could not be asked how alarms of ${this.environment} stand: ${String(error)}`);
    }
  }
}
