import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Message } from '../slack/message.types';
import { boardBefore } from '../spec/board.fake';
import { pass as passOn } from '../spec/passing';
import { FakeSlack, LOST } from '../spec/slack.fake';
import { actions, message, section } from '../words/blocks';
import type { Board } from './board';
import { InMemoryBoardRepository } from '../spec/board.in-memory.repository';
import { LEFT } from './board.types';
import type { Told } from './board.types';

const say = (text: string): Message => message(text, section(text));
const refusal = (error: string) => ({ ok: false, error });
const proxy = { status: 403, ok: false };

interface Surroundings {
  slack: FakeSlack;
  clock: ManualClock;
  board: Board;
  pass: (ms: number) => Promise<void>;
  posts: () => unknown[];
  edits: () => unknown[];
}

function surroundings(): Surroundings {
  const clock = new ManualClock();
  const slack = new FakeSlack(clock);
  return {
    slack,
    clock,
    board: boardBefore(slack, clock),
    pass: (ms) => passOn(clock, ms, Math.max(250, ms / 100)),
    posts: () => slack.to('chat.postMessage').map(({ text }) => text),
    edits: () => slack.to('chat.update').map(({ text }) => text),
  };
}

let lines: jest.SpyInstance[];
beforeEach(() => {
  Logger.overrideLogger(false);
  lines = [jest.spyOn(Logger.prototype, 'error'), jest.spyOn(Logger.prototype, 'warn')];
});
afterEach(() => jest.restoreAllMocks());
const logged = (): string[] => lines.flatMap(({ mock }) => mock.calls.map(([line]) => String(line)));

describe('the message of a key', () => {
  it('is posted where it does not stand yet, and edited where it does', async () => {
    const { board, pass, posts, edits } = surroundings();
    void board.show('k', 'C1', say('start'));
    await pass(250);
    const told = board.show('k', 'C1', say('end'));
    await pass(2500);
    expect(posts()).toEqual(['start']);
    expect(edits()).toEqual(['end']);
    expect(await told).toMatchObject({ kind: 'said', ref: { channel: 'C1' } });
  });

  it('is edited on change only, every two seconds at most, and the last wording wins', async () => {
    const { board, pass, edits } = surroundings();
    void board.show('k', 'C1', say('start'));
    await pass(250);
    for (const state of ['start', 'a', 'b', 'c']) void board.show('k', 'C1', say(state));
    await pass(1500);
    expect(edits()).toEqual([]);
    await pass(500);
    expect(edits()).toEqual(['c']);
    void board.show('k', 'C1', say('d'));
    await pass(1000);
    void board.show('k', 'C1', say('e'));
    await pass(2000);
    expect(edits()).toEqual(['c', 'e']);
  });

  it('is edited when only its blocks differ', async () => {
    const { board, pass, slack } = surroundings();
    void board.show('k', 'C1', message('same', section('under way')));
    await pass(250);
    void board.show('k', 'C1', message('same', section('failed'), actions()));
    await pass(2500);
    expect(JSON.stringify(slack.to('chat.update').map(({ blocks }) => blocks))).toContain('failed');
  });

  it('costs nothing when it is shown again as it stands', async () => {
    const { board, pass, edits, posts } = surroundings();
    void board.show('k', 'C1', say('start'));
    await pass(250);
    const told = board.show('k', 'C1', say('start'));
    await pass(5000);
    expect(await told).toMatchObject({ kind: 'said' });
    expect([...posts(), ...edits()]).toEqual(['start']);
  });

  it('does not wait for its turn with its last state', async () => {
    const { board, pass, edits } = surroundings();
    void board.show('k', 'C1', say('start'));
    await pass(250);
    void board.show('k', 'C1', say('end'), { last: true });
    await pass(0);
    expect(edits()).toEqual(['end']);
  });

  it('goes on with a message that stands there already', async () => {
    const { board, pass, posts, slack } = surroundings();
    board.adopt('k', { channel: 'C1', ts: '9.9' });
    const told = board.show('k', 'C1', say('done'));
    void board.reply('k', 'end', say('over'));
    await pass(250);
    expect(slack.to('chat.update')).toMatchObject([{ channel: 'C1', ts: '9.9', text: 'done' }]);
    expect(await told).toEqual({ kind: 'said', ref: { channel: 'C1', ts: '9.9' } });
    expect(posts()).toEqual(['over']);
  });

  it('is posted anew, as it is by then, when somebody deleted it', async () => {
    const { board, pass, posts, slack, edits } = surroundings();
    const first = board.show('k', 'C1', say('start'));
    await pass(250);
    const told = await first;
    slack.delete(told.kind === 'said' ? told.ref.ts : '');
    void board.show('k', 'C1', say('worse'));
    await pass(3000);
    void board.show('k', 'C1', say('over'));
    await pass(3000);
    expect(posts()).toEqual(['start', 'worse']);
    expect(edits().slice(1)).toEqual(['over']);
  });

  it('carries its key as a digest, which names nobody', async () => {
    const { board, pass, slack } = surroundings();
    void board.show('alarm:prod:customer-acme', 'C1', say('start'));
    await pass(250);
    const [post] = slack.to('chat.postMessage');
    expect(post).toMatchObject({ metadata: { event_payload: { key: expect.stringMatching(/^[\w-]{22}$/) } } });
    expect(JSON.stringify(post?.['metadata'])).not.toContain('acme');
  });
});

