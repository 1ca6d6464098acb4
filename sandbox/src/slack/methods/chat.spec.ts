import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { OPS, SlackSession } from '../spec/slack.session';
import { PEOPLE } from '../workspace/world';

const [ANN, BEN] = PEOPLE as [(typeof PEOPLE)[number], (typeof PEOPLE)[number]];

let session: SlackSession;
beforeEach(async () => {
  session = await SlackSession.start({ WebClient, SocketModeClient });
});
afterEach(() => session.end());

describe('messages', () => {
  it('are posted, edited and taken away; an edit raises neither unread nor a notification', async () => {
    const { ts = '' } = await session.post('Deploying');
    await session.web.chat.update({ channel: OPS.id, ts, text: 'Deployed', blocks: [{ type: 'divider' }] });
    const seen = await session.screen();
    expect(seen.messages).toMatchObject([{ ts, text: 'Deployed', edited: true, ephemeral: false }]);
    expect(seen).toMatchObject({ unread: 1, notifications: [] });
    await session.web.chat.update({ channel: OPS.id, ts, text: 'Words alone' });
    expect((await session.screen()).messages[0]?.blocks).toMatchObject([{ type: 'divider' }]);
    await session.web.chat.delete({ channel: OPS.id, ts });
    expect((await session.screen()).messages).toEqual([]);
    await expect(session.web.chat.update({ channel: OPS.id, ts, text: 'x' })).rejects.toMatchObject({
      data: { error: 'message_not_found' },
    });
  });

  it('notify whom they mention, and who follows the thread', async () => {
    const { ts = '' } = await session.post(`Deploying for <@${ANN.id}>`);
    await session.post('Done', { thread_ts: ts });
    await session.post('<!channel> all of you');
    await session.web.chat.postMessage({ channel: BEN.id, text: 'psst' });
    expect((await session.screen()).notifications.map(({ reason }) => reason)).toEqual([
      'mention',
      'thread',
      'mention',
    ]);
    expect(await session.screen('ben')).toMatchObject({ unread: 2, notifications: [{ reason: 'mention' }] });
    expect(await session.screen('ben', '@ben')).toMatchObject({ unread: 1, notifications: [{ reason: 'dm' }] });
    await session.lever('POST', 'read', { user: 'ann', channel: '#ops' });
    expect(await session.screen()).toMatchObject({ unread: 0, notifications: [] });
  });

  it('are found again by their metadata, newest first, a page at a time', async () => {
    const event_payload = { deployment: 'd1' };
    await session.web.chat.postMessage({
      channel: OPS.id,
      text: 'one',
      metadata: { event_type: 'deployment', event_payload },
    });
    const { ts } = await session.post('two');
    await session.post('reply', { thread_ts: ts });
    await session.post('three');
    const first = await session.web.conversations.history({ channel: OPS.id, limit: 2, include_all_metadata: true });
    expect(first.messages?.map(({ text }) => text)).toEqual(['three', 'two']);
    expect(first.messages?.[1]).toMatchObject({ reply_count: 1, thread_ts: ts });
    const cursor = first.response_metadata?.next_cursor;
    const second = await session.web.conversations.history({
      channel: OPS.id,
      limit: 2,
      cursor,
      include_all_metadata: true,
    });
    expect(second).toMatchObject({ has_more: false, messages: [{ text: 'one', metadata: { event_payload } }] });
    expect(new Set([...(first.messages ?? []), ...(second.messages ?? [])].map((message) => message.ts)).size).toBe(3);
    const thread = await session.web.conversations.replies({ channel: OPS.id, ts: String(ts) });
    expect(thread.messages?.map(({ text }) => text)).toEqual(['two', 'reply']);
    const plain = await session.web.conversations.history({ channel: OPS.id });
    expect(plain.messages?.some((message) => 'metadata' in message)).toBe(false);
  });

  it('are seen by one person only where they are private', async () => {
    await session.web.chat.postEphemeral({ channel: OPS.id, user: ANN.id, text: 'yours' });
    expect((await session.screen()).messages).toMatchObject([{ text: 'yours', ephemeral: true }]);
    expect(await session.screen()).toMatchObject({ unread: 0 });
    expect((await session.screen('ben')).messages).toEqual([]);
    expect((await session.web.conversations.history({ channel: OPS.id })).messages).toEqual([]);
    await expect(
      session.web.chat.postEphemeral({ channel: ANN.directMessage, user: BEN.id, text: 'x' }),
    ).rejects.toMatchObject({ data: { error: 'user_not_in_channel' } });
  });

  it('are refused where Block Kit refuses them, with a pointer to the place', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }];
    await expect(session.web.chat.postMessage({ channel: OPS.id, text: 't', blocks })).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
        },
      },
    });
    await expect(session.post('')).rejects.toMatchObject({ data: { error: 'no_text' } });
    const { ts = '' } = await session.post('y'.repeat(40_001));
    expect((await session.screen()).messages[0]?.text).toHaveLength(40_000);
    await expect(session.web.chat.update({ channel: OPS.id, ts, text: 'y'.repeat(4001) })).rejects.toMatchObject({
      data: { error: 'msg_too_long' },
    });
  });
});
