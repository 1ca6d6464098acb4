import { Logger } from '@nestjs/common';
import type { RespondFn } from '@slack/bolt';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { SlackPoster } from '../slack/slack-poster';
import { answers } from '../spec/passing';
import { FakeSlack } from '../spec/slack.fake';
import { message, section } from '../words/blocks';
import { SlackReplies } from './slack-replies';
import type { ReplyRoads } from './slack-replies';

beforeAll(() => Logger.overrideLogger(false));

const HINT = message('still at work', section('still at work'));
const ANSWER = message('done', section('done'));

/** Replies over a Slack in memory and a response URL whose uses are kept; `slow` ones are answered by calling it. */
function setUp(roads: Partial<ReplyRoads> = {}) {
  const slack = new FakeSlack();
  const uses: object[] = [];
  const slow: (() => void)[] = [];
  const respond = ((used: object) => {
    uses.push(used);
    return new Promise<void>((resolve) => slow.push(resolve));
  }) as unknown as RespondFn;
  const poster = new SlackPoster(slack.web, new ManualClock());
  return {
    slack,
    uses,
    slow,
    replies: new SlackReplies(poster, { channel: 'C0OPS', user: 'U0ANN', respond, ...roads }),
  };
}

describe('an answer', () => {
  it('waits for the hint that is on its way, so that the hint is not the last word', async () => {
    const { replies, uses, slow } = setUp();
    void replies.hint(HINT);
    void replies.answer(ANSWER);
    await answers();
    expect(uses).toMatchObject([{ text: 'still at work' }]);
    slow.shift()?.();
    await answers();
    expect(uses).toMatchObject([{}, { text: 'done' }]);
  });

  it('leaves no hint behind itself', async () => {
    const { replies, uses } = setUp();
    void replies.answer(ANSWER);
    await replies.hint(HINT);
    expect(uses).toMatchObject([{ text: 'done', response_type: 'ephemeral', replace_original: false }]);
  });
});

describe('what takes the place of the message whose button was pressed', () => {
  const clicked = { channel: 'C0OPS', ts: '1.1' };

  it('is put there by the response URL where only the asker sees that', async () => {
    const { replies, slack, uses } = setUp({ clicked: { ...clicked, ephemeral: true } });
    void replies.replace(ANSWER);
    await answers();
    expect(uses).toMatchObject([{ text: 'done', replace_original: true }]);
    expect(slack.calls).toEqual([]);
  });

  it('is an edit where everybody sees it', async () => {
    const { replies, slack, uses } = setUp({ clicked: { ...clicked, ephemeral: false } });
    await replies.replace(ANSWER);
    expect(slack.to('chat.update')).toMatchObject([{ ...clicked, text: 'done' }]);
    expect(uses).toEqual([]);
  });

  it('is an answer where no button was pressed', async () => {
    const { replies, uses } = setUp();
    void replies.replace(ANSWER);
    await answers();
    expect(uses).toMatchObject([{ text: 'done', replace_original: false }]);
  });
});
