import { Logger } from '@nestjs/common';
import { api, ChangeWorld, digest, REF, REPOSITORY } from '../changes/spec/change-world';
import type { GoodVersion } from '../deployments/rollback.types';
import { InsuranceService } from './insurance.service';
import { FakeLossAnnouncements, InMemoryLosses } from './spec/losses.in-memory.repository';

beforeAll(() => Logger.overrideLogger(false));

const version = (n: number, letter: string): GoodVersion => ({
  revision: `primes-api:${n}`,
  containers: [{ ...api, image: `${REPOSITORY}:0.${n}.0`, tag: `0.${n}.0`, digest: digest(letter) }],
  finishedAt: n,
});

function room(good: GoodVersion[] = [version(8, 'e'), version(7, 'f')]) {
  const world = new ChangeWorld({ revision: 'primes-api:9' });
  world.history.good = good;
  for (const { containers } of good) {
    const [{ digest: one = '' } = api] = containers;
    world.registry.images.push({ digest: one, tags: [], pushedAt: 0 });
  }
  const told = new FakeLossAnnouncements();
  const insurance = new InsuranceService(world.fallbacks, new InMemoryLosses(), told, world.clock);
  const lose = (letter: string): void => {
    world.registry.images = world.registry.images.filter((image) => image.digest !== digest(letter));
  };
  const look = () => insurance.look('default', [REF], new AbortController().signal);
  return { world, told, insurance, lose, look };
}

describe('what could be gone back to', () => {
  it('is nothing to speak of while it is there', async () => {
    const { told, look } = room();
    await look();
    expect(told.losses).toEqual([]);
  });

  it('is told once when it is gone, with what is left', async () => {
    const { told, lose, look } = room();
    lose('e');
    await look();
    await look();
    expect(told.losses).toMatchObject([
      { as: 'last-good', version: '0.8.0', revision: 'primes-api:8', digest: digest('e'), instead: '0.7.0', ref: REF },
    ]);
  });

  it('is told with nothing left, where nothing is', async () => {
    const { told, lose, look } = room();
    lose('e');
    lose('f');
    await look();
    expect(told.losses).toHaveLength(1);
    expect(told.losses[0]).not.toHaveProperty('instead');
  });

  it('is told again where it was lost, came back and is lost again', async () => {
    const { world, told, lose, look } = room();
    const { images } = world.registry;
    lose('e');
    await look();
    world.registry.images = images;
    await look();
    lose('e');
    await look();
    expect(told.losses).toHaveLength(2);
  });

  it('is what serves too: no new task of it can start', async () => {
    const { told, lose, look } = room();
    lose('a');
    await look();
    expect(told.losses).toMatchObject([{ as: 'serves', version: '1.0.0', digest: digest('a'), instead: '0.8.0' }]);
  });

  it('is not known where the registry cannot be read, and nothing is told', async () => {
    const { world, told, look } = room();
    world.registry.unreadable = true;
    await look();
    expect(told.losses).toEqual([]);
  });

  it('is nobody else’s affair where others make the deployments', async () => {
    const { world, told, look } = room();
    await world.become({ controller: 'CODE_DEPLOY' });
    await look();
    expect(told.losses).toEqual([]);
  });

  it('is tried again where another bot was to tell it', async () => {
    const { told, lose, look } = room();
    lose('e');
    told.isLeft = true;
    await look();
    told.isLeft = false;
    await look();
    expect(told.losses).toHaveLength(1);
  });

  it('is looked at once in so long', async () => {
    const { world, insurance, look } = room();
    expect(await insurance.due('default', 1000)).toBe(0);
    await look();
    expect(await insurance.due('default', 1000)).toBe(world.clock.now() + 1000);
  });
});
