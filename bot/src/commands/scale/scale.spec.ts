import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { ChangeChat, wordsOf } from '../../chat/spec/change-chat';
import { ANN, BEN, CAT, ChangeWorld, REF } from '../../domain/changes/spec/change-world';
import { amountSchema } from './amount';
import { ScaleCommand, scaleSpec } from './scale.command';

beforeAll(() => Logger.overrideLogger(false));

function room(world = new ChangeWorld()) {
  const chat = new ChangeChat(world);
  const command = new ScaleCommand(chat.services, chat.desk, world.clock);
  const scale = {
    spec: scaleSpec,
    run: (...asked: Parameters<ScaleCommand['run']>) => command.run(...asked),
  };
  return {
    world,
    chat,
    scale: (words: string, actor = ANN, channel?: string) => chat.types(scale, `scale ${words}`, actor, channel),
  };
}

describe('what to scale to', () => {
  it.each(['x', '4-', '4.5', ''])('%p is refused in a sentence', (words) => {
    expect(amountSchema.safeParse(words).error?.issues[0]?.message).toBe(
      'Say how many tasks: a number like 4, or a range like 4-10.',
    );
  });

  it.each(['-1', '−1', '‑1', '-1-4', '--1', '- 1'])('%p is no number of tasks', (words) => {
    expect(amountSchema.safeParse(words).error?.issues[0]?.message).toBe(
      'A number of tasks is 0 or more: say one like 4, or a range like 4-10.',
    );
  });

  it.each([
    ['10-4', 'A range begins with its minimum: 4-10.'],
    ['10001', 'I set no more than 10000 tasks: name a smaller number, like 4, or a range like 4-10.'],
    ['2-10001', 'I set no more than 10000 tasks: name a smaller number, like 4, or a range like 4-10.'],
  ])('%p is refused: %s', (words, why) => {
    expect(amountSchema.safeParse(words).error?.issues[0]?.message).toBe(why);
  });

  it.each(['4–10', '4 — 10', ' 4-10 '])('%p is read as a phone writes it', (words) => {
    expect(amountSchema.parse(words)).toEqual({ kind: 'range', min: 4, max: 10 });
  });
});

