import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { MetricSink } from '../metrics.port';
import type { Forwarded } from './forward';
import { TrafficMetrics, type TrafficOf } from './traffic-metrics';

/** The metrics of every target group behind every load balancer that sends it traffic, or could. */
export class TrafficBook {
  private readonly metrics = new Map<string, TrafficMetrics>();

  constructor(
    private readonly sink: MetricSink,
    private readonly clock: Clock,
    private readonly pace: Pace,
  ) {}

  /** Begins to measure what is new among `used`, and ends with what is not there any more. */
  keep(used: readonly TrafficOf[]): void {
    const keys = new Set(used.map(keyOf));
    for (const [key, metrics] of this.metrics) {
      if (keys.has(key)) continue;
      metrics.close();
      this.metrics.delete(key);
    }
    for (const of of used) {
      const key = keyOf(of);
      if (!this.metrics.has(key)) this.metrics.set(key, new TrafficMetrics(of, this.sink, this.clock, this.pace));
    }
  }

  count(of: Omit<TrafficOf, 'counts'>, forwarded: Forwarded): void {
    this.metrics.get(keyOf(of))?.count(forwarded);
  }

  close(): void {
    this.keep([]);
  }
}

const keyOf = ({ loadBalancer, targetGroup }: Omit<TrafficOf, 'counts'>): string => `${loadBalancer} ${targetGroup}`;
