import { Logger } from '@nestjs/common';
import type { InsuranceService } from '../domain/insurance/insurance.service';
import { ServicesService } from '../domain/services/services.service';
import { FakeCatalog } from '../domain/services/spec/catalog.fake';
import { InMemoryLeases, SharedTurns } from '../kernel/spec/leases.in-memory';
import { ManualClock } from '../kernel/spec/manual-clock';
import { InsuranceDuty } from './insurance-duty';
import { WatchedServices } from './watched-services';

beforeAll(() => Logger.overrideLogger(false));

const HOUR_MS = 3_600_000;

function room(insuranceHours = 24) {
  const clock = new ManualClock();
  const looks: string[] = [];
  let last: number | undefined;
  const insurance = {
    due: async (_environment: string, every: number) => (last === undefined ? 0 : last + every),
    look: async (environment: string, refs: readonly object[]) => {
      looks.push(`${environment} ${refs.length}`);
      last = clock.now();
    },
  } as unknown as InsuranceService;
  const options = { pollSeconds: 10, insuranceHours, watch: [] };
  const environments = [{ name: 'default', clusters: [] }];
  const services = new ServicesService({ environments }, new FakeCatalog({ default: ['primes/primes-api'] }), clock);
  const watched = new WatchedServices(services, options, clock);
  const shared = new SharedTurns();
  const bot = () => new InsuranceDuty(new InMemoryLeases(clock, shared), insurance, watched, clock, options);
  return { clock, looks, bot };
}

describe('the daily look', () => {
  it('is taken by one of two bots, not at once, and again a day later', async () => {
    const { clock, looks, bot } = room();
    const bots = [bot(), bot()];
    for (const one of bots) one.onApplicationBootstrap();
    await clock.advance(60_000);
    expect(looks).toEqual([]);
    await clock.advance(HOUR_MS);
    expect(looks).toEqual(['default 1']);
    await clock.advance(22 * HOUR_MS);
    expect(looks).toHaveLength(1);
    await clock.advance(2 * HOUR_MS);
    expect(looks).toHaveLength(2);
    for (const one of bots) one.beforeApplicationShutdown();
  });

  it('is not taken where nobody wants it', async () => {
    const { clock, looks, bot } = room(0);
    bot().onApplicationBootstrap();
    await clock.advance(48 * HOUR_MS);
    expect(looks).toEqual([]);
  });
});
