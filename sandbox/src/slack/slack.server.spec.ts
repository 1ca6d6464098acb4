import { SocketModeClient } from '@slack/socket-mode';
import { LogLevel, WebClient, type Logger } from '@slack/web-api';
import { WebSocket } from 'ws';
import { ManualClock } from '../kernel/clock';
import { isObject, type JsonObject } from './json';
import type { Screen } from './screen/screen';
import { startSlack, type Slack } from './slack.server';
import { BOT, CHANNELS, PEOPLE } from './workspace/world';

const [OPS] = CHANNELS;
const [ANN, BEN] = PEOPLE as [(typeof PEOPLE)[number], (typeof PEOPLE)[number]];

interface Ack {
  ack(response?: unknown): Promise<void>;
  body: JsonObject;
}

const ignore = (): void => {};
const silent: Logger = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  setLevel: ignore,
  getLevel: () => LogLevel.ERROR,
  setName: ignore,
};

let clock: ManualClock;
let slack: Slack;
let web: WebClient;
let sockets: SocketModeClient[];

beforeEach(async () => {
  clock = new ManualClock();
  slack = await startSlack({ port: 0, host: '127.0.0.1', clock, pageFolder: '/nowhere' });
  web = clientFor('xoxb-sandbox');
  sockets = [];
});

afterEach(async () => {
  await Promise.all(sockets.map((socket) => socket.disconnect()));
  await slack.close();
});

