import { isUnknown } from '../../kernel/part';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { UserError } from '../../kernel/user-error';
import type { RunningImage } from '../images/image.types';
import { ImagesService } from '../images/images.service';
import type { ServiceRef } from '../services/service-ref.types';
import { ServiceNotFoundError } from '../services/services.service';
import type { LastDeployment, ServiceAlarm, ServiceLoad, ServiceSummary, TaskRange } from './observation.types';
import { EcsServiceObservations, ServiceMetrics, ServiceRanges } from './observations.port';
import { ObservationsService } from './observations.service';
import { FakeEcsServices } from './spec/ecs-services.fake';

const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const summary = (ref: ServiceRef): ServiceSummary => ({
  ref,
  status: 'ACTIVE',
  counts: { desired: 2, running: 2, pending: 0 },
  revision: 'primes-api:1',
  deployments: [],
  steady: true,
  events: [1000, 3000, 2000].map((at) => ({ id: `${at}`, at, message: `event ${at}` })),
});

class Services extends EcsServiceObservations {
  override summary(ref: ServiceRef): Promise<ServiceSummary> {
    return ref.service === 'gone' ? Promise.reject(new ServiceNotFoundError(ref)) : Promise.resolve(summary(ref));
  }
  override lastDeployment(): Promise<LastDeployment | undefined> {
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
  override range(): Promise<TaskRange | undefined> {
    return Promise.resolve({ min: 2, max: 10 });
  }
}

class Images extends ImagesService {
  constructor() {
    super(undefined as never, undefined as never);
  }
  override of(): Promise<RunningImage[]> {
    return Promise.resolve([{ container: 'api', image: 'repo/primes-api:1.0.0', main: true }]);
  }
}

const observations = new ObservationsService(
  new FakeEcsServices(),
  new Services(),
  new Metrics(),
  new Ranges(),
  new Images(),
  new ManualClock(5000),
);

describe('an observation', () => {
  it('says why a part is unknown without losing the others', async () => {
    const seen = await observations.observe(REF);
    expect(seen).toMatchObject({ at: 5000, counts: { running: 2 }, range: { min: 2, max: 10 }, alarms: [] });
    expect(seen.load).toEqual({ unknown: 'I may not read metrics. cloudwatch:GetMetricData is missing.' });
    expect(isUnknown(seen.images)).toBe(false);
    expect(isUnknown(seen.images) || seen.images.map(({ container }) => container)).toEqual(['api']);
  });

  it('is an error when the service itself is not there', async () => {
    await expect(observations.observe({ ...REF, service: 'gone' })).rejects.toBeInstanceOf(ServiceNotFoundError);
  });

  it('of many services keeps their order, and a missing one in its line', async () => {
    const lines = await observations.observeAll([{ ...REF, service: 'gone' }, REF]);
    expect(lines.map(({ ref, summary: line }) => [ref.service, isUnknown(line)])).toEqual([
      ['gone', true],
      ['primes-api', false],
    ]);
  });
});

it('gives events newest first, no older than asked and no more than asked', async () => {
  const ids = async (options: { limit?: number; since?: number }) =>
    (await observations.events(REF, options)).map(({ id }) => id);
  expect(await ids({})).toEqual(['3000', '2000', '1000']);
  expect(await ids({ since: 2000 })).toEqual(['3000', '2000']);
  expect(await ids({ limit: 1 })).toEqual(['3000']);
});