describe('scale', () => {
  it('sets a number inside the range at once, in the name of whoever typed it', async () => {
    const { world, scale } = room();
    expect(await scale('primes-api 4')).toEqual({ told: [], replaced: [] });
    expect(world.aas.calls).toEqual(['desired 4 by U0ANN']);
    expect(world.announcements.changes).toMatchObject([
      { actor: { name: 'ann', command: 'cmd-1' }, origin: { channel: 'C0OPS', said: '/ecs scale primes-api 4' } },
    ]);
  });

  it.each([
    ['0', {}, 'That stops every task: it serves nobody.'],
    ['1', {}, 'That is below its minimum of 2.'],
    ['99', { range: undefined, tracked: [] }, 'That is 49 times as many.'],
  ])('to %s is asked in the channel, with what it takes, and changes nothing', async (to, change, words) => {
    const { world, chat, scale } = room();
    Object.assign(world.aas, change);
    expect((await scale(`primes-api ${to}`)).told).toEqual([]);
    const [question] = chat.posts();
    const tasks = to === '1' ? '1 task' : `${to} tasks`;
    expect(question?.text).toBe(`primes/primes-api: 2 → ${tasks}? ${words}`);
    expect(labelsOf(question!)).toEqual([`Set primes/primes-api to ${to}`]);
    expect(wordsOf(question)).toContain('Asked by *ann*: `/ecs scale primes-api');
    expect(wordsOf(question)).toContain('Nothing has been changed yet.');
    expect(wordsOf(question)).toContain(`"text":"It is set to 2 now. ${words}"`);
    expect(wordsOf(question)).not.toContain('<@');
    expect(problemsOf(question!)).toEqual([]);
    expect(world.aas.calls).toEqual([]);
  });

  it('from nothing to many is not called so many times as many', async () => {
    const { chat, scale } = room(new ChangeWorld({ counts: { desired: 0, running: 0, pending: 0 } }));
    chat.world.aas.range = undefined;
    await scale('primes-api 30');
    expect(chat.posts()[0]?.text).toBe(
      'primes/primes-api: 0 → 30 tasks? None run now, and 30 would be started at once.',
    );
  });

  it('asked by ann and agreed to by cat names both, and quotes what ann typed', async () => {
    const { world, chat, scale } = room();
    await scale('primes-api 0');
    const [question] = chat.posts();
    await chat.clicks(question, 'Set primes/primes-api to 0', CAT, { ts: '7.7' });
    expect(world.aas.calls).toEqual(['desired 0 by U0CAT']);
    expect(world.announcements.changes[0]).toMatchObject({
      actor: { id: 'U0CAT', name: 'cat' },
      origin: {
        channel: 'C0OPS',
        said: '/ecs scale primes-api 0',
        button: 'Set primes/primes-api to 0',
        askedBy: { id: 'U0ANN', name: 'ann' },
        message: { channel: 'C0OPS', ts: '7.7' },
      },
    });
    expect(await world.audited()).toEqual(['done: /ecs scale primes-api 0 [Set primes/primes-api to 0]: 2 → 0 tasks']);
  });

  it('is refused to whoever may not, though the button was offered to all', async () => {
    const { world, chat, scale } = room();
    await scale('primes-api 0');
    const clicked = chat.clicks(chat.posts()[0], 'Set primes/primes-api to 0', BEN);
    await expect(clicked).rejects.toThrow('You may not change primes/primes-api, so nothing was done.');
    expect(world.aas.calls).toEqual([]);
  });

  it('is refused by a button that was offered in another world', async () => {
    const { world, chat, scale } = room();
    await scale('primes-api 0');
    await scale('primes-api 3', CAT);
    const clicked = chat.clicks(chat.posts()[0], 'Set primes/primes-api to 0');
    await expect(clicked).rejects.toThrow('by cat: 2 → 3 tasks.');
    expect(world.aas.calls).toEqual(['desired 3 by U0CAT']);
  });

  it('is asked of whoever could not know that somebody else has just done it, and of nobody else', async () => {
    const { world, chat, scale } = room();
    await scale('primes-api 3', CAT);
    const { told } = await scale('primes-api 4');
    expect(chat.posts()).toEqual([]);
    expect(told[0]?.text).toBe('primes/primes-api: 3 → 4 tasks?');
    expect(wordsOf(told[0])).toContain('*cat* changed it <!date');
    expect(wordsOf(told[0])).toContain('2 → 3 tasks.');
    const { replaced } = await chat.clicks(told[0], 'Set primes/primes-api to 4', ANN, { ephemeral: true });
    expect(world.aas.calls).toEqual(['desired 3 by U0CAT', 'desired 4 by U0ANN']);
    expect(replaced.map(({ text }) => text)).toEqual(['primes/primes-api: 3 → 4 tasks was chosen.']);
    expect(labelsOf(replaced[0]!)).toEqual([]);
    expect(world.announcements.changes[1]?.origin).not.toHaveProperty('message');
  });

  it('says privately that it is so already, who made it so just now, and what would keep it so', async () => {
    const { chat, scale } = room();
    await scale('primes-api 4', CAT);
    const { told } = await scale('primes-api 4');
    expect(told[0]?.text).toBe('primes/primes-api is set to 4 tasks already. Nothing was changed.');
    expect(wordsOf(told[0])).toContain('*cat* set it <!date');
    expect(labelsOf(told[0]!)).toEqual(['Set range to 4-10']);
    expect(chat.posts()).toEqual([]);
    await chat.clicks(told[0], 'Set range to 4-10', ANN, { ephemeral: true });
    expect(chat.world.aas.calls.at(-1)).toBe('range 4-10 by U0ANN');
  });

  it('sets a range at once, and asks in the channel where it takes tasks away', async () => {
    const { world, chat, scale } = room();
    await scale('primes-api 3-10');
    await scale('primes-api 0-1');
    expect(world.aas.calls).toEqual(['range 3-10 by U0ANN']);
    const [question] = chat.posts();
    expect(question?.text).toBe('primes/primes-api: range 3-10 → 0-1? It has 2 tasks now; that leaves at most 1.');
    await chat.clicks(question, 'Set primes/primes-api to 0-1', CAT);
    expect(world.aas.calls).toEqual(['range 3-10 by U0ANN', 'range 0-1 by U0CAT']);
  });

  it.each([
    ['2-9999', 'Automatic scaling could then start up to 9999 tasks; it was 10.'],
    ['30-9999', 'It has 2 tasks now; at least 30 are started at once.'],
  ])('to a range of %s is asked in the channel', async (range, words) => {
    const { chat, scale } = room();
    await scale(`primes-api ${range}`);
    expect(chat.posts()[0]?.text).toBe(`primes/primes-api: range 2-10 → ${range}? ${words}`);
    expect(problemsOf(chat.posts()[0]!)).toEqual([]);
  });

  it('to a range that somebody else has just set another way is asked without guessing at why', async () => {
    const { scale } = room();
    await scale('primes-api 2-9', CAT);
    const { told } = await scale('primes-api 2-8');
    expect(told[0]?.text).toBe('primes/primes-api: range 2-9 → 2-8?');
    expect(wordsOf(told[0])).toContain('"text":"It is kept to 2-9 now."');
  });

  it('says that the range is that already', async () => {
    const { told } = await room().scale('primes-api 2-10');
    expect(told[0]?.text).toBe('primes/primes-api scales between 2 and 10 already, with 2 tasks. Nothing was changed.');
    expect(labelsOf(told[0]!)).toEqual(['Status']);
  });

  it('changes nothing on less than a full name: the button shows the full target and both numbers', async () => {
    const { world, chat, scale } = room();
    const { told } = await scale('primes 4');
    expect(told[0]?.text).toBe('primes is not the full name of a service, so nothing was changed.');
    expect(labelsOf(told[0]!)).toEqual(['primes/primes-api: 2 → 4 tasks']);
    expect(world.aas.calls).toEqual([]);
    await chat.clicks(told[0], 'primes/primes-api: 2 → 4 tasks', ANN, { ephemeral: true });
    expect(world.aas.calls).toEqual(['desired 4 by U0ANN']);
  });

  it('offers the command in full where what was guessed has to be looked at first', async () => {
    const { chat, scale } = room();
    const { told } = await scale('primes 0');
    expect(labelsOf(told[0]!)).toEqual(['primes/primes-api: 2 → 0 tasks']);
    expect(wordsOf(told[0])).toContain('scale primes/primes-api 0');
    await expect(chat.clicks(told[0], 'primes/primes-api: 2 → 0 tasks')).rejects.toThrow('There is no such button');
  });

  it('leaves out of a guess what cannot be done there, and says why where it can be done nowhere', async () => {
    const world = new ChangeWorld();
    world.add({ ...REF, service: 'primes-agent' }, { scheduling: 'DAEMON' });
    const { scale } = room(world);
    expect(labelsOf((await scale('primes 4')).told[0]!)).toEqual(['primes/primes-api: 2 → 4 tasks']);
    await expect(scale('primes-ag 4')).rejects.toThrow('primes-agent runs one task on each instance (daemon)');
  });

  it('asks nothing about a number that a daemon does not have', async () => {
    const { chat, scale } = room(new ChangeWorld({ scheduling: 'DAEMON' }));
    for (const words of ['primes-api 7', 'primes-api 0', 'primes-api 2-3'])
      await expect(scale(words)).rejects.toThrow(
        'primes-api runs one task on each instance (daemon): there is no number to set.',
      );
    expect(chat.posts()).toEqual([]);
  });

  it('changes nothing where nobody would see it, and asks whoever asked where it cannot ask in the channel', async () => {
    const { world, chat, scale } = room();
    await expect(scale('primes-api 4', ANN, 'D0ANN')).rejects.toThrow('Nothing was changed.');
    chat.slack.next.set('conversations.info', [{ ok: true, channel: { is_member: false } }]);
    await expect(scale('primes-api 4')).rejects.toThrow('I am not in this channel');
    expect(world.aas.calls).toEqual([]);
    chat.slack.next.set('chat.postMessage', [{ ok: false, error: 'restricted_action' }]);
    expect((await scale('primes-api 0')).told[0]?.text).toBe(
      'primes/primes-api: 2 → 0 tasks? That stops every task: it serves nobody.',
    );
  });

  it('tells whoever asked what was done where nobody else can see it', async () => {
    const { world, scale } = room();
    world.announcements.fate = async () => ({ seen: false, why: 'Only <some> may post here.' });
    const { told } = await scale('primes-api 4');
    expect(told.map(({ text }) => text)).toEqual([
      'primes/primes-api: 2 → 4 tasks. This was done, but I could not post it in this channel.',
    ]);
    expect(wordsOf(told[0])).toContain('Only &lt;some&gt; may post here.');
  });
});
