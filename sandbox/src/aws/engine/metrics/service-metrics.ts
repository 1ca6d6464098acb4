import type { Clock, Timer } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { MetricSink } from '../metrics.port';
import type { ScaledService, ScaledServices } from '../scaled-services.port';
import { TaskMeter, type TaskReading } from './task-meter';

export interface ServiceMetricsOptions {
  clock: Clock;
  pace: Pace;
  services: ScaledServices;
  sink: MetricSink;
}

/**
 * Measures every service once each AWS minute and puts CPUUtilization and MemoryUtilization into AWS/ECS: one statistic
 * set a service, whose SampleCount is the number of its tasks ("Amazon ECS CloudWatch metrics" in the ECS guide). A service
 * without tasks has no point at all.
 */
export class ServiceMetrics {
  private readonly meter: TaskMeter;
  private timer: Timer;

  constructor(private readonly options: ServiceMetricsOptions) {
    this.meter = new TaskMeter(options.pace.minuteMs / 4);
    this.timer = this.schedule();
  }

  close(): void {
    this.timer.cancel();
  }

  private schedule(): Timer {
    const { clock, pace } = this.options;
    return clock.after(nextMinute(clock.now(), pace.minuteMs) - clock.now(), () => this.measure());
  }

  private measure(): void {
    const { clock, pace, services } = this.options;
    const now = clock.now();
    const periodStart = Math.floor(now / pace.minuteMs) * pace.minuteMs - pace.minuteMs;
    const all = services.list();
    for (const service of all) this.emit(service, periodStart, this.meter.read(service, now));
    this.meter.keepOnly(new Set(all.flatMap(({ running }) => running.map(({ taskArn }) => taskArn))));
    this.timer = this.schedule();
  }

  private emit({ clusterName, serviceName }: ScaledService, at: number, readings: readonly TaskReading[]): void {
    if (readings.length === 0) return;
    const common = {
      namespace: 'AWS/ECS',
      dimensions: { ClusterName: clusterName, ServiceName: serviceName },
      unit: 'Percent',
      at,
    };
    const { sink } = this.options;
    sink.put({ ...common, metricName: 'CPUUtilization', ...setOf(readings.map(({ cpuPercent }) => cpuPercent)) });
    sink.put({
      ...common,
      metricName: 'MemoryUtilization',
      ...setOf(readings.map(({ memoryPercent }) => memoryPercent)),
    });
  }
}

const nextMinute = (now: number, minuteMs: number): number => (Math.floor(now / minuteMs) + 1) * minuteMs;

const setOf = (values: readonly number[]) => ({
  sampleCount: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  minimum: Math.min(...values),
  maximum: Math.max(...values),
});
