import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { Guard } from '../kernel/guard/guard';
import { startSlack } from './slack.server';
import { OPS, SlackSession } from './spec/slack.session';

let session: SlackSession;
beforeEach(async () => {
  session = await SlackSession.start({ WebClient, SocketModeClient });
});
afterEach(() => session.end());

it('tells a page at once that something changed', async () => {
  const aborting = new AbortController();
  const response = await fetch(`${session.slack.url}/_sandbox/stream`, { signal: aborting.signal });
  const reader = response.body?.getReader();
  const chunk = async (): Promise<string> => new TextDecoder().decode((await reader?.read())?.value);
  expect(await chunk()).toBe(': hello\n\n');
  await session.post('news');
  expect(await chunk()).toBe(`event: change\ndata: {"channel":"${OPS.id}"}\n\n`);
  await session.clock.advance(15_000);
  expect(await chunk()).toMatch(/^: /);
  aborting.abort();
});

describe('the port', () => {
  it('tells a stranger why, in the words of what was asked', async () => {
    const ask = async (path: string) => {
      const headers = { authorization: 'Bearer xoxb-sandbox', origin: 'http://evil.example' };
      const response = await fetch(`${session.slack.url}${path}`, { method: 'POST', headers });
      return [response.status, await response.text()] as const;
    };
    const [, call] = await ask('/api/chat.postMessage?channel=C0OPS00001&text=x');
    expect(JSON.parse(call)).toMatchObject({ ok: false, error: 'access_denied' });
    const [status, lever] = await ask('/_sandbox/reset');
    expect([status, JSON.parse(lever)]).toEqual([403, { error: expect.stringContaining('http://evil.example') }]);
    expect(await ask('/')).toEqual([403, expect.stringContaining('http://evil.example')]);
    expect(await session.lever('GET', 'calls')).toEqual({ status: 200, list: [] });
  });

  it('takes a lever’s arguments as JSON alone, and needs no kind for a lever without any', async () => {
    const pull = (kind: string | undefined, body?: string) =>
      fetch(`${session.slack.url}/_sandbox/faults`, {
        method: 'DELETE',
        ...(kind ? { headers: { 'content-type': kind } } : {}),
        ...(body === undefined ? {} : { body: Buffer.from(body) }),
      });
    const refused = await pull('text/plain', '{}');
    expect([refused.status, await refused.json()]).toEqual([
      415,
      { error: expect.stringContaining('content-type: application/json') },
    ]);
    expect((await pull('application/x-www-form-urlencoded')).status).toBe(415);
    expect((await pull(undefined, '{}')).status).toBe(415);
    expect((await pull('Application/JSON; charset=utf-8', '{}')).status).toBe(204);
    expect((await pull(undefined)).status).toBe(204);
  });
});

it('names the port and its variable when the port is taken', async () => {
  const second = startSlack({
    port: session.slack.port,
    host: '127.0.0.1',
    guard: new Guard(),
    clock: session.clock,
    pageFolder: '/nowhere',
  });
  await expect(second).rejects.toThrow(new RegExp(`Port ${session.slack.port} is taken.*SANDBOX_SLACK_PORT`));
});

describe('the page', () => {
  let folder: string;
  let served: SlackSession;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'page-'));
    served = await SlackSession.start({ WebClient, SocketModeClient }, folder);
  });
  afterEach(async () => {
    await served.end();
    await rm(folder, { recursive: true });
  });

  const get = async (path: string) => {
    const response = await fetch(`${served.slack.url}${path}`);
    return [response.status, response.headers.get('content-type'), await response.text()];
  };

  it('is served with its assets, at the addresses of messages too, and nothing from outside its folder', async () => {
    await writeFile(join(folder, 'index.html'), '<p>chat</p>');
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'assets', 'a.js'), 'let a;');
    const page = [200, 'text/html; charset=utf-8', '<p>chat</p>'];
    expect(await get('/')).toEqual(page);
    expect(await get('/archives/C0OPS00001/p1700000000000100')).toEqual(page);
    expect(await get('/assets/a.js')).toEqual([200, 'text/javascript; charset=utf-8', 'let a;']);
    const [status] = await get('/..%2f..%2fetc/passwd');
    expect(status).toBe(404);
  });

  it('may run nothing but its own files, and stand in nobody else’s page', async () => {
    await writeFile(join(folder, 'index.html'), '<p>chat</p>');
    const { headers } = await fetch(served.slack.url);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect([headers.get('x-frame-options'), headers.get('x-content-type-options')]).toEqual(['DENY', 'nosniff']);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('says what to run when it is not built', async () => {
    const [status, , sentence] = await get('/');
    expect([status, sentence]).toEqual([503, expect.stringContaining('npm run build:page')]);
  });
});
