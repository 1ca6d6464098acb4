import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { message, section } from '../words/blocks';
import { LiveMessages } from '../told/live-message';
import { pass as passOn } from '../spec/passing';
import { FakeSlack, LOST } from '../spec/slack.fake';
import { Lines } from './lines';
import { PostPace } from './post-pace';
import { SlackPoster } from './slack-poster';

Logger.overrideLogger(false);

const say = (text: string): ReturnType<typeof message> => message(text, section(text));

function surroundings(): {
  slack: FakeSlack;
  clock: ManualClock;
  poster: SlackPoster;
  pass: (ms: number) => Promise<void>;
} {
  const [slack, clock] = [new FakeSlack(), new ManualClock()];
  return {
    slack,
    clock,
    poster: new SlackPoster(slack.web, clock),
    pass: (ms) => passOn(clock, ms),
  };
}

describe('the poster', () => {
  it('keeps the order of a channel when Slack asks to wait, and does not hold up another channel', async () => {
    const { slack, poster, pass } = surroundings();
    slack.next.set('chat.postMessage', [{ status: 429, retryAfter: 3, ok: false }]);
    const all = [poster.post('C1', say('one')), poster.post('C1', say('two')), poster.post('C2', say('other'))];
    await pass(2500);
    expect(slack.to('chat.postMessage').map(({ text }) => text)).toEqual(['one', 'other']);
    await pass(1000);
    await Promise.all(all);
    expect(slack.to('chat.postMessage').map(({ text }) => text)).toEqual(['one', 'other', 'one', 'two']);
  });

  it('lets a short burst pass and then posts about once a second', async () => {
    const { slack, poster, pass } = surroundings();
    for (let n = 1; n <= 6; n++) void poster.post('C1', say(`${n}`));
    await pass(250);
    expect(slack.to('chat.postMessage')).toHaveLength(4);
    await pass(2000);
    expect(slack.to('chat.postMessage').map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('does not post twice when only the answer was lost: it looks for the message by its key', async () => {
    const { slack, poster, pass } = surroundings();
    slack.next.set('chat.postMessage', [LOST]);
    const posted = poster.post('C1', say('once'), { key: 'k1' });
    await pass(500);
    expect(await posted).toEqual({ channel: 'C1', ts: '1700000000.000001' });
    expect(slack.texts('C1')).toEqual(['once']);
  });

  it('posts it again when it is not there', async () => {
    const { slack, poster, pass } = surroundings();
    slack.next.set('chat.postMessage', [new Error('connection refused')]);
    void poster.post('C1', say('again'), { key: 'k1' });
    await pass(500);
    expect(slack.texts('C1')).toEqual(['again']);
  });

  it('gives up at once on what Slack refuses, and the next message of the channel still goes', async () => {
    const { slack, poster, pass } = surroundings();
    slack.next.set('chat.postMessage', [{ ok: false, error: 'not_in_channel' }]);
    const refused = poster.post('C1', say('no')).catch((error: unknown) => error);
    const next = poster.post('C1', say('yes'));
    await pass(250);
    expect(await refused).toMatchObject({ data: { error: 'not_in_channel' } });
    expect(await next).toMatchObject({ channel: 'C1' });
  });
});

it('keeps nothing of a channel in which it has been quiet', async () => {
  const clock = new ManualClock();
  const pace = new PostPace(clock);
  for (let n = 0; n < 1000; n++) {
    pace.spend(`D${n}`);
    await clock.advance(100);
  }
  expect(pace.size).toBeLessThan(20);
  const line = new Lines();
  await Promise.all([
    line.run('C1', () => Promise.reject(new Error('no'))).catch(() => 0),
    line.run('C1', async () => 1),
  ]);
  await clock.advance(1);
  expect(line.size).toBe(0);
});

describe('a live message', () => {
  async function live(): Promise<
    ReturnType<typeof surroundings> & { message: Awaited<ReturnType<LiveMessages['post']>> }
  > {
    const all = surroundings();
    return { ...all, message: await new LiveMessages(all.poster, all.clock).post('C1', say('start'), 'k') };
  }
  const drawn = (slack: FakeSlack): unknown[] => slack.to('chat.update').map(({ text }) => text);

  it('is edited on change only, every two seconds at most, and the last wording wins', async () => {
    const { slack, message: shown, pass } = await live();
    shown.draw(say('start'));
    for (const state of ['a', 'b', 'c']) shown.draw(say(state));
    await pass(1750);
    expect(drawn(slack)).toEqual([]);
    await pass(500);
    expect(drawn(slack)).toEqual(['c']);
    shown.draw(say('d'));
    await pass(1000);
    shown.draw(say('e'));
    await pass(2000);
    expect(drawn(slack)).toEqual(['c', 'e']);
  });

  it('draws the end at once and says it as one reply in its thread', async () => {
    const { slack, message: shown, pass } = await live();
    shown.draw(say('a'));
    const end = shown.finish(say('done'), say('<@U1> done'), true);
    await pass(250);
    await end;
    expect(drawn(slack)).toEqual(['done']);
    expect(slack.to('chat.postMessage')[1]).toMatchObject({
      text: '<@U1> done',
      thread_ts: shown.ref.ts,
      reply_broadcast: 'true',
    });
  });

  it('draws the last state even when Slack was out of reach for long', async () => {
    const { slack, message: shown, pass } = await live();
    slack.next.set(
      'chat.update',
      Array.from({ length: 12 }, () => new Error('down')),
    );
    const end = shown.finish(say('done'), say('reply'));
    await pass(180_000);
    await end;
    expect(drawn(slack)).toEqual(['done']);
  });

  it('says the end in the channel when somebody deleted the message', async () => {
    const { slack, message: shown, pass } = await live();
    slack.next.set('chat.update', [{ ok: false, error: 'message_not_found' }]);
    const end = shown.finish(say('done'), say('reply'));
    await pass(250);
    await end;
    expect(slack.to('chat.postMessage')[1]).not.toHaveProperty('thread_ts');
  });

  it('shares one allowance with all others: many messages together stay below fifty edits a minute', async () => {
    const { slack, clock, poster, pass } = surroundings();
    const messages = new LiveMessages(poster, clock);
    const all = await Promise.all(
      ['C1', 'C2', 'C3', 'C4', 'C5'].map((channel) => messages.post(channel, say('0'), channel)),
    );
    for (let second = 1; second <= 60; second++) {
      for (const shown of all) shown.draw(say(`${second}`));
      await pass(1000);
    }
    expect(slack.to('chat.update').length).toBeGreaterThan(40);
    expect(slack.to('chat.update').length).toBeLessThanOrEqual(55);
    await pass(10_000);
    const last = new Map(slack.to('chat.update').map(({ channel, text }) => [channel, text]));
    expect([...last.values()]).toEqual(['60', '60', '60', '60', '60']);
  });
});