describe('the thread of a key', () => {
  it('is told after the newest state is drawn, once for each name', async () => {
    const { board, pass, slack, posts } = surroundings();
    void board.show('k', 'C1', say('start'));
    await pass(250);
    void board.show('k', 'C1', say('end'));
    const both = [
      board.reply('k', 'end', say('<@U1> over'), { broadcast: true }),
      board.reply('k', 'end', say('<@U1> over'), { broadcast: true }),
    ];
    await pass(250);
    const again = board.reply('k', 'end', say('<@U1> over'));
    await pass(250);
    expect(slack.calls.map(({ method }) => method)).toEqual(['chat.postMessage', 'chat.update', 'chat.postMessage']);
    expect(slack.to('chat.postMessage')[1]).toMatchObject({ thread_ts: expect.any(String), reply_broadcast: 'true' });
    expect(posts()).toHaveLength(2);
    expect(new Set((await Promise.all([...both, again])).map((told) => JSON.stringify(told))).size).toBe(1);
  });

  it('is told in the channel when somebody deleted the message and nothing new is to be shown', async () => {
    const { board, pass, slack } = surroundings();
    void board.show('k', 'C1', say('start'));
    await pass(250);
    slack.next.set('chat.postMessage', [refusal('thread_not_found')]);
    void board.reply('k', 'end', say('over'));
    await pass(250);
    expect(slack.to('chat.postMessage').at(-1)).toMatchObject({ text: 'over' });
    expect(slack.to('chat.postMessage').at(-1)).not.toHaveProperty('thread_ts');
  });

  it('does not hold up the next state while it waits for its turn in the channel, and says the end after it', async () => {
    const { board, slack, pass } = surroundings();
    void board.show('k', 'C1', say('start'));
    await pass(5000);
    // What others say fills the channel's line for ten seconds.
    for (let n = 0; n < 14; n++) void board.show(`other-${n}`, 'C1', say(`other ${n}`));
    await pass(250);
    void board.reply('k', 'detail', say('detail'));
    await pass(250);
    void board.show('k', 'C1', say('end'), { last: true });
    void board.reply('k', 'end', say('the end'));
    await pass(1000);
    expect(slack.to('chat.update').map(({ text }) => text)).toEqual(['end']);
    await pass(20_000);
    const said = slack.calls
      .map(({ args }) => args['text'])
      .filter((text) => /^(detail|end|the end)$/.test(String(text)));
    expect(said).toEqual(['end', 'detail', 'the end']);
  });

  it('waits for the message that is not taken yet', async () => {
    const { board, pass, slack } = surroundings();
    slack.next.set('chat.postMessage', [refusal('brand_new_trouble')]);
    void board.show('k', 'C1', say('start'));
    void board.reply('k', 'end', say('over'));
    await pass(20_000);
    expect(slack.texts('C1')).toEqual(['start', 'over']);
    expect(slack.to('chat.postMessage').at(-1)).toHaveProperty('thread_ts');
  });

  it('is unsaid where nothing was ever shown', async () => {
    const { board, pass, posts } = surroundings();
    const told = board.reply('nothing', 'end', say('over'));
    await pass(250);
    expect(await told).toMatchObject({ kind: 'unsaid', why: expect.stringContaining('no message') });
    expect(posts()).toEqual([]);
  });
});

