import { Logger } from '@nestjs/common';
import { InMemoryLeases, SharedTurns } from '../../kernel/spec/leases.in-memory';
import { api, ChangeWorld, digest, REF, REPOSITORY } from '../changes/spec/change-world';
import { ObservationsService } from '../observations/observations.service';
import { BuildTeller } from './build-teller';
import { BuildsService } from './builds.service';
import type { BuiltImage } from './builds.types';
import { FakeBuildAnnouncements, InMemoryBuilds } from './spec/builds.in-memory.repository';

beforeAll(() => Logger.overrideLogger(false));

const IMAGE: BuiltImage = { repository: REPOSITORY, tag: '1.1.0', digest: digest('b') };
const NOTHING = undefined as never;

function room() {
  const world = new ChangeWorld();
  const record = new InMemoryBuilds();
  const told = new FakeBuildAnnouncements();
  const turns = new SharedTurns();
  const join = () => {
    const leases = new InMemoryLeases(world.clock, turns);
    return { leases, teller: new BuildTeller(record, told, leases) };
  };
  const bot = join();
  const look = new ObservationsService(world.ecs, NOTHING, NOTHING, NOTHING, world.clock);
  const builds = new BuildsService(world.services, look, record, bot.teller, world.clock);
  return { world, told, builds, bot, join };
}

describe('an image that a pipeline has built', () => {
  it('is told for each service that runs from its repository, and nothing is deployed', async () => {
    const { world, told, builds } = room();
    world.add({ ...REF, service: 'web' });
    world.add({ ...REF, service: 'other' }, { containers: [{ ...api, image: 'nginx:1' }] });
    const heard = await builds.hear('1', IMAGE);
    expect(heard?.map(({ ref, outcome }) => `${ref.service} ${outcome}`)).toEqual(['primes-api told', 'web told']);
    expect(told.builds[0]).toMatchObject({ ref: REF, container: 'primes-api', from: '1.0.0', image: { tag: '1.1.0' } });
    expect(world.operate.calls).toEqual([]);
  });

  it('is told for the service alone that it names in full', async () => {
    const { world, builds } = room();
    world.add({ ...REF, service: 'web' });
    expect(await builds.hear('1', { ...IMAGE, service: 'primes/web' })).toMatchObject([{ ref: { service: 'web' } }]);
    await expect(builds.hear('2', { ...IMAGE, service: 'web' })).rejects.toThrow(
      'web is not the full name of a service',
    );
    await expect(builds.hear('3', { ...IMAGE, repository: 'x/y' })).rejects.toThrow('No service that I look after');
  });

  it('is one message, however often and under whatever tag it is built', async () => {
    const { told, builds } = room();
    expect(await builds.hear('1', IMAGE)).toMatchObject([{ outcome: 'told' }]);
    expect(await builds.hear('2', { ...IMAGE, tag: 'latest' })).toMatchObject([{ outcome: 'known' }]);
    expect(await builds.hear('1', IMAGE)).toBeUndefined();
    expect(told.builds).toHaveLength(1);
  });

  it('is nothing to tell where it runs already', async () => {
    const { told, builds } = room();
    expect(await builds.hear('1', { ...IMAGE, digest: digest('a') })).toMatchObject([{ outcome: 'same' }]);
    expect(told.builds).toEqual([]);
  });

  it('may be sent again where it came to nothing', async () => {
    const { world, builds } = room();
    world.catalog.names['default'] = [];
    await expect(builds.hear('1', IMAGE)).rejects.toThrow('No service');
    world.catalog.names['default'] = ['primes/primes-api'];
    await world.clock.advance(60_000);
    expect(await builds.hear('1', IMAGE)).toMatchObject([{ outcome: 'told' }]);
  });

  it('is told by another bot where this one ended before that', async () => {
    const { told, builds, bot, join } = room();
    told.isEnding = true;
    await builds.hear('1', IMAGE);
    told.isEnding = false;
    const other = join();
    bot.leases.lose();
    void other.teller.resume();
    await new Promise((resolve) => setImmediate(resolve));
    expect(told.builds).toHaveLength(1);
    other.teller.beforeApplicationShutdown();
  });
});
