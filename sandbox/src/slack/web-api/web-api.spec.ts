import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { OPS, SlackSession } from '../spec/slack.session';
import { BOT } from '../workspace/world';

let session: SlackSession;
beforeEach(async () => {
  session = await SlackSession.start({ WebClient, SocketModeClient });
});
afterEach(() => session.end());

describe('tokens', () => {
  it('says who the bot is', async () => {
    await expect(session.web.auth.test()).resolves.toMatchObject({
      response_metadata: { scopes: expect.arrayContaining(['chat:write', 'commands']) as string[] },
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
    const response = await fetch(`${session.slack.url}/api/users.list`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    await expect(response.json()).resolves.toEqual({ ok: false, error });
  });

  it('names the scope that the bot has not been granted', async () => {
    await expect(session.web.conversations.list({ types: 'im' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'im:read', provided: expect.stringContaining('chat:write') as string },
    });
  });

  it('may do what it was granted by a lever, until the scopes are restored', async () => {
    const list = () => session.web.users.list({});
    await session.lever('POST', 'scopes', { scopes: ['commands'] });
    await expect(list()).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read', provided: 'commands' },
    });
    expect((await session.web.auth.test()).response_metadata?.scopes).toEqual(['commands']);
    await session.lever('DELETE', 'scopes');
    await expect(list()).resolves.toMatchObject({ ok: true });
    await expect(session.lever('POST', 'scopes', { scopes: 'commands' })).resolves.toMatchObject({ status: 400 });
  });

  it('knows no method that it does not have', async () => {
    await expect(session.web.apiCall('chat.scheduleMessage')).rejects.toMatchObject({
      data: { error: 'unknown_method' },
    });
  });
});

describe('limits and faults', () => {
  it('lets a burst of posts to one channel pass, then about one a second', async () => {
    for (let count = 0; count < 10; count++) await session.post(`${count}`);
    await expect(session.post('too many')).rejects.toMatchObject({ retryAfter: 1 });
    await session.web.chat.postMessage({ channel: '#alerts', text: 'another channel' });
    await session.clock.advance(1000);
    await session.post('now');
    await expect(session.post('again')).rejects.toMatchObject({ retryAfter: 1 });
  });

  it('allows fifty edits a minute', async () => {
    const { ts = '' } = await session.post('live');
    for (let count = 0; count < 50; count++) await session.web.chat.update({ channel: OPS.id, ts, text: `${count}` });
    await expect(session.web.chat.update({ channel: OPS.id, ts, text: 'more' })).rejects.toMatchObject({
      retryAfter: 60,
    });
    await session.clock.advance(60_000);
    await session.web.chat.update({ channel: OPS.id, ts, text: 'more' });
  });

  it('answers what a fault says, as often as it says, and tells what was called', async () => {
    await session.lever('POST', 'faults', { kind: 'error', method: 'chat.postMessage', count: 1 });
    await session.lever('POST', 'faults', { kind: 'rate_limit', method: 'users.list', ms: 3000 });
    await expect(session.post('x')).rejects.toMatchObject({ data: { error: 'internal_error' } });
    await session.post('y');
    await expect(session.web.users.list({})).rejects.toMatchObject({ retryAfter: 3 });
    await session.lever('DELETE', 'faults');
    await session.web.users.list({});
    const { list } = await session.lever('GET', 'calls', { since: '0' });
    expect(list).toMatchObject([
      { method: 'chat.postMessage', args: { channel: OPS.id, text: 'x' }, status: 200, error: 'internal_error' },
      { method: 'chat.postMessage', status: 200 },
      { method: 'users.list', status: 429, error: 'ratelimited' },
      { method: 'users.list', status: 200 },
    ]);
  });
});
