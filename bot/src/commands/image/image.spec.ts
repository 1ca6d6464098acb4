import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import { ChangeChat, wordsOf } from '../../chat/spec/change-chat';
import { userTrouble } from '../../chat/asked/trouble.view';
import type { UserError } from '../../kernel/user-error';
import { ANN, api, CAT, ChangeWorld, digest, REF, REPOSITORY } from '../../domain/changes/spec/change-world';
import { ImageCommand, imageSpec } from './image.command';

beforeAll(() => Logger.overrideLogger(false));

function room(world = new ChangeWorld()) {
  const chat = new ChangeChat(world);
  const command = new ImageCommand(chat.services, chat.desk);
  const image = { spec: imageSpec, run: (...asked: Parameters<ImageCommand['run']>) => command.run(...asked) };
  return {
    world,
    chat,
    image: (words: string, actor = ANN, channel?: string) => chat.types(image, `image ${words}`, actor, channel),
  };
}

describe('image', () => {
  it('deploys what is named in full at once, and says nothing more to whoever typed it', async () => {
    const { world, image } = room();
    expect(await image('primes-api 1.1.0')).toEqual({ told: [], replaced: [] });
    expect(world.operate.calls.at(-1)).toBe('update to primes-api:2 by U0ANN');
    expect(world.announcements.changes).toMatchObject([
      { kind: 'image', origin: { channel: 'C0OPS', said: '/ecs image primes-api 1.1.0' } },
    ]);
  });

  it('deploys to the container that is named', async () => {
    const { world, image } = room(new ChangeWorld({ containers: [api, { ...api, name: 'worker', main: false }] }));
    await image('primes-api 1.1.0 --container worker');
    expect(world.operate.calls[0]).toContain(`: worker=${REPOSITORY}:1.1.0`);
  });

  it('says whose version it was and is where a button is from another world', async () => {
    const worker = { ...api, name: 'worker', main: false };
    const { world, chat, image } = room(new ChangeWorld({ containers: [api, worker] }));
    const { told } = await image('primes 1.1.0');
    const other = { ...api, image: `${REPOSITORY}:0.9.0`, tag: '0.9.0', digest: digest('c') };
    await world.become({ revision: 'primes-api:7', containers: [other, worker] });
    await expect(chat.clicks(told[0], 'primes/primes-api: primes-api 1.0.0 → 1.1.0')).rejects.toThrow(
      'It was set to primes-api 1.0.0 then and is set to primes-api 0.9.0 now.',
    );
  });

  it.each([
    ['primes-api 1.0.0', 'primes/primes-api is set to 1.0.0 already. Nothing was changed.'],
    [`primes-api ${digest('a')}`, 'primes/primes-api is set to 1.0.0 already. Nothing was changed.'],
  ])('%s is so already, which is told privately', async (words, text) => {
    const { world, image } = room();
    const { told } = await image(words);
    expect(told[0]?.text).toBe(text);
    expect(labelsOf(told[0]!)).toEqual(['Status']);
    expect(world.operate.calls).toEqual([]);
  });

  it('deploys nothing on less than a full name: the button has the full target, the world and the image as it was', async () => {
    const { world, chat, image } = room();
    const { told } = await image('primes 1.1.0');
    const label = 'primes/primes-api: 1.0.0 → 1.1.0';
    expect(labelsOf(told[0]!)).toEqual([label]);
    expect(valueOf(told[0]!, label)).toEqual({
      v: 1,
      kind: 'image',
      ref: REF,
      wish: { image: `${REPOSITORY}:1.1.0`, container: 'primes-api', digest: digest('b') },
      basis: { key: 'primes-api:1', words: 'set to 1.0.0' },
      asked: { id: 'U0ANN', name: 'ann', said: '/ecs image primes 1.1.0' },
    });
    expect(problemsOf(told[0]!)).toEqual([]);
    expect(world.operate.calls).toEqual([]);
    const { replaced } = await chat.clicks(told[0], label, ANN, { ephemeral: true });
    expect(world.operate.calls).toHaveLength(2);
    expect(replaced[0]?.text).toBe('primes/primes-api: 1.0.0 → 1.1.0 was chosen.');
  });

  it('asks which one is meant where several can be', async () => {
    const world = new ChangeWorld();
    world.add({ ...REF, service: 'primes-web' });
    const { told } = await room(world).image('primes 1.1.0');
    expect(wordsOf(told[0])).toContain('Which one is meant?');
    expect(labelsOf(told[0]!)).toEqual(['primes/primes-api: 1.0.0 → 1.1.0', 'primes/primes-web: 1.0.0 → 1.1.0']);
  });

  it('lets one be picked where more than five can be meant, which is then asked for by its full name', async () => {
    const world = new ChangeWorld();
    for (const n of [1, 2, 3, 4, 5]) world.add({ ...REF, service: `primes-web-${n}` });
    const { told } = await room(world).image('primes 1.1.0');
    expect(labelsOf(told[0]!)).toEqual([]);
    const [select] = told[0]!.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    const options = select?.type === 'static_select' ? (select.options ?? []) : [];
    expect(options).toHaveLength(6);
    expect(options[1]).toMatchObject({
      text: { text: 'primes/primes-web-1: 1.0.0 → 1.1.0' },
      value: JSON.stringify({ v: 1, command: 'image primes/primes-web-1 1.1.0' }),
    });
    expect(wordsOf(told[0])).toContain('*primes/primes-web-5*: 1.0.0 → 1.1.0');
    expect(problemsOf(told[0]!)).toEqual([]);
    expect(world.operate.calls).toEqual([]);
  });

  it('offers to take the place of a deployment that is under way, and says of whose', async () => {
    const { world, chat, image } = room();
    await image('primes-api 1.1.0', CAT);
    await world.clock.advance(20_000);
    const { told } = await image('primes-api 1.0.0');
    expect(wordsOf(told[0])).toContain('*Nothing was changed yet.*');
    expect(wordsOf(told[0])).toMatch(
      /`1\.1\.0` is being deployed; \*cat\* started it <!date\S+\d+ s ago>\. This would take its place\./,
    );
    expect(problemsOf(told[0]!)).toEqual([]);
    await chat.clicks(told[0], 'primes/primes-api: 1.1.0 → 1.0.0', ANN, { ephemeral: true });
    expect(world.operate.calls.at(-1)).toBe('update to primes-api:3 by U0ANN');
  });

  it('asks where the registry cannot be read, and says why in words that are nobody’s link', async () => {
    const { world, image } = room();
    world.registry.unreadable = true;
    const { told } = await image('primes-api 1.1.0');
    expect(wordsOf(told[0])).toContain('I cannot check `1.1.0` in its registry: ecr:DescribeImages is missing.');
    expect(labelsOf(told[0]!)).toEqual(['primes/primes-api: 1.0.0 → 1.1.0']);
  });

  it('shows the exact command, not a button, where there is no such service', async () => {
    await expect(room().image('prime-sapi 1.1.0')).rejects.toMatchObject({
      what: 'There is no service `prime-sapi`. Nothing was changed.',
      next: 'Did you mean `/ecs image primes/primes-api 1.1.0`?',
      steps: [{ label: 'All services' }],
    });
  });

  it('offers what is there instead of a tag that is not, from this world and no other, and asks what has to be asked', async () => {
    const { world, chat, image } = room();
    const refused = await image('primes-api 9.9.9').catch((error: unknown) => error);
    const offered = userTrouble(refused as UserError);
    const label = 'primes/primes-api: 1.1.0';
    expect(labelsOf(offered)).toEqual([label, 'primes/primes-api: 1.0.0']);
    world.registry.unreadable = true;
    const { told } = await chat.clicks(offered, label, CAT);
    expect(wordsOf(told[0])).toContain('I cannot check `1.1.0` in its registry');
    expect(world.operate.calls).toEqual([]);
    world.registry.unreadable = false;
    await world.become({ revision: 'primes-api:7' });
    await expect(chat.clicks(offered, label, CAT)).rejects.toThrow('has changed since this was planned');
    await world.become({ revision: 'primes-api:1' });
    await chat.clicks(offered, label, CAT);
    expect(world.operate.calls.at(-1)).toBe('update to primes-api:2 by U0CAT');
  });

  it('starts nothing that nobody would see', async () => {
    const { world, chat, image } = room();
    await expect(image('primes-api 1.1.0', ANN, 'D0ANN')).rejects.toThrow('Nothing was changed.');
    const { told } = await image('primes 1.1.0');
    const pressed = chat.clicks(told[0], 'primes/primes-api: 1.0.0 → 1.1.0', ANN, { channel: 'D0ANN' });
    await expect(pressed).rejects.toThrow('Nothing was changed.');
    expect(world.operate.calls).toEqual([]);
  });
});
