import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import { ChangeChat, wordsOf } from '../../chat/spec/change-chat';
import { ANN, CAT, ChangeWorld, digest } from '../../domain/changes/spec/change-world';
import { RestartCommand, restartSpec } from './restart.command';

beforeAll(() => Logger.overrideLogger(false));

function room(world = new ChangeWorld()) {
  const chat = new ChangeChat(world);
  const command = new RestartCommand(chat.services, chat.desk, world.clock);
  const restart = { spec: restartSpec, run: (...asked: Parameters<RestartCommand['run']>) => command.run(...asked) };
  return { world, chat, restart: (words: string, actor = ANN) => chat.types(restart, `restart ${words}`, actor) };
}

const SAME = 'Restart primes/primes-api with 1.0.0 as it runs';
const MOVED = 'Restart primes/primes-api with what 1.0.0 is now';

describe('restart', () => {
  it('starts new tasks at once where the tag is the image that runs', async () => {
    const { world, restart } = room();
    expect(await restart('primes-api')).toEqual({ told: [], replaced: [] });
    expect(world.operate.calls).toEqual(['force a new deployment by U0ANN']);
    expect(world.announcements.changes).toMatchObject([
      { kind: 'restart', origin: { said: '/ecs restart primes-api' } },
    ]);
  });

  it.each([
    [SAME, 'update to primes-api:2 by U0CAT'],
    [MOVED, 'force a new deployment by U0CAT'],
  ])('asks which image is meant where the tag has moved: [%s]', async (label, call) => {
    const { world, chat, restart } = room();
    world.registry.move('1.0.0', digest('c'));
    const { told } = await restart('primes-api');
    expect(wordsOf(told[0])).toContain(
      'The tag `1.0.0` of `primes-api` has moved: `sha256:aaaaaaaaaaaa` runs, and `1.0.0` is `sha256:cccccccccccc` now.',
    );
    expect(wordsOf(told[0])).toContain('*Nothing was changed yet.*');
    expect(labelsOf(told[0]!)).toEqual([SAME, MOVED]);
    expect(problemsOf(told[0]!)).toEqual([]);
    expect(world.operate.calls).toEqual([]);
    await chat.clicks(told[0], label, CAT);
    expect(world.operate.calls.at(-1)).toBe(call);
    expect(world.announcements.changes[0]?.origin).toMatchObject({
      said: '/ecs restart primes-api',
      askedBy: { id: 'U0ANN', name: 'ann' },
      button: label,
    });
  });

  it('offers only what runs where the tag is gone', async () => {
    const { world, restart } = room();
    world.registry.move('1.0.0');
    const { told } = await restart('primes-api');
    expect(wordsOf(told[0])).toContain('`sha256:aaaaaaaaaaaa` runs, and `1.0.0` is not in the registry any more.');
    expect(labelsOf(told[0]!)).toEqual([SAME]);
  });

  it('offers both where nobody can say whether the tag has moved', async () => {
    const { world, restart } = room();
    world.registry.unreadable = true;
    const { told } = await restart('primes-api');
    expect(wordsOf(told[0])).toContain('I cannot check `1.0.0` in its registry: ecr:DescribeImages is missing.');
    expect(labelsOf(told[0]!)).toEqual([SAME, MOVED]);
  });

  it('asks before it takes the place of a deployment that is under way', async () => {
    const { world, restart } = room();
    await world.deploying();
    const { told } = await restart('primes-api');
    expect(wordsOf(told[0])).toContain('This would take its place.');
    expect(labelsOf(told[0]!)).toEqual([SAME]);
    expect(world.operate.calls).toEqual([]);
  });

  it('restarts nothing on less than a full name', async () => {
    const { world, chat, restart } = room();
    const { told } = await restart('primes');
    const label = 'primes/primes-api: 1.0.0 → 1.0.0, new tasks';
    expect(labelsOf(told[0]!)).toEqual([label]);
    expect(world.operate.calls).toEqual([]);
    await chat.clicks(told[0], label);
    expect(world.operate.calls).toEqual(['force a new deployment by U0ANN']);
    await world.deploying();
    const again = await restart('primes');
    expect(valueOf(again.told[0]!, label)).toEqual({ v: 1, command: 'restart primes/primes-api' });
  });
});
