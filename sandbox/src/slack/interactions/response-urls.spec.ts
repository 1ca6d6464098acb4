import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import type { JsonObject } from '../json';
import { type Envelope, SlackSession } from '../spec/slack.session';

let session: SlackSession;
beforeEach(async () => {
  session = await SlackSession.start({ WebClient, SocketModeClient });
});
afterEach(() => session.end());

const answer = (url: unknown, body: JsonObject) => fetch(String(url), { method: 'POST', body: JSON.stringify(body) });

describe('response_url', () => {
  const commandBody = async (): Promise<JsonObject> => session.typeAcked(await session.connect(), 'status');

  it('may be used five times, privately or in the channel, then answers 404', async () => {
    const { response_url: url } = await commandBody();
    const statuses: number[] = [];
    statuses.push((await answer(url, { text: 'to you' })).status);
    statuses.push((await answer(url, { text: 'to all', response_type: 'in_channel' })).status);
    for (let use = 3; use <= 6; use++)
      statuses.push((await answer(url, { text: `${use}`, replace_original: true })).status);

    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect((await session.screen('ben')).messages.map(({ plain }) => plain)).toEqual(['to all']);
    expect((await session.screen()).messages).toHaveLength(5);
  });

  it('answers 404 after half an hour', async () => {
    const { response_url: url } = await commandBody();
    await session.clock.advance(30 * 60_000 + 1);
    const response = await answer(url, { text: 'late' });
    expect(response.status).toBe(404);
    await expect(response.json()).resolves.toMatchObject({ error: 'expired_url' });
  });

  it('edits or removes the private message that was clicked in', async () => {
    const socket = await session.connect();
    socket.on('slash_commands', ({ ack }: Envelope) => {
      const button = { type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' }, value: 'v1' };
      void ack({ text: 'Pick', blocks: [{ type: 'actions', elements: [button] }] });
    });
    await session.type('status');
    const [{ ts } = { ts: '' }] = (await session.screen()).messages;
    const clicking = () => session.lever('POST', 'click', { user: 'ann', channel: '#ops', ts, button: 'More' });
    const click = () => session.acked(socket, 'interactive', clicking);

    const body = await click();
    expect(body).toMatchObject({
      type: 'block_actions',
      container: { type: 'message', message_ts: ts, is_ephemeral: true },
      actions: [{ action_id: 'more', type: 'button', value: 'v1' }],
    });
    const blocks = (await session.screen()).messages[0]?.blocks;
    await answer(body['response_url'], { replace_original: true, text: 'Working', blocks });
    expect((await session.screen()).messages).toMatchObject([{ text: 'Working', edited: true, ephemeral: true }]);
    await answer((await click())['response_url'], { delete_original: true });
    expect((await session.screen()).messages).toEqual([]);
    const wrong = await clicking();
    expect(wrong['status']).toBe(404);
  });
});
