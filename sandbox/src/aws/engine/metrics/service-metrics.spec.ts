import { ManualClock } from '../../../kernel/spec/manual-clock';
import type { Pace } from '../../../kernel/pace';
import type { MetricDatum } from '../metrics.port';
import type { ScaledService, ScaledServices } from '../scaled-services.port';
import type { MeasuredTask } from '../task-runtime.port';
import { ServiceMetrics } from './service-metrics';

class BusyTask implements MeasuredTask {
  countedFrom: number | undefined;
  /** Cores, from the moment it counts. */
  cores = 0;

  constructor(
    readonly taskArn: string,
    private readonly clock: ManualClock,
  ) {}

  countedSince = (): number | undefined => this.countedFrom;
  usage = () => ({
    cpuSeconds: (this.cores * (this.clock.now() - (this.countedFrom ?? this.clock.now()))) / 1000,
    memoryBytes: 128 * 1024 * 1024,
  });
}

describe('measuring services', () => {
  const clock = new ManualClock();
  const pace: Pace = { minuteMs: 3_000, ms: (seconds) => seconds * 50 };
  const service: ScaledService = {
    clusterName: 'c',
    serviceName: 's',
    desiredCount: 2,
    runningCount: 2,
    deploying: false,
    cpuUnits: 256,
    memoryMiB: 512,
    running: [],
  };
  const services: ScaledServices = { list: () => [service], find: () => service, setDesiredCount: () => {} };
  const data: MetricDatum[] = [];
  let metrics: ServiceMetrics;
  const cpu = () => data.filter(({ metricName }) => metricName === 'CPUUtilization');

  beforeAll(() => {
    metrics = new ServiceMetrics({ clock, pace, services, sink: { put: (datum) => data.push(datum) } });
  });
  afterAll(() => metrics.close());

  it('says nothing of a service whose tasks do not count yet', async () => {
    service.running = [new BusyTask('one', clock)];
    await clock.advance(6_000);
    expect(data).toEqual([]);
  });

  it('puts one set a minute, a sample a task, of CPU time over allotted time', async () => {
    const [one, two] = [new BusyTask('one', clock), new BusyTask('two', clock)];
    one.countedFrom = clock.now();
    one.cores = 0.125;
    two.countedFrom = clock.now();
    two.cores = 0.25;
    service.running = [one, two];
    const begin = clock.now();
    await clock.advance(3_000);
    expect(cpu()).toHaveLength(1);
    expect(cpu()[0]).toMatchObject({
      namespace: 'AWS/ECS',
      dimensions: { ClusterName: 'c', ServiceName: 's' },
      unit: 'Percent',
      at: begin,
      sampleCount: 2,
      minimum: 50,
      maximum: 100,
      sum: 150,
    });
    expect(data.at(-1)).toMatchObject({ metricName: 'MemoryUtilization', sampleCount: 2, sum: 50, maximum: 25 });
  });

  it('counts a task from when it began, not over the whole minute', async () => {
    await clock.advance(1_500);
    const late = new BusyTask('late', clock);
    late.countedFrom = clock.now();
    late.cores = 0.2;
    service.running = [late];
    await clock.advance(1_500);
    expect(cpu().at(-1)).toMatchObject({ sampleCount: 1 });
    expect(cpu().at(-1)?.sum).toBeCloseTo(80, 6);
  });

  it('leaves a task that has only just begun for the next minute', async () => {
    await clock.advance(2_500);
    const fresh = new BusyTask('fresh', clock);
    fresh.countedFrom = clock.now();
    fresh.cores = 0.1;
    service.running = [fresh];
    const before = cpu().length;
    await clock.advance(500);
    expect(cpu()).toHaveLength(before);
    await clock.advance(3_000);
    expect(cpu().at(-1)).toMatchObject({ sampleCount: 1 });
    expect(cpu().at(-1)?.sum).toBeCloseTo(40, 6);
  });
});
