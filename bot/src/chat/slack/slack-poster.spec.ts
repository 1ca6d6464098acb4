import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { message, section } from '../words/blocks';
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

  it('does not take a hiccup while it looks for a sign that it is not there', async () => {
    const { slack, poster, pass } = surroundings();
    slack.next.set('chat.postMessage', [LOST]);
    slack.next.set('conversations.history', [{ ok: false, error: 'internal_error' }, new Error('hang up')]);
    void poster.post('C1', say('once'), { key: 'k1' });
    await pass(3000);
    expect(slack.to('conversations.history')).toHaveLength(2);
    expect(slack.texts('C1')).toEqual(['once']);
  });

  it('looks for it on the pages behind the first, too', async () => {
    const { slack, poster, pass } = surroundings();
    slack.next.set('chat.postMessage', [LOST]);
    const page = { ok: true, messages: [], response_metadata: { next_cursor: 'second' } };
    slack.next.set('conversations.history', [page]);
    void poster.post('C1', say('once'), { key: 'k1' });
    await pass(1000);
    expect(slack.to('conversations.history')).toMatchObject([{}, { cursor: 'second' }]);
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
