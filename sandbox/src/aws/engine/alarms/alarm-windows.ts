import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { MetricStore } from '../metrics/metric-store';
import { merged, statisticOf } from '../metrics/statistic-set';
import type { AlarmDefinition } from './alarm';
import { lookBack, type Window } from './evaluation';

/** The newest measured point of an alarm's metric. */
export interface LatestPoint {
  /** The alarm's statistic. */
  value: number;
  /**
   * SampleCount of the newest point, or of the one before if that is smaller. Tasks that joined in the middle of the
   * newest period are then not taken for tasks that carried the load of all of it, which would scale out too far.
   */
  sampleCount: number;
}

/** Cuts a metric's points into the periods an alarm looks at. They end with the last whole evaluation interval. */
export class AlarmWindows {
  constructor(
    private readonly clock: Clock,
    private readonly pace: Pace,
    private readonly store: MetricStore,
  ) {}

  /** The last `lookBack` periods, newest first. */
  of(alarm: AlarmDefinition): Window[] {
    const end = lastWhole(this.clock.now(), this.intervalMs(alarm));
    const width = this.pace.ms(alarm.period);
    return Array.from({ length: lookBack(alarm) }, (_, age) => {
      const start = end - (age + 1) * width;
      const set = merged(this.store.points(alarm.metric, start, start + width, alarm.unit));
      return set ? { start, set } : { start };
    });
  }

  /** The newest period with data, undefined where the last three have none: older points say nothing about now. */
  latest(alarm: AlarmDefinition): LatestPoint | undefined {
    const [newest, before] = this.of(alarm)
      .slice(0, 3)
      .flatMap(({ set }) => set ?? []);
    if (!newest) return undefined;
    return {
      value: statisticOf(newest, alarm.statistic),
      sampleCount: Math.min(newest.sampleCount, before?.sampleCount ?? newest.sampleCount),
    };
  }

  /** Real ms until an alarm's next evaluation: a little after the interval's end, so that its points have arrived. */
  untilNext(alarm: AlarmDefinition): number {
    const now = this.clock.now();
    const interval = this.intervalMs(alarm);
    const settle = this.pace.ms(5);
    return lastWhole(now - settle, interval) + interval + settle - now;
  }

  /** CloudWatch evaluates every minute, and every ten seconds where the period is shorter than a minute. */
  private intervalMs({ period }: AlarmDefinition): number {
    return this.pace.ms(period < 60 ? 10 : 60);
  }
}

const lastWhole = (at: number, interval: number): number => Math.floor(at / interval) * interval;