function clientFor(token: string): WebClient {
  const retryConfig = { retries: 0 };
  return new WebClient(token, {
    slackApiUrl: `${slack.url}/api/`,
    retryConfig,
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

async function connect(): Promise<SocketModeClient> {
  const socket = new SocketModeClient({
    appToken: 'xapp-sandbox',
    autoReconnectEnabled: false,
    logger: silent,
    clientOptions: { slackApiUrl: `${slack.url}/api/` },
  });
  sockets.push(socket);
  await socket.start();
  return socket;
}

async function lever(method: string, name: string, args: JsonObject = {}): Promise<JsonObject> {
  const query = method === 'GET' ? `?${new URLSearchParams(args as Record<string, string>)}` : '';
  const response = await fetch(`${slack.url}/_sandbox/${name}${query}`, {
    method,
    ...(method !== 'GET' && { body: JSON.stringify(args) }),
  });
  const text = await response.text();
  const body: unknown = text === '' ? {} : JSON.parse(text);
  return isObject(body) ? { status: response.status, ...body } : { status: response.status, list: body };
}

const type = (text: string, user = 'ann') => lever('POST', 'command', { user, channel: '#ops', text });

async function screen(user = 'ann', channel = '#ops'): Promise<Screen> {
  return (await lever('GET', 'screen', { user, channel })) as unknown as Screen;
}

const post = (text: string, more: { thread_ts?: string; reply_broadcast?: boolean } = {}) =>
  web.chat.postMessage({ channel: OPS.id, text, ...more } as { channel: string; text: string });

const answer = (url: unknown, body: JsonObject) => fetch(String(url), { method: 'POST', body: JSON.stringify(body) });

const nextEnvelope = (socket: SocketModeClient, kind: string) =>
  new Promise<Ack>((resolve) => void socket.once(kind, (envelope: Ack) => resolve(envelope)));

describe('tokens', () => {
  it('says who the bot is', async () => {
    await expect(web.auth.test()).resolves.toMatchObject({
      user_id: BOT.userId,
      bot_id: BOT.botId,
      team_id: 'T0SANDBOX',
    });
  });

  it.each([
    ['xoxb-somebody', 'invalid_auth'],
    ['', 'not_authed'],
    ['xapp-sandbox', 'not_allowed_token_type'],
  ])('refuses %p with %s', async (token, error) => {
    const response = await fetch(`${slack.url}/api/users.list`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    await expect(response.json()).resolves.toEqual({ ok: false, error });
  });

  it('names the scope that the bot has not been granted', async () => {
    await expect(web.conversations.list({ types: 'im' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'im:read', provided: expect.stringContaining('chat:write') as string },
    });
  });

  it('knows no method that it does not have', async () => {
    await expect(web.apiCall('chat.scheduleMessage')).rejects.toMatchObject({ data: { error: 'unknown_method' } });
  });
});

describe('a slash command over Socket Mode', () => {
  it('reaches the app escaped, and its acknowledgement is shown to the caller alone', async () => {
    const socket = await connect();
    const arriving = nextEnvelope(socket, 'slash_commands');
    const typed = type('tell @ben in #deploys that 1 < 2 & 3');
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
    expect(String(body['response_url'])).toContain(slack.url);
    expect((await screen()).messages).toMatchObject([{ plain: 'Heard you', ephemeral: true, author: 'ecs' }]);
    expect((await screen('ben')).messages).toEqual([]);
  });

  it('fails with dispatch_failed when nobody is connected, and says so to the caller', async () => {
    await expect(type('status')).resolves.toMatchObject({ outcome: 'dispatch_failed' });
    expect((await screen()).messages).toMatchObject([
      { author: 'slackbot', ephemeral: true, plain: '/ecs failed with the error "dispatch_failed"' },
    ]);
  });

  it('fails with operation_timeout after three seconds, and a late acknowledgement is ignored', async () => {
    const socket = await connect();
    const arriving = nextEnvelope(socket, 'slash_commands');
    const typed = type('status');
    const { ack } = await arriving;
    await clock.advance(2999);
    expect((await screen()).messages).toEqual([]);
    await clock.advance(1);
    await expect(typed).resolves.toMatchObject({ outcome: 'operation_timeout', ackMs: 3000 });
    await ack({ text: 'too late' });
    await web.auth.test();
    expect((await screen()).messages.map(({ plain }) => plain)).toEqual([
      '/ecs failed with the error "operation_timeout"',
    ]);
  });

  it('goes to one of several sockets', async () => {
    const both = [await connect(), await connect()];
    let heard = 0;
    for (const socket of both) {
      socket.on('slash_commands', ({ ack }: Ack) => {
        heard += 1;
        void ack();
      });
    }
    await type('one');
    await type('two');
    expect(heard).toBe(2);
  });
});

describe('response_url', () => {
  async function commandBody(): Promise<JsonObject> {
    const socket = await connect();
    const arriving = nextEnvelope(socket, 'slash_commands');
    const typed = type('status');
    const { ack, body } = await arriving;
    await ack();
    await typed;
    return body;
  }

  it('may be used five times, privately or in the channel, then answers 404', async () => {
    const { response_url: url } = await commandBody();
    const statuses: number[] = [];
    statuses.push((await answer(url, { text: 'to you' })).status);
    statuses.push((await answer(url, { text: 'to all', response_type: 'in_channel' })).status);
    for (let use = 3; use <= 6; use++)
      statuses.push((await answer(url, { text: `${use}`, replace_original: true })).status);

    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect((await screen('ben')).messages.map(({ plain }) => plain)).toEqual(['to all']);
    expect((await screen()).messages).toHaveLength(5);
  });

  it('answers 404 after half an hour', async () => {
    const { response_url: url } = await commandBody();
    await clock.advance(30 * 60_000 + 1);
    const response = await answer(url, { text: 'late' });
    expect(response.status).toBe(404);
    await expect(response.json()).resolves.toMatchObject({ error: 'expired_url' });
  });

  it('edits or removes the private message that was clicked in', async () => {
    const socket = await connect();
    socket.on('slash_commands', ({ ack }: Ack) => {
      const button = { type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' }, value: 'v1' };
      void ack({ text: 'Pick', blocks: [{ type: 'actions', elements: [button] }] });
    });
    await type('status');
    const [{ ts } = { ts: '' }] = (await screen()).messages;
    const click = async (): Promise<JsonObject> => {
      const arriving = nextEnvelope(socket, 'interactive');
      const clicked = lever('POST', 'click', { user: 'ann', channel: '#ops', ts, button: 'More' });
      const { ack, body } = await arriving;
      await ack();
      await expect(clicked).resolves.toMatchObject({ outcome: 'acked' });
      return body;
    };

    const body = await click();
    expect(body).toMatchObject({
      type: 'block_actions',
      container: { type: 'message', message_ts: ts, is_ephemeral: true },
      actions: [{ action_id: 'more', type: 'button', value: 'v1' }],
    });
    const blocks = (await screen()).messages[0]?.blocks;
    await answer(body['response_url'], { replace_original: true, text: 'Working', blocks });
    expect((await screen()).messages).toMatchObject([{ text: 'Working', edited: true, ephemeral: true }]);
    await answer((await click())['response_url'], { delete_original: true });
    expect((await screen()).messages).toEqual([]);
    const wrong = await lever('POST', 'click', { user: 'ann', channel: '#ops', ts, button: 'More' });
    expect(wrong['status']).toBe(404);
  });
});

describe('messages', () => {
  it('are posted, edited and taken away; an edit raises neither unread nor a notification', async () => {
    const { ts = '' } = await post('Deploying');
    await web.chat.update({ channel: OPS.id, ts, text: 'Deployed', blocks: [{ type: 'divider' }] });
    const seen = await screen();
    expect(seen.messages).toMatchObject([{ ts, text: 'Deployed', edited: true, ephemeral: false }]);
    expect(seen).toMatchObject({ unread: 1, notifications: [] });
    await web.chat.update({ channel: OPS.id, ts, text: 'Words alone' });
    expect((await screen()).messages[0]?.blocks).toMatchObject([{ type: 'divider' }]);
    await web.chat.delete({ channel: OPS.id, ts });
    expect((await screen()).messages).toEqual([]);
    await expect(web.chat.update({ channel: OPS.id, ts, text: 'x' })).rejects.toMatchObject({
      data: { error: 'message_not_found' },
    });
  });

  it('notify whom they mention, and who follows the thread', async () => {
    const { ts = '' } = await post(`Deploying for <@${ANN.id}>`);
    await post('Done', { thread_ts: ts });
    await post('<!channel> all of you');
    await web.chat.postMessage({ channel: BEN.id, text: 'psst' });
    expect((await screen()).notifications.map(({ reason }) => reason)).toEqual(['mention', 'thread', 'mention']);
    expect(await screen('ben')).toMatchObject({ unread: 2, notifications: [{ reason: 'mention' }] });
    expect(await screen('ben', '@ben')).toMatchObject({ unread: 1, notifications: [{ reason: 'dm' }] });
    await lever('POST', 'read', { user: 'ann', channel: '#ops' });
    expect(await screen()).toMatchObject({ unread: 0, notifications: [] });
  });

  it('are found again by their metadata, newest first, a page at a time', async () => {
    const event_payload = { deployment: 'd1' };
    await web.chat.postMessage({ channel: OPS.id, text: 'one', metadata: { event_type: 'deployment', event_payload } });
    const { ts } = await post('two');
    await post('reply', { thread_ts: ts });
    await post('three');
    const first = await web.conversations.history({ channel: OPS.id, limit: 2, include_all_metadata: true });
    expect(first.messages?.map(({ text }) => text)).toEqual(['three', 'two']);
    expect(first.messages?.[1]).toMatchObject({ reply_count: 1, thread_ts: ts });
    const cursor = first.response_metadata?.next_cursor;
    const second = await web.conversations.history({ channel: OPS.id, limit: 2, cursor, include_all_metadata: true });
    expect(second).toMatchObject({ has_more: false, messages: [{ text: 'one', metadata: { event_payload } }] });
    expect(new Set([...(first.messages ?? []), ...(second.messages ?? [])].map((message) => message.ts)).size).toBe(3);
    const thread = await web.conversations.replies({ channel: OPS.id, ts: String(ts) });
    expect(thread.messages?.map(({ text }) => text)).toEqual(['two', 'reply']);
    const plain = await web.conversations.history({ channel: OPS.id });
    expect(plain.messages?.some((message) => 'metadata' in message)).toBe(false);
  });

  it('are seen by one person only where they are private', async () => {
    await web.chat.postEphemeral({ channel: OPS.id, user: ANN.id, text: 'yours' });
    expect((await screen()).messages).toMatchObject([{ text: 'yours', ephemeral: true }]);
    expect(await screen()).toMatchObject({ unread: 0 });
    expect((await screen('ben')).messages).toEqual([]);
    expect((await web.conversations.history({ channel: OPS.id })).messages).toEqual([]);
    await expect(web.chat.postEphemeral({ channel: ANN.directMessage, user: BEN.id, text: 'x' })).rejects.toMatchObject(
      { data: { error: 'user_not_in_channel' } },
    );
  });

  it('are refused where Block Kit refuses them, with a pointer to the place', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }];
    await expect(
      web.chat.postMessage({ channel: OPS.id, text: 't', blocks } as { channel: string; text: string }),
    ).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
        },
      },
    });
    await expect(post('')).rejects.toMatchObject({ data: { error: 'no_text' } });
    const { ts = '' } = await post('y'.repeat(40_001));
    expect((await screen()).messages[0]?.text).toHaveLength(40_000);
    await expect(web.chat.update({ channel: OPS.id, ts, text: 'y'.repeat(4001) })).rejects.toMatchObject({
      data: { error: 'msg_too_long' },
    });
  });
});

