import { once } from 'node:events';
import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { WebSocket } from 'ws';
import { type Envelope, nextEnvelope, OPS, SlackSession } from '../spec/slack.session';
import { PEOPLE } from '../workspace/world';

const [ANN, BEN] = PEOPLE as [(typeof PEOPLE)[number], (typeof PEOPLE)[number]];

let session: SlackSession;
beforeEach(async () => {
  session = await SlackSession.start({ WebClient, SocketModeClient });
});
afterEach(() => session.end());

describe('a slash command over Socket Mode', () => {
  it('reaches the app escaped, and its acknowledgement is shown to the caller alone', async () => {
    const socket = await session.connect();
    const arriving = nextEnvelope(socket, 'slash_commands');
    const typed = session.type('tell @ben in #deploys that 1 < 2 & 3');
    const { ack, body } = await arriving;
    await ack({ text: 'Heard *you*' });

    await expect(typed).resolves.toMatchObject({ status: 200, outcome: 'acked', trigger_id: body['trigger_id'] });
    expect(body).toMatchObject({
      command: '/ecs',
      text: `tell <@${BEN.id}|ben> in <#C0DEPLOYS1|deploys> that 1 &lt; 2 &amp; 3`,
      channel_id: OPS.id,
      channel_name: 'ops',
      user_id: ANN.id,
      is_enterprise_install: 'false',
    });
    expect(String(body['response_url'])).toContain(session.slack.url);
    expect((await session.screen()).messages).toMatchObject([{ plain: 'Heard you', ephemeral: true, author: 'ecs' }]);
    expect((await session.screen('ben')).messages).toEqual([]);
  });

  it('fails with dispatch_failed when nobody is connected, and says so to the caller', async () => {
    await expect(session.type('status')).resolves.toMatchObject({ outcome: 'dispatch_failed' });
    expect((await session.screen()).messages).toMatchObject([
      { author: 'slackbot', ephemeral: true, plain: '/ecs failed with the error "dispatch_failed"' },
    ]);
  });

  it('fails with operation_timeout after three seconds, and a late acknowledgement is ignored', async () => {
    const socket = await session.connect();
    const arriving = nextEnvelope(socket, 'slash_commands');
    const typed = session.type('status');
    const { ack } = await arriving;
    await session.clock.advance(2999);
    expect((await session.screen()).messages).toEqual([]);
    await session.clock.advance(1);
    await expect(typed).resolves.toMatchObject({ outcome: 'operation_timeout', ackMs: 3000 });
    await ack({ text: 'too late' });
    await session.web.auth.test();
    expect((await session.screen()).messages.map(({ plain }) => plain)).toEqual([
      '/ecs failed with the error "operation_timeout"',
    ]);
  });

  it('goes to one of several sockets', async () => {
    const both = [await session.connect(), await session.connect()];
    let heard = 0;
    for (const socket of both) {
      socket.on('slash_commands', ({ ack }: Envelope) => {
        heard += 1;
        void ack();
      });
    }
    await session.type('one');
    await session.type('two');
    expect(heard).toBe(2);
  });
});

/** A socket that was greeted, all that it hears, and its end. */
async function knock() {
  const { url } = await session.clientFor('xapp-sandbox').apps.connections.open({});
  const socket = new WebSocket(String(url));
  const frames: unknown[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString())));
  const closed = once(socket, 'close');
  await once(socket, 'message');
  return { socket, frames, closed };
}

describe('a socket', () => {
  it('is out of reach while it is down, sockets included, and back when that is over', async () => {
    const socket = await session.connect();
    const cut = new Promise<void>((resolve) => void socket.once('disconnected', () => resolve()));
    await session.lever('POST', 'faults', { kind: 'down', ms: 5000 });
    await cut;
    await expect(session.web.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    await expect(session.type('status')).resolves.toMatchObject({ outcome: 'dispatch_failed' });
    await session.clock.advance(5000);
    await session.web.auth.test();
  });

  it('asks every socket to reconnect', async () => {
    const socket = await session.connect();
    const gone = new Promise<void>((resolve) => void socket.once('disconnected', () => resolve()));
    await session.lever('POST', 'faults', { kind: 'disconnect' });
    await gone;
    const back = await session.connect();
    back.on('slash_commands', ({ ack }: Envelope) => void ack());
    await expect(session.type('status')).resolves.toMatchObject({ outcome: 'acked' });
  });

  it('is one of several that go, the oldest first, without a word where there is none', async () => {
    const [old, young] = [await knock(), await knock()];
    await session.lever('POST', 'faults', { kind: 'disconnect', reason: 'none', sockets: 1 });
    await old.closed;
    expect(old.frames).toMatchObject([{ type: 'hello' }]);
    expect(young.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('is warned some seconds before it is closed, and serves meanwhile', async () => {
    const { socket, frames, closed } = await knock();
    await session.lever('POST', 'faults', { kind: 'disconnect', reason: 'warning', ms: 4000 });
    socket.on('message', (data: Buffer) => {
      const { envelope_id } = JSON.parse(data.toString()) as { envelope_id?: string };
      if (envelope_id) socket.send(JSON.stringify({ envelope_id }));
    });
    await expect(session.type('status')).resolves.toMatchObject({ outcome: 'acked' });
    await session.clock.advance(4000);
    await expect(session.type('status')).resolves.toMatchObject({ outcome: 'acked' });
    await session.clock.advance(3000);
    await closed;
    expect(frames).toMatchObject([
      { type: 'hello' },
      { type: 'disconnect', reason: 'warning' },
      { type: 'slash_commands' },
      { type: 'disconnect', reason: 'refresh_requested' },
      { type: 'slash_commands' },
    ]);
  });

  it('takes each ticket once', async () => {
    const { url } = await session.clientFor('xapp-sandbox').apps.connections.open({});
    const tryIt = async () => {
      const socket = new WebSocket(String(url));
      return new Promise<string>((resolve) => {
        socket.on('message', (data: Buffer) => resolve(data.toString()));
        socket.on('error', () => resolve('refused'));
      });
    };
    expect(JSON.parse(await tryIt())).toMatchObject({ type: 'hello', num_connections: 1 });
    expect(await tryIt()).toBe('refused');
  });
});