describe('a post whose answer was lost', () => {
  it('is found in the channel, and not repeated', async () => {
    const { board, pass, slack } = surroundings();
    slack.next.set('chat.postMessage', [LOST]);
    const told = board.show('k', 'C1', say('once'));
    await pass(1000);
    expect(slack.texts('C1')).toEqual(['once']);
    expect(await told).toMatchObject({ kind: 'said' });
  });

  it('is found in its thread, where the channel does not show it', async () => {
    const { board, pass, slack } = surroundings();
    void board.show('k', 'C1', say('start'));
    await pass(250);
    slack.next.set('chat.postMessage', [LOST]);
    void board.reply('k', 'end', say('over'));
    await pass(1000);
    expect(slack.texts('C1')).toEqual(['start', 'over']);
    expect(slack.to('conversations.history')).toEqual([]);
  });

  it('is looked for also by the attempt that comes after a long outage, and shows the newest state then', async () => {
    const { board, pass, slack, edits } = surroundings();
    slack.next.set('chat.postMessage', [LOST, ...Array.from({ length: 9 }, () => new Error('down'))]);
    slack.next.set(
      'conversations.history',
      Array.from({ length: 9 }, () => new Error('down')),
    );
    void board.show('k', 'C1', say('once'));
    await pass(60_000);
    void board.show('k', 'C1', say('twice'));
    await pass(60_000);
    expect(slack.to('chat.postMessage')).toMatchObject([{ text: 'once' }]);
    expect(slack.texts('C1')).toEqual(['twice']);
    expect(edits()).toEqual(['twice']);
  });

  it('is repeated where Slack does not let the bot look: twice is better than never', async () => {
    const { board, pass, slack } = surroundings();
    slack.next.set('chat.postMessage', [new Error('down')]);
    slack.next.set('conversations.history', [refusal('missing_scope')]);
    void board.show('k', 'C1', say('once'));
    await pass(1000);
    expect(slack.texts('C1')).toEqual(['once']);
  });
});

