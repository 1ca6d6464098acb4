import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import { boardBefore } from '../../chat/spec/board.fake';
import { ChangeChat } from '../../chat/spec/change-chat';
import { pass } from '../../chat/spec/passing';
import { FAKE_OPTIONS, FakeSlack } from '../../chat/spec/slack.fake';
import type { Message } from '../../chat/slack/message.types';
import type { Change, Origin } from '../../domain/changes/change.types';
import { ANN, CAT, ChangeWorld, REF } from '../../domain/changes/spec/change-world';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { ChangeAnnouncer } from '../change.announcer';
import { ScaledAnnouncer } from './scaled.announcer';

beforeAll(() => Logger.overrideLogger(false));

const SCALE = { channel: 'C0OPS', said: '/ecs scale primes-api 4' };

/** What is announced of a change that was really made. */
async function made(
  kind: 'desired' | 'range',
  wish: object,
  origin: Origin = SCALE,
  world = new ChangeWorld(),
): Promise<{ message: Message; slack: FakeSlack; change: Change; seen: unknown; world: ChangeWorld }> {
  const { basis: agreed } = await world.changes.propose(kind, REF, wish as never);
  await world.changes.askAs(kind, { ref: REF, wish, actor: ANN, origin, agreed });
  const [change] = world.announcements.changes;
  const clock = new ManualClock();
  const slack = new FakeSlack(clock);
  const scaled = new ScaledAnnouncer(boardBefore(slack, clock), FAKE_OPTIONS);
  const told = new ChangeAnnouncer(NOTHING, NOTHING, NOTHING, scaled, NOTHING).announce(change!);
  await pass(clock, 3000);
  const method = origin.message ? 'chat.update' : 'chat.postMessage';
  const message = slack.to(method)[0] as unknown as Message;
  return { message, slack, change: change!, seen: await told, world };
}

