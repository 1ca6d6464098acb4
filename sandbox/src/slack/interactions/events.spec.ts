import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import type { JsonObject } from '../json';
import { nextEnvelope, OPS, SlackSession } from '../spec/slack.session';
import { BOT, PEOPLE } from '../workspace/world';

const [ANN, BEN] = PEOPLE as [(typeof PEOPLE)[number], (typeof PEOPLE)[number]];

let session: SlackSession;
beforeEach(async () => {
  session = await SlackSession.start({ WebClient, SocketModeClient });
});
afterEach(() => session.end());

describe('people', () => {
  it('tell the app when they mention it, in a thread too, and when they write to it', async () => {
    const socket = await session.connect();
    const { ts } = await session.post('Deploying');
    const mentioned = nextEnvelope(socket, 'app_mention');
    const mentioning = session.lever('POST', 'mention', {
      user: 'ben',
      channel: '#ops',
      text: 'why <now>?',
      thread_ts: String(ts),
    });
    const { ack, body } = await mentioned;
    await ack();
    await expect(mentioning).resolves.toMatchObject({ outcome: 'acked' });
    expect(body['event']).toMatchObject({
      type: 'app_mention',
      user: BEN.id,
      text: `<@${BOT.userId}> why &lt;now&gt;?`,
      thread_ts: ts,
      channel: OPS.id,
    });
    const written = nextEnvelope(socket, 'message');
    const writing = session.lever('POST', 'message', { user: 'ann', channel: '@ann', text: 'hello' });
    const direct = await written;
    await direct.ack();
    await writing;
    expect(direct.body['event']).toMatchObject({ type: 'message', channel_type: 'im', channel: ANN.directMessage });
    await expect(
      session.lever('POST', 'message', { user: 'ann', channel: '#ops', text: 'lunch?' }),
    ).resolves.toMatchObject({
      outcome: 'not_sent',
    });
  });

  it('are told an event again at once, after a minute and after five when the app does not acknowledge', async () => {
    await expect(session.lever('POST', 'mention', { user: 'ann', channel: '#ops', text: 'hi' })).resolves.toMatchObject(
      {
        outcome: 'dispatch_failed',
      },
    );
    await session.clock.advance(0);
    const socket = await session.connect();
    const retried = new Promise<JsonObject>((resolve) => {
      socket.once('slack_event', (event: { retry_num: number; retry_reason: string; ack(): Promise<void> }) => {
        void event.ack();
        resolve({ attempt: event.retry_num, reason: event.retry_reason });
      });
    });
    await session.clock.advance(60_000);
    await expect(retried).resolves.toEqual({ attempt: 2, reason: 'http_error' });
  });

  it('are told by name when a lever is pulled wrongly', async () => {
    await expect(session.lever('POST', 'command', { user: 'eve', channel: '#ops', text: '' })).resolves.toEqual({
      status: 404,
      error: 'There is nobody called "eve" in the sandbox. There are ann, ben, cat, dan.',
    });
  });
});