describe('what Slack does not take', () => {
  it.each([
    ['a fault of its own that lasts', { ok: false, error: 'internal_error' }, 14],
    ['a word nobody knows', { ok: false, error: 'brand_new_trouble' }, 3],
    ['a refusal of a proxy', proxy, 3],
  ])('is tried again after %s, and no message stays frozen', async (_what, answer, times) => {
    const { board, pass, slack } = surroundings();
    void board.show('k', 'C1', say('start'));
    await pass(250);
    slack.next.set(
      'chat.update',
      Array.from({ length: times }, () => answer),
    );
    void board.show('k', 'C1', say('end'));
    void board.reply('k', 'end', say('over'));
    await pass(300_000);
    expect(slack.to('chat.update').at(-1)).toMatchObject({ text: 'end' });
    expect(slack.to('chat.update')).toHaveLength(times + 1);
    expect(slack.texts('C1')).toEqual(['end', 'over']);
  });

  it('is not tried in a hot loop', async () => {
    const { board, pass, slack } = surroundings();
    slack.next.set(
      'chat.postMessage',
      Array.from({ length: 500 }, () => proxy),
    );
    void board.show('k', 'C1', say('start'), { last: true });
    await pass(600_000);
    expect(slack.to('chat.postMessage').length).toBeLessThan(15);
    expect(slack.to('chat.postMessage').length).toBeGreaterThan(8);
    expect(logged().filter((line) => line.includes('try again'))).toHaveLength(1);
  });

  it('is given up when it can never be said, with one line for a channel that says why, and is open to later states', async () => {
    const { board, pass, slack } = surroundings();
    slack.next.set('chat.postMessage', [
      refusal('not_in_channel'),
      refusal('not_in_channel'),
      refusal('not_in_channel'),
    ]);
    const told: Promise<Told>[] = ['k1', 'k2', 'k3'].map((key) => board.show(key, 'C1', say(key)));
    await pass(600_000);
    expect(await Promise.all(told)).toEqual(
      Array.from({ length: 3 }, () => ({ kind: 'unsaid', why: 'I am not in that channel. Invite me.' })),
    );
    expect(slack.to('chat.postMessage')).toHaveLength(3);
    expect(logged()).toEqual([expect.stringMatching(/C1.*not_in_channel/)]);
    const later = board.show('k1', 'C1', say('invited'));
    await pass(250);
    expect(await later).toMatchObject({ kind: 'said' });
  });

  it('is given up by itself where the message is at fault, and its thread is told in the channel', async () => {
    const { board, pass, slack } = surroundings();
    slack.next.set('chat.postMessage', [refusal('msg_too_long')]);
    const told = board.show('k', 'C1', say('long'));
    void board.reply('k', 'end', say('over'));
    await pass(1000);
    expect(await told).toMatchObject({ kind: 'unsaid', why: expect.stringContaining('too long') });
    expect(slack.texts('C1')).toEqual(['over']);
    expect(logged()).toEqual([expect.stringContaining('msg_too_long')]);
  });

  it('holds up no other channel, and keeps the order of its own', async () => {
    const { board, pass, slack } = surroundings();
    slack.next.set(
      'chat.postMessage',
      Array.from({ length: 25 }, () => new Error('down')),
    );
    for (const name of ['one', 'two', 'three']) void board.show(name, 'C1', say(name));
    await pass(400_000);
    expect(slack.texts('C1')).toEqual(['one', 'two', 'three']);
  });

  it('does not hold up the edits of what stands in its channel already', async () => {
    const { board, pass, slack } = surroundings();
    void board.show('old', 'C1', say('start'));
    await pass(5000);
    for (let n = 0; n < 30; n++) void board.show(`new ${n}`, 'C1', say(`${n}`));
    void board.show('old', 'C1', say('end'));
    await pass(500);
    expect(slack.texts('C1')).toEqual(['end', '0', '1', '2', '3']);
    await pass(30_000);
    expect(slack.texts('C1').slice(1)).toEqual(Array.from({ length: 30 }, (_, n) => `${n}`));
  });

  it('lets those pass that are behind it, when it is the only one that is not taken', async () => {
    const { board, pass, slack } = surroundings();
    slack.next.set('chat.postMessage', [refusal('brand_new_trouble')]);
    void board.show('one', 'C1', say('one'));
    void board.show('two', 'C1', say('two'));
    await pass(20_000);
    expect(slack.texts('C1')).toEqual(['two', 'one']);
  });
});

