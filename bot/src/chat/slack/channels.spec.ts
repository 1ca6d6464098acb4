import { ManualClock } from '../../kernel/spec/manual-clock';
import { pass } from '../spec/passing';
import { FakeSlack } from '../spec/slack.fake';
import { Channels } from './channels';

const page = (name: string, next?: string) => ({
  ok: true,
  channels: [{ id: `C0${name.toUpperCase()}`, name }],
  ...(next ? { response_metadata: { next_cursor: next } } : {}),
});

function surroundings() {
  const clock = new ManualClock();
  const slack = new FakeSlack();
  const channels = new Channels(slack.web, clock);
  return { clock, slack, channels, cursors: () => slack.to('conversations.list').map(({ cursor }) => cursor) };
}

describe('the id of a channel', () => {
  it('is an id already, or is found by its name, with one look at the list for all that are there', async () => {
    const { slack, channels } = surroundings();
    slack.next.set('conversations.list', [page('a', 'p2'), page('b')]);
    expect(await Promise.all(['C0OPS', '#a', 'b', '#b'].map((name) => channels.idOf(name)))).toEqual([
      'C0OPS',
      'C0A',
      'C0B',
      'C0B',
    ]);
    expect(slack.to('conversations.list')).toHaveLength(2);
  });

  it('is found in a long list that Slack gives out slowly, no page of it asked for twice', async () => {
    const { slack, channels, clock, cursors } = surroundings();
    const slow = { status: 429, retryAfter: 30, ok: false };
    slack.next.set('conversations.list', [page('a', 'p2'), page('b', 'p3'), slow, slow, page('c')]);
    const found = channels.idOf('#c');
    await pass(clock, 61_000);
    expect(await found).toBe('C0C');
    expect(cursors()).toEqual([undefined, 'p2', 'p3', 'p3', 'p3']);
  });

  it('goes on from the page at which Slack was lost', async () => {
    const { slack, channels, clock, cursors } = surroundings();
    slack.next.set('conversations.list', [page('a', 'p2'), { ok: false, error: 'team_access_not_granted' }, page('b')]);
    await expect(channels.idOf('#b')).rejects.toThrow('team_access_not_granted');
    await expect(channels.idOf('#b')).rejects.toThrow('team_access_not_granted');
    await clock.advance(31_000);
    expect(await channels.idOf('#b')).toBe('C0B');
    expect(cursors()).toEqual([undefined, 'p2', 'p2']);
  });

  it('is looked for again when there is none of that name, but not at once', async () => {
    const { slack, channels, clock } = surroundings();
    slack.next.set('conversations.list', [page('a')]);
    for (let n = 0; n < 20; n++) expect(await channels.idOf('#alerts')).toBeUndefined();
    expect(slack.to('conversations.list')).toHaveLength(1);
    await clock.advance(181_000);
    expect(await channels.idOf('#alerts')).toBe('C0ALERTS1');
  });

  it('is another one when the channel was made anew', async () => {
    const { slack, channels, clock } = surroundings();
    expect(await channels.idOf('#alerts')).toBe('C0ALERTS1');
    await clock.advance(181_000);
    slack.next.set('conversations.list', [{ ok: true, channels: [{ id: 'C0ALERTS2', name: 'alerts' }] }]);
    channels.forget('C0ALERTS1');
    expect(await channels.idOf('#alerts')).toBe('C0ALERTS2');
  });
});

describe('whether a change can be announced here', () => {
  it('is asked again when Slack has a hiccup', async () => {
    const { slack, channels, clock } = surroundings();
    slack.next.set('conversations.info', [{ ok: false, error: 'internal_error' }, new Error('hang up')]);
    const asked = channels.assertPostable('C0OPS');
    await pass(clock, 1000);
    await expect(asked).resolves.toBeUndefined();
  });

  it('is not known when Slack is out of reach, and somebody waits', async () => {
    const { slack, channels, clock } = surroundings();
    slack.isDown = true;
    const asked = channels.assertPostable('C0OPS').catch((error: Error) => error.message);
    await pass(clock, 3000);
    expect(await asked).toContain('could not find out');
  });
});

describe('what is done from a channel', () => {
  it.each([
    ['D0ANN', undefined, /^Nothing was changed\. .*direct message\. Give the command in a channel I am in\.$/],
    ['C0OLD', { is_archived: true }, /archived.* Give the command in a channel I am in\.$/],
    ['C0OTHER', { is_member: false }, /I am not in this channel.* or invite me here\.$/],
  ])(
    'is not done where nobody would see it (%s), and nobody is told to invite me where nobody can',
    async (id, channel, says) => {
      const { slack, channels } = surroundings();
      slack.next.set('conversations.info', [{ ok: true, channel }]);
      await expect(channels.assertPostable(id)).rejects.toThrow(says);
    },
  );

  it('is not done from a private channel that the bot is not in: there is none for it', async () => {
    const { slack, channels } = surroundings();
    slack.next.set('conversations.info', [{ ok: false, error: 'channel_not_found' }]);
    await expect(channels.assertPostable('C0SECRET')).rejects.toThrow(
      /I am not in this channel.* or invite me here\.$/,
    );
  });
});
