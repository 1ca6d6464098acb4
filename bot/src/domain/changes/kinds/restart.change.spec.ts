import { Logger } from '@nestjs/common';
import { UserError } from '../../../kernel/user-error';
import { ecsContainer } from '../../observations/spec/ecs-services.fake';
import type { Basis, RestartWish } from '../kinds.types';
import { StalePlanError } from '../changes.errors';
import { ANN, api, asked, ChangeWorld, digest, made, REF, REPOSITORY } from '../spec/change-world';

beforeAll(() => Logger.overrideLogger(false));

const ask = (world: ChangeWorld, wish: RestartWish = {}, agreed?: Basis) =>
  world.changes.ask('restart', {
    ref: REF,
    wish,
    actor: ANN,
    origin: { channel: 'C0OPS' },
    ...(agreed ? { agreed } : {}),
  });
const FORCED = ['force a new deployment by U0ANN'];
const PINNED = [
  `register primes-api:2 of primes-api:1: primes-api=${REPOSITORY}:1.0.0@${digest('a')}`,
  'update to primes-api:2 by U0ANN',
];

/** A world in which 1.0.0 is another image now. */
function moved(): ChangeWorld {
  const world = new ChangeWorld();
  world.registry.move('1.0.0', digest('c'));
  return world;
}

describe('new tasks', () => {
  it('are started of the same image at once where its tag is where it was', async () => {
    const world = new ChangeWorld();
    const answer = await ask(world);
    expect(world.operate.calls).toEqual(FORCED);
    expect(answer).toMatchObject({
      kind: 'done',
      change: {
        summary: { from: '1.0.0', to: '1.0.0, new tasks' },
        result: {
          isRestart: true,
          revision: 'primes-api:1',
          previousRevision: 'primes-api:1',
          handle: { id: 'ecs-svc/2' },
        },
      },
    });
  });

  it('are of the pinned image, whatever its tag is by now', async () => {
    const world = moved();
    await world.become({ containers: [{ ...api, image: `${REPOSITORY}:1.0.0@${digest('a')}` }] });
    await ask(world);
    expect(world.operate.calls).toEqual(FORCED);
  });

  it('are asked about where a deployment is under way', async () => {
    const world = new ChangeWorld();
    await world.deploying();
    const answer = await ask(world);
    expect(answer).toMatchObject({
      kind: 'ask',
      wish: { image: 'same' },
      reasons: [{ kind: 'replaces', version: '1.0.0' }],
    });
    await ask(world, asked(answer).wish, asked(answer).basis);
    expect(world.operate.calls).toEqual(FORCED);
  });
});

describe('a tag that has moved', () => {
  it('is asked about: what runs, and what the tag is now', async () => {
    const world = moved();
    expect(await ask(world)).toMatchObject({
      kind: 'ask',
      basis: { words: 'set to 1.0.0 (1.0.0 is sha256:cccccccccccc)' },
      reasons: [{ kind: 'tag-moved', container: 'primes-api', tag: '1.0.0', running: digest('a'), now: digest('c') }],
    });
    expect(world.operate.calls).toEqual([]);
  });

  it('is pinned where what runs is meant', async () => {
    const world = moved();
    const { basis } = await world.changes.propose('restart', REF, {});
    expect(await ask(world, { image: 'same' }, basis)).toMatchObject({ change: { result: { isRestart: true } } });
    expect(world.operate.calls).toEqual(PINNED);
  });

  it('is taken as it is now where that is meant, which is another image and has a way back', async () => {
    const world = moved();
    const { basis } = await world.changes.propose('restart', REF, {});
    const answer = await ask(world, { image: 'moved' }, basis);
    expect(world.operate.calls).toEqual(FORCED);
    expect(answer).toMatchObject({
      change: {
        summary: { from: '1.0.0', to: 'what 1.0.0 is now' },
        result: { from: { digest: digest('a') }, to: { tag: '1.0.0', digest: digest('c') } },
      },
    });
    expect(made(answer).result).not.toHaveProperty('isRestart');
  });

  it('is refused when it has moved again since it was offered', async () => {
    const world = moved();
    const { basis } = await world.changes.propose('restart', REF, {});
    world.registry.move('1.0.0', digest('d'));
    const error: unknown = await ask(world, { image: 'moved' }, basis).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StalePlanError);
    expect((error as StalePlanError).why).toBe(
      'It was set to 1.0.0 (1.0.0 is sha256:cccccccccccc) then and is set to 1.0.0 (1.0.0 is sha256:dddddddddddd) now.',
    );
    expect(world.operate.calls).toEqual([]);
  });

  it('that is gone leaves only what runs', async () => {
    const world = new ChangeWorld();
    world.registry.move('1.0.0');
    const answer = await ask(world);
    expect(answer).toMatchObject({ kind: 'ask', reasons: [{ kind: 'tag-moved', tag: '1.0.0', running: digest('a') }] });
    expect(asked(answer).reasons[0]).not.toHaveProperty('now');
    await ask(world, asked(answer).wish, asked(answer).basis);
    expect(world.operate.calls).toEqual(PINNED);
  });

  it('of a sidecar is one too', async () => {
    const proxy = ecsContainer({
      name: 'proxy',
      image: `${REPOSITORY}:1.1.0`,
      tag: '1.1.0',
      digest: digest('a'),
      main: false,
    });
    const world = new ChangeWorld({ containers: [api, proxy] });
    expect(await ask(world)).toMatchObject({
      summary: { from: 'primes-api 1.0.0', to: 'primes-api 1.0.0, new tasks' },
      reasons: [{ kind: 'tag-moved', container: 'proxy' }],
    });
    const { basis } = await world.changes.propose('restart', REF, {});
    expect(await ask(world, { image: 'moved' }, basis)).toMatchObject({
      change: { summary: { from: 'primes-api 1.0.0', to: 'what proxy 1.1.0 is now' }, result: { isRestart: true } },
    });
  });
});

describe('a registry that cannot be asked', () => {
  it('leaves open what the tag is: as it runs is then pinned', async () => {
    const world = new ChangeWorld();
    world.registry.unreadable = true;
    const answer = await ask(world);
    const why = 'ecr:DescribeImages is missing.';
    expect(answer).toMatchObject({ kind: 'ask', reasons: [{ kind: 'unchecked', image: '1.0.0', why }] });
    await ask(world, asked(answer).wish, asked(answer).basis);
    expect(world.operate.calls).toEqual(PINNED);
  });
});

describe('a restart that AWS does not answer', () => {
  const error = new UserError({ what: 'AWS did not answer.' });

  it('is followed where it took it', async () => {
    const world = new ChangeWorld();
    world.operate.fate = { kind: 'lost', error };
    expect(await ask(world)).toMatchObject({
      change: { result: { handle: { id: 'ecs-svc/2', revision: 'primes-api:1' } } },
    });
  });

  it.each([
    ['nothing is under way', () => Promise.resolve()],
    ['what is under way was so before', (world: ChangeWorld) => world.deploying()],
  ])('is none where %s', async (_what, before) => {
    const world = new ChangeWorld();
    await before(world);
    const { basis } = await world.changes.propose('restart', REF, {});
    world.operate.fate = { kind: 'refused', error };
    await expect(ask(world, { image: 'same' }, basis)).rejects.toBe(error);
  });
});