describe('a channel that is named', () => {
  it('is looked up once, however many want it, and given up with its name when there is none', async () => {
    const { board, pass, slack } = surroundings();
    const told = Array.from({ length: 30 }, (_, n) => board.show(`k${n}`, '#nope', say(`${n}`)));
    await pass(120_000);
    for (let n = 0; n < 30; n++) told.push(board.show(`k${n}`, '#nope', say(`again ${n}`)));
    await pass(1000);
    expect(await Promise.all(told)).toEqual(told.map(() => expect.objectContaining({ kind: 'unsaid' })));
    expect(slack.to('conversations.list')).toHaveLength(1);
    expect(logged()).toEqual([expect.stringContaining('There is no channel #nope')]);
  });

  it('is found once it was made', async () => {
    const { board, pass, slack } = surroundings();
    slack.next.set('conversations.list', [{ ok: true, channels: [] }]);
    void board.show('k', '#alerts', say('early'));
    await pass(200_000);
    void board.show('k', '#alerts', say('late'));
    await pass(1000);
    expect(slack.texts('C0ALERTS1')).toEqual(['late']);
  });

  it('is looked for again when it was deleted and made anew', async () => {
    const { board, pass, slack } = surroundings();
    void board.show('k1', '#alerts', say('one'));
    await pass(200_000);
    slack.next.set('chat.postMessage', [refusal('channel_not_found')]);
    slack.next.set('conversations.list', [{ ok: true, channels: [{ id: 'C0ALERTS2', name: 'alerts' }] }]);
    void board.show('k2', '#alerts', say('two'));
    await pass(1000);
    void board.show('k3', '#alerts', say('three'));
    await pass(1000);
    expect(slack.texts('C0ALERTS2')).toEqual(['three']);
  });
});

describe('the allowance of the workspace', () => {
  it('is shared by all messages: together they stay below fifty edits a minute, and each ends with its last state', async () => {
    const { board, pass, slack } = surroundings();
    const channels = ['C1', 'C2', 'C3', 'C4', 'C5'];
    for (let second = 0; second <= 60; second++) {
      for (const channel of channels) void board.show(channel, channel, say(`${second}`));
      await pass(1000);
    }
    expect(slack.to('chat.update').length).toBeGreaterThan(40);
    expect(slack.to('chat.update').length).toBeLessThanOrEqual(55);
    const settled = board.settled();
    await pass(10_000);
    await settled;
    const last = new Map(slack.to('chat.update').map(({ channel, text }) => [channel, text]));
    expect([...last.values()]).toEqual(channels.map(() => '60'));
  });
});

describe('after a restart', () => {
  it('goes on where it stands, and not where the question stood that it once took the place of', async () => {
    const { slack, clock, pass } = surroundings();
    const repository = new InMemoryBoardRepository();
    void boardBefore(slack, clock, repository).show('k', 'C1', say('start'));
    await pass(250);
    const after = boardBefore(slack, clock, repository);
    after.adopt('k', { channel: 'C1', ts: '9.9' });
    const told = after.show('k', 'C1', say('over'));
    await pass(3000);
    expect(await told).toEqual({ kind: 'said', ref: (await repository.load('k'))?.head?.ref });
    expect(slack.texts('C1')).toEqual(['over']);
  });

  it('the same message goes on, and nothing is said again', async () => {
    const { slack, clock, pass } = surroundings();
    const repository = new InMemoryBoardRepository();
    const before = boardBefore(slack, clock, repository);
    void before.show('k', 'C1', say('start'));
    void before.reply('k', 'left', say('I was shut down'));
    await pass(1000);
    const after = boardBefore(slack, clock, repository);
    void after.show('k', 'C1', say('end'));
    void after.reply('k', 'left', say('I was shut down'));
    void after.reply('k', 'end', say('over'));
    await pass(3000);
    expect(slack.texts('C1')).toEqual(['end', 'I was shut down', 'over']);
    expect(slack.to('chat.update').map(({ text }) => text)).toEqual(['end']);
  });

  it('a post that the one before may have made is looked for', async () => {
    const { slack, clock, pass } = surroundings();
    const repository = new InMemoryBoardRepository();
    slack.next.set('chat.postMessage', [LOST]);
    void boardBefore(slack, clock, repository).show('k', 'C1', say('start'));
    await pass(0);
    void boardBefore(slack, clock, repository).show('k', 'C1', say('start'));
    await pass(3000);
    expect(slack.texts('C1')).toEqual(['start']);
  });

  it('a reply that the one before may have made is looked for', async () => {
    const { slack, clock, pass } = surroundings();
    const repository = new InMemoryBoardRepository();
    void boardBefore(slack, clock, repository).show('k', 'C1', say('start'));
    await pass(1000);
    slack.next.set('chat.postMessage', [LOST]);
    void boardBefore(slack, clock, repository).reply('k', 'end', say('over'));
    await pass(0);
    void boardBefore(slack, clock, repository).reply('k', 'end', say('over'));
    await pass(3000);
    expect(slack.texts('C1')).toEqual(['start', 'over']);
  });

  it('is said all the same when nothing can be remembered', async () => {
    const { slack, clock, pass } = surroundings();
    class Broken extends InMemoryBoardRepository {
      override load = () => Promise.reject(new Error('disk full'));
      override save = () => Promise.reject(new Error('disk full'));
    }
    const told = boardBefore(slack, clock, new Broken()).show('k', 'C1', say('start'));
    await pass(250);
    expect(await told).toMatchObject({ kind: 'said' });
  });

  it('is looked for in Slack where it cannot be read what was said, and not said twice', async () => {
    const { slack, clock, pass } = surroundings();
    const before = boardBefore(slack, clock, new InMemoryBoardRepository());
    void before.show('k', 'C1', say('start'));
    void before.reply('k', 'left', say('once'));
    await pass(3_600_000);
    class Away extends InMemoryBoardRepository {
      override load = () => Promise.reject(new Error('away'));
    }
    const after = boardBefore(slack, clock, new Away());
    void after.show('k', 'C1', say('end'));
    void after.reply('k', 'left', say('once'));
    void after.reply('k', 'end', say('over'));
    await pass(10_000);
    expect(slack.texts('C1')).toEqual(['end', 'once', 'over']);
  });
});

