import type { ServiceRef } from '../domain/services/service-ref.types';
import type { ServicesService } from '../domain/services/services.service';
import { ManualClock } from '../kernel/spec/manual-clock';
import { WatchedServices } from './watched-services';

const ref = (environment: string, service: string): ServiceRef => ({ environment, cluster: 'primes', service });
const ALL = [ref('prod', 'primes-api'), ref('prod', 'hello'), ref('staging', 'primes-api')];

function watching(watch: string[]) {
  const clock = new ManualClock();
  const asked: string[] = [];
  const list = async ({ environment }: { environment: string }) => {
    asked.push(environment);
    return ALL.filter((one) => one.environment === environment);
  };
  const watched = new WatchedServices(
    { list } as unknown as ServicesService,
    { pollSeconds: 2, insuranceHours: 24, watch },
    clock,
  );
  return { watched, clock, asked };
}

test.each([
  [[], ['primes-api', 'hello']],
  [['primes/hello'], ['hello']],
  [['prod:primes/primes-api'], ['primes-api']],
  [['staging:primes/hello'], []],
])('of %j these of prod are watched: %j', async (watch, names) => {
  const refs = await watching(watch).watched.of('prod');
  expect(refs.map(({ service }) => service)).toEqual(names);
});

test('the services are listed every half a minute, however often AWS is polled', async () => {
  const { watched, clock, asked } = watching([]);
  for (let poll = 0; poll < 15; poll++) {
    await watched.of('prod');
    await clock.advance(2000);
  }
  expect(asked).toHaveLength(1);
  await watched.of('prod');
  expect(asked).toHaveLength(2);
});

test('where there is none yet, they are listed at each poll: the first is heard of at once', async () => {
  const { watched, asked } = watching(['staging:primes/hello']);
  for (let poll = 0; poll < 3; poll++) expect(await watched.of('prod')).toEqual([]);
  expect(asked).toHaveLength(3);
});