describe('a number of tasks that was set', () => {
  it('says before and after, how long it holds, what keeps it and how to go back; it calls nobody', async () => {
    const { message, seen } = await made('desired', { desired: 4 });
    expect(seen).toEqual({ seen: true });
    expect(message).toMatchObject({ channel: 'C0OPS' });
    expect(message.text).toBe(
      'primes/primes-api: set to 2 → 4 tasks. AlarmLow is in ALARM: automatic scaling undoes that within a minute, unless the range is set too.',
    );
    expect(labelsOf(message)).toEqual(['Set range to 4-10', 'Back to 2']);
    const shown = JSON.stringify(message.blocks);
    expect(shown).toContain('Asked by *ann*: `/ecs scale primes-api 4`');
    expect(shown).toContain('Undo: `/ecs scale primes/primes-api 2`');
    expect(shown).not.toContain('<@');
    expect(problemsOf(message)).toEqual([]);
  });

  it('has buttons that carry the world that they were offered in, and what they take the place of', async () => {
    const { message } = await made('desired', { desired: 4 });
    const before = '2 → 4 tasks, by ann';
    expect(valueOf(message, 'Back to 2')).toEqual({
      v: 1,
      kind: 'desired',
      ref: REF,
      wish: { desired: 2 },
      basis: { key: '4', words: 'set to 4' },
      inPlace: true,
      before,
    });
    expect(valueOf(message, 'Set range to 4-10')).toEqual({
      v: 1,
      kind: 'range',
      ref: REF,
      wish: { range: { min: 4, max: 10 } },
      basis: { key: '2-10', words: 'kept to 2-10' },
      inPlace: true,
      before,
    });
  });

  it('goes back by its button, and refuses once somebody else has set another number', async () => {
    const { message, world } = await made('desired', { desired: 4 });
    const chat = new ChangeChat(world);
    await world.changes.ask('desired', { ref: REF, wish: { desired: 5 }, actor: ANN, origin: SCALE });
    await expect(chat.clicks(message, 'Back to 2', CAT)).rejects.toThrow('It was set to 4 then and is set to 5 now.');
    await world.become({ counts: { desired: 4, running: 4, pending: 0 } });
    await chat.clicks(message, 'Back to 2', CAT, { ts: '5.5' });
    expect(world.aas.calls.at(-1)).toBe('desired 2 by U0CAT');
    expect(world.announcements.changes.at(-1)?.origin).toEqual({
      channel: 'C0OPS',
      button: 'Back to 2',
      message: { channel: 'C0OPS', ts: '5.5' },
      before: '2 → 4 tasks, by ann',
    });
  });

  it('goes back by its button unless the range has been changed so that it would be left', async () => {
    const { message, world } = await made('desired', { desired: 4 });
    const chat = new ChangeChat(world);
    world.aas.range = { min: 3, max: 10 };
    await expect(chat.clicks(message, 'Back to 2', CAT)).rejects.toThrow(
      'It was set to 4 then and is set to 4 and kept to 3-10 now.',
    );
    expect(world.aas.calls).toEqual(['desired 4 by U0ANN']);
    world.aas.range = { min: 1, max: 20 };
    await chat.clicks(message, 'Back to 2', CAT);
    expect(world.aas.calls.at(-1)).toBe('desired 2 by U0CAT');
  });

  it('takes the place of the question, names who asked and who agreed, and keeps what stood there', async () => {
    const origin: Origin = {
      ...SCALE,
      button: 'Set <it>',
      askedBy: CAT,
      message: { channel: 'C0OPS', ts: '9.9' },
      before: '1 → 2 tasks, by <dan>',
    };
    const { message, slack } = await made('desired', { desired: 0 }, origin);
    expect(message).toMatchObject({ channel: 'C0OPS', ts: '9.9' });
    expect(slack.to('chat.postMessage')).toEqual([]);
    const shown = JSON.stringify(message.blocks);
    expect(shown).toContain('Asked by *cat*: `/ecs scale primes-api 4`; *ann* pressed `Set &lt;it&gt;`');
    expect(shown).toContain('Before that: 1 → 2 tasks, by &lt;dan&gt;');
    expect(message.text).toContain('does not raise it again');
  });

  it('offers no range where there is none', async () => {
    const world = new ChangeWorld();
    world.aas.range = undefined;
    world.aas.tracked = [];
    expect(labelsOf((await made('desired', { desired: 4 }, SCALE, world)).message)).toEqual(['Back to 2']);
  });

  it('is told to whoever asked where it can never be posted', async () => {
    const { change } = await made('desired', { desired: 4 });
    const clock = new ManualClock();
    const slack = new FakeSlack(clock);
    slack.next.set('chat.postMessage', [{ ok: false, error: 'is_archived' }]);
    const told = new ScaledAnnouncer(boardBefore(slack, clock), FAKE_OPTIONS).desired(change as Change<'desired'>);
    await pass(clock, 3000);
    expect(await told).toEqual({ seen: false, why: expect.stringMatching(/\w/) });
  });
});

describe('a range that was set', () => {
  it('says what it was, what it is, what becomes of the tasks, and goes back', async () => {
    const { message } = await made('range', { range: { min: 4, max: 10 } });
    expect(message.text).toBe(
      'primes/primes-api: range 2-10 → 4-10. Automatic scaling now keeps it between 4 and 10; 2 → 4 tasks.',
    );
    expect(labelsOf(message)).toEqual(['Back to 2-10']);
    expect(valueOf(message, 'Back to 2-10')).toMatchObject({
      kind: 'range',
      wish: { range: { min: 2, max: 10 } },
      basis: { key: '4-10', words: 'kept to 4-10' },
      inPlace: true,
      before: 'range 2-10 → 4-10, by ann',
    });
    expect(JSON.stringify(message.blocks)).toContain('Undo: `/ecs scale primes/primes-api 2-10`');
    expect(problemsOf(message)).toEqual([]);
  });

  it('says where the tasks stay as they are', async () => {
    const { message } = await made('range', { range: { min: 2, max: 12 } });
    expect(message.text).toContain('keeps it between 2 and 12; 2 tasks.');
  });
});

it('shows nothing of what was not made', async () => {
  const { change } = await made('desired', { desired: 4 });
  const { result: _none, ...unmade } = change as Change<'desired'>;
  const clock = new ManualClock();
  const slack = new FakeSlack(clock);
  expect(await new ScaledAnnouncer(boardBefore(slack, clock), FAKE_OPTIONS).desired(unmade)).toEqual({ seen: true });
  expect(slack.calls).toEqual([]);
});

/** No deployment is announced here. */
const NOTHING = undefined as never;
