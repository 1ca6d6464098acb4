import { type Clock, every, type Timer } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { MetricDatum, MetricSink } from '../metrics.port';
import type { Forwarded } from './forward';

const NAMESPACE = 'AWS/ApplicationELB';

/** A statistic set that is still growing. */
interface Sample {
  unit: string;
  sampleCount: number;
  sum: number;
  minimum: number;
  maximum: number;
}

/** One target group behind one load balancer, as CloudWatch's dimensions name them. */
export interface TrafficOf {
  /** `app/<name>/<hex>` */
  loadBalancer: string;
  /** `targetgroup/<name>/<hex>` */
  targetGroup: string;
  counts: () => { healthy: number; unhealthy: number };
}

/**
 * Counts what one listener passes to one target group, and gives CloudWatch a statistic set each minute (scaled), stamped
 * with the minute's begin: RequestCount (of requests for which there was a target), RequestCountPerTarget and the host counts always, the others when there was
 * something (ELB user guide, "CloudWatch metrics for your Application Load Balancer").
 */
export class TrafficMetrics {
  private samples = new Map<string, Sample>();
  private timer: Timer;

  constructor(
    private readonly of: TrafficOf,
    private readonly sink: MetricSink,
    private readonly clock: Clock,
    private readonly pace: Pace,
  ) {
    this.timer = clock.after(pace.minuteMs - (clock.now() % pace.minuteMs), () => {
      this.flush();
      this.timer = every(clock, pace.minuteMs, () => this.flush());
    });
  }

  count({ targetStatus, targetMs, elbStatus }: Forwarded): void {
    if (elbStatus !== 503) this.add('RequestCount', 'Count', 1);
    if (targetMs !== undefined) this.add('TargetResponseTime', 'Seconds', targetMs / 1000);
    if (targetStatus !== undefined) this.add(`HTTPCode_Target_${Math.floor(targetStatus / 100)}XX_Count`, 'Count', 1);
    if (elbStatus === undefined) return;
    this.add('HTTPCode_ELB_5XX_Count', 'Count', 1);
    this.add(`HTTPCode_ELB_${elbStatus}_Count`, 'Count', 1);
  }

  close(): void {
    this.timer.cancel();
  }

  private add(metricName: string, unit: string, value: number): void {
    const sample = this.samples.get(metricName);
    if (!sample) {
      this.samples.set(metricName, { unit, sampleCount: 1, sum: value, minimum: value, maximum: value });
      return;
    }
    sample.sampleCount += 1;
    sample.sum += value;
    sample.minimum = Math.min(sample.minimum, value);
    sample.maximum = Math.max(sample.maximum, value);
  }

  private flush(): void {
    const at = Math.floor((this.clock.now() - 1) / this.pace.minuteMs) * this.pace.minuteMs;
    const { healthy, unhealthy } = this.of.counts();
    const requests = this.samples.get('RequestCount') ?? one('Count', 0);
    this.samples.set('RequestCount', requests);
    for (const [metricName, sample] of this.samples) {
      this.put(at, metricName, sample, { LoadBalancer: this.of.loadBalancer });
      if (!metricName.includes('_ELB_')) this.put(at, metricName, sample, this.both());
    }
    this.put(at, 'HealthyHostCount', one('Count', healthy), this.both());
    this.put(at, 'UnHealthyHostCount', one('Count', unhealthy), this.both());
    const perTarget = one('Count', requests.sum / Math.max(1, healthy));
    this.put(at, 'RequestCountPerTarget', perTarget, this.both());
    this.put(at, 'RequestCountPerTarget', perTarget, { TargetGroup: this.of.targetGroup });
    this.samples = new Map();
  }

  private both(): Record<string, string> {
    return { LoadBalancer: this.of.loadBalancer, TargetGroup: this.of.targetGroup };
  }

  private put(at: number, metricName: string, sample: Sample, dimensions: MetricDatum['dimensions']): void {
    this.sink.put({ namespace: NAMESPACE, metricName, dimensions, at, ...sample });
  }
}

const one = (unit: string, value: number): Sample => ({
  unit,
  sampleCount: 1,
  sum: value,
  minimum: value,
  maximum: value,
});