describe('limits and faults', () => {
  it('lets a burst of posts to one channel pass, then about one a second', async () => {
    for (let count = 0; count < 10; count++) await post(`${count}`);
    await expect(post('too many')).rejects.toMatchObject({ retryAfter: 1 });
    await web.chat.postMessage({ channel: '#alerts', text: 'another channel' });
    await clock.advance(1000);
    await post('now');
    await expect(post('again')).rejects.toMatchObject({ retryAfter: 1 });
  });

  it('allows fifty edits a minute', async () => {
    const { ts = '' } = await post('live');
    for (let count = 0; count < 50; count++) await web.chat.update({ channel: OPS.id, ts, text: `${count}` });
    await expect(web.chat.update({ channel: OPS.id, ts, text: 'more' })).rejects.toMatchObject({ retryAfter: 60 });
    await clock.advance(60_000);
    await web.chat.update({ channel: OPS.id, ts, text: 'more' });
  });

  it('answers what a fault says, as often as it says, and tells what was called', async () => {
    await lever('POST', 'faults', { kind: 'error', method: 'chat.postMessage', count: 1 });
    await lever('POST', 'faults', { kind: 'rate_limit', method: 'users.list', ms: 3000 });
    await expect(post('x')).rejects.toMatchObject({ data: { error: 'internal_error' } });
    await post('y');
    await expect(web.users.list()).rejects.toMatchObject({ retryAfter: 3 });
    await lever('DELETE', 'faults');
    await web.users.list();
    const { list } = await lever('GET', 'calls', { since: '0' });
    expect(list).toMatchObject([
      { method: 'chat.postMessage', args: { channel: OPS.id, text: 'x' }, status: 200, error: 'internal_error' },
      { method: 'chat.postMessage', status: 200 },
      { method: 'users.list', status: 429, error: 'ratelimited' },
      { method: 'users.list', status: 200 },
    ]);
  });

  it('is out of reach while it is down, sockets included, and back when that is over', async () => {
    const socket = await connect();
    const cut = new Promise<void>((resolve) => void socket.once('disconnected', () => resolve()));
    await lever('POST', 'faults', { kind: 'down', ms: 5000 });
    await cut;
    await expect(web.auth.test()).rejects.toThrow();
    await expect(type('status')).resolves.toMatchObject({ outcome: 'dispatch_failed' });
    await clock.advance(5000);
    await web.auth.test();
  });

  it('asks every socket to reconnect', async () => {
    const socket = await connect();
    const gone = new Promise<void>((resolve) => void socket.once('disconnected', () => resolve()));
    await lever('POST', 'faults', { kind: 'disconnect' });
    await gone;
    const back = await connect();
    back.on('slash_commands', ({ ack }: Ack) => void ack());
    await expect(type('status')).resolves.toMatchObject({ outcome: 'acked' });
  });

  it('takes each ticket once', async () => {
    const { url } = await clientFor('xapp-sandbox').apps.connections.open({});
    const knock = async () => {
      const socket = new WebSocket(String(url));
      return new Promise<string>((resolve) => {
        socket.on('message', (data: Buffer) => resolve(data.toString()));
        socket.on('error', () => resolve('refused'));
      });
    };
    expect(JSON.parse(await knock())).toMatchObject({ type: 'hello', num_connections: 1 });
    expect(await knock()).toBe('refused');
  });
});

