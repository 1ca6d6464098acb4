import { isUnknown } from '../../kernel/part';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { UserError } from '../../kernel/user-error';
import type { ServiceRef } from '../services/service-ref.types';
import { ServiceNotFoundError } from '../services/services.errors';
import type { LastDeployment, ServiceAlarm, ServiceLoad, ScalableRange } from './observation.types';
import { EcsServiceDeployments, ServiceMetrics, ServiceRanges } from './observations.port';
import { ObservationsService } from './observations.service';
import { ecsService, FakeEcsServices } from './spec/ecs-services.fake';

const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const SERVICE = ecsService({
  ref: REF,
  events: [1000, 3000, 2000].map((at) => ({ id: `${at}`, at, message: `event ${at}` })),
});

class Deployments extends EcsServiceDeployments {
  override last(): Promise<LastDeployment | undefined> {
    return Promise.resolve(undefined);
  }
}

class Metrics extends ServiceMetrics {
  override load(): Promise<ServiceLoad> {
    return Promise.reject(
      new UserError({ what: 'I may not read metrics.', why: 'cloudwatch:GetMetricData is missing.' }),
    );
  }
  override alarms(): Promise<ServiceAlarm[]> {
    return Promise.resolve([]);
  }
}

class Ranges extends ServiceRanges {
  override range(): Promise<ScalableRange | undefined> {
    return Promise.resolve({ min: 2, max: 10, suspended: { in: false, out: false, scheduled: false } });
  }
}

const services = new FakeEcsServices(SERVICE);
const observations = new ObservationsService(
  services,
  new Deployments(),
  new Metrics(),
  new Ranges(),
  new ManualClock(5000),
);

describe('an observation', () => {
  it('says why a part is unknown without losing the others', async () => {
    const seen = await observations.observe(REF);
    expect(seen).toMatchObject({ at: 5000, range: { min: 2, max: 10 }, alarms: [] });
    expect(seen.load).toEqual({ unknown: 'I may not read metrics. cloudwatch:GetMetricData is missing.' });
    expect(seen.service).toBe(SERVICE);
  });

  it('is an error when the service itself is not there', async () => {
    await expect(observations.observe({ ...REF, service: 'gone' })).rejects.toBeInstanceOf(ServiceNotFoundError);
  });

  it('of many services keeps their order, and a missing one in its line', async () => {
    const lines = await observations.observeAll([{ ...REF, service: 'gone' }, REF]);
    expect(lines.map(({ ref, service }) => [ref.service, isUnknown(service)])).toEqual([
      ['gone', true],
      ['primes-api', false],
    ]);
    expect(services.looks.at(-1)?.freshness).toEqual({ maxAgeMs: 5000 });
  });
});

it('gives events newest first, no older than asked', async () => {
  const ids = async (options: { since?: number }) => (await observations.events(REF, options)).map(({ id }) => id);
  expect(await ids({})).toEqual(['3000', '2000', '1000']);
  expect(await ids({ since: 2000 })).toEqual(['3000', '2000']);
});
