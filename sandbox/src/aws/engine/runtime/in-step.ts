import type { Clock } from '../../../kernel/clock';

/**
 * The wait until the next multiple of `ms` on the clock. Tasks that are looked at in step share one wake-up of the
 * supervisor, which is most of what ten idle tasks would cost.
 */
export const untilNext = (ms: number, clock: Clock): number => ms - (clock.now() % ms);