describe('what is left to another bot', () => {
  it('is tried no more, though Slack comes back, and whoever waits for it is told so', async () => {
    const { slack, board, pass, posts, edits } = surroundings();
    void board.show('k', 'C1', say('start'));
    await pass(250);
    slack.isDown = true;
    const told = [board.show('k', 'C1', say('middle')), board.reply('k', 'end', say('reply'))];
    await pass(10_000);
    board.letGo('k');
    await pass(10_000);
    expect(await Promise.all(told)).toEqual([LEFT, LEFT]);
    slack.isDown = false;
    await pass(120_000);
    expect([posts(), edits()]).toEqual([['start'], []]);
  });

  it('is not drawn by one that finds out just before that it is no longer its own', async () => {
    const { board, pass, posts, edits } = surroundings();
    let isHeld = true;
    board.hold('k', () => isHeld);
    await board.show('k', 'C1', say('start'));
    // It waits for the redraw interval, and the bot stands still meanwhile: nobody has told it anything.
    const told = [board.show('k', 'C1', say('older')), board.reply('k', 'rise', say('worse'))];
    isHeld = false;
    await pass(60_000);
    expect(await Promise.all(told)).toEqual([LEFT, LEFT]);
    expect([posts(), edits()]).toEqual([['start'], []]);
    board.hold('k', undefined);
    void board.show('k', 'C1', say('newer'));
    await pass(10_000);
    expect(edits()).toEqual(['newer']);
  });

  it('holds up nothing that stands behind it in its channel', async () => {
    const { slack, board, pass, posts } = surroundings();
    slack.isDown = true;
    void board.show('k', 'C1', say('start'));
    await pass(5000);
    void board.show('other', 'C1', say('other'));
    board.letGo('k');
    slack.isDown = false;
    await pass(120_000);
    expect(posts()).toEqual(['other']);
  });

  it('is said again by this one where it comes back to it, as it is then', async () => {
    const { slack, board, pass, posts } = surroundings();
    slack.isDown = true;
    void board.show('k', 'C1', say('start'));
    await pass(5000);
    board.letGo('k');
    const told = board.show('k', 'C1', say('later'));
    slack.isDown = false;
    await pass(120_000);
    expect(posts()).toEqual(['later']);
    expect(await told).toMatchObject({ kind: 'said' });
    board.letGo('k');
    board.letGo('nothing');
  });
});