describe('people', () => {
  it('tell the app when they mention it, in a thread too, and when they write to it', async () => {
    const socket = await connect();
    const { ts } = await post('Deploying');
    const mentioned = nextEnvelope(socket, 'app_mention');
    const mentioning = lever('POST', 'mention', {
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
    const writing = lever('POST', 'message', { user: 'ann', channel: '@ann', text: 'hello' });
    const direct = await written;
    await direct.ack();
    await writing;
    expect(direct.body['event']).toMatchObject({ type: 'message', channel_type: 'im', channel: ANN.directMessage });
    await expect(lever('POST', 'message', { user: 'ann', channel: '#ops', text: 'lunch?' })).resolves.toMatchObject({
      outcome: 'not_sent',
    });
  });

  it('are told an event again at once, after a minute and after five when the app does not acknowledge', async () => {
    await expect(lever('POST', 'mention', { user: 'ann', channel: '#ops', text: 'hi' })).resolves.toMatchObject({
      outcome: 'dispatch_failed',
    });
    await clock.advance(0);
    const socket = await connect();
    const retried = new Promise<JsonObject>((resolve) => {
      socket.once('slack_event', (event: { retry_num: number; retry_reason: string; ack(): Promise<void> }) => {
        void event.ack();
        resolve({ attempt: event.retry_num, reason: event.retry_reason });
      });
    });
    await clock.advance(60_000);
    await expect(retried).resolves.toEqual({ attempt: 2, reason: 'http_error' });
  });

  it('are told by name when a lever is pulled wrongly', async () => {
    await expect(lever('POST', 'command', { user: 'eve', channel: '#ops', text: '' })).resolves.toEqual({
      status: 404,
      error: 'There is nobody called "eve" in the sandbox. There are ann, ben, cat, dan.',
    });
  });
});

describe('modal views', () => {
  const view = {
    type: 'modal' as const,
    callback_id: 'scale',
    title: { type: 'plain_text' as const, text: 'Scale' },
    submit: { type: 'plain_text' as const, text: 'Go' },
    blocks: [
      {
        type: 'input' as const,
        block_id: 'count',
        label: { type: 'plain_text' as const, text: 'Tasks' },
        element: { type: 'plain_text_input' as const, action_id: 'n' },
      },
    ],
  };

  async function trigger(socket: SocketModeClient): Promise<string> {
    const arriving = nextEnvelope(socket, 'slash_commands');
    const typed = type('scale');
    await (await arriving).ack();
    return String((await typed)['trigger_id']);
  }

  it('open once with a trigger_id that is not three seconds old', async () => {
    const socket = await connect();
    const used = await trigger(socket);
    await web.views.open({ trigger_id: used, view });
    await expect(web.views.open({ trigger_id: used, view })).rejects.toMatchObject({
      data: { error: 'exchanged_trigger_id' },
    });
    const late = await trigger(socket);
    await clock.advance(3001);
    await expect(web.views.open({ trigger_id: late, view })).rejects.toMatchObject({
      data: { error: 'expired_trigger_id' },
    });
    await expect(web.views.open({ trigger_id: '1.2.3', view })).rejects.toMatchObject({
      data: { error: 'invalid_trigger_id' },
    });
  });

  it('report what was filled in, show the errors they get back, and close', async () => {
    const socket = await connect();
    const { view: opened } = await web.views.open({ trigger_id: await trigger(socket), view });
    const id = String(opened?.id);
    await expect(lever('POST', 'submit', { user: 'ann', view_id: id, values: {} })).resolves.toMatchObject({
      outcome: 'not_sent',
      errors: { count: expect.any(String) as string },
    });
    const fillIn = async (n: string, response?: JsonObject): Promise<JsonObject[]> => {
      const arriving = nextEnvelope(socket, 'interactive');
      const submitted = lever('POST', 'submit', { user: 'ann', view_id: id, values: { count: { n } } });
      const { ack, body } = await arriving;
      await ack(response);
      return [body, await submitted];
    };
    const [body, refused] = await fillIn('many', { response_action: 'errors', errors: { count: 'A number' } });
    expect(body).toMatchObject({
      type: 'view_submission',
      view: {
        id,
        callback_id: 'scale',
        state: { values: { count: { n: { type: 'plain_text_input', value: 'many' } } } },
      },
    });
    expect(refused).toMatchObject({ outcome: 'acked', errors: { count: 'A number' } });
    expect((await screen()).modal).toMatchObject({ id });
    await fillIn('4');
    expect((await screen()).modal).toBeNull();
  });

  it('stack three high, and are not overwritten by who has an old hash', async () => {
    const socket = await connect();
    const { view: opened } = await web.views.open({ trigger_id: await trigger(socket), view });
    await web.views.push({ trigger_id: await trigger(socket), view });
    await web.views.push({ trigger_id: await trigger(socket), view });
    await expect(web.views.push({ trigger_id: await trigger(socket), view })).rejects.toMatchObject({
      data: { error: 'push_limit_reached' },
    });
    const again = { view_id: String(opened?.id), hash: String(opened?.hash), view };
    await web.views.update(again);
    await expect(web.views.update(again)).rejects.toMatchObject({ data: { error: 'hash_conflict' } });
    const { submit: _submit, ...without } = view;
    await expect(web.views.update({ view_id: again.view_id, view: without })).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: {
          messages: [
            '[ERROR] must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
          ],
        },
      },
    });
  });
});

it('tells a page at once that something changed', async () => {
  const aborting = new AbortController();
  const response = await fetch(`${slack.url}/_sandbox/stream`, { signal: aborting.signal });
  const reader = response.body?.getReader();
  const chunk = async (): Promise<string> => new TextDecoder().decode((await reader?.read())?.value);
  expect(await chunk()).toBe(': hello\n\n');
  await post('news');
  expect(await chunk()).toBe(`event: change\ndata: {"channel":"${OPS.id}"}\n\n`);
  await clock.advance(15_000);
  expect(await chunk()).toMatch(/^: /);
  aborting.abort();
});

it('names the port and its variable when the port is taken', async () => {
  const second = startSlack({ port: slack.port, host: '127.0.0.1', clock, pageFolder: '/nowhere' });
  await expect(second).rejects.toThrow(new RegExp(`Port ${slack.port} is taken.*SANDBOX_SLACK_PORT`));
});
