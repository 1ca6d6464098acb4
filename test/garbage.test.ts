import { connect } from 'node:net';
import { frames, requests } from './harness/garbage';
import { descendants } from './harness/processes';
import { Stack } from './harness/stack';

let stack: Stack;
beforeAll(async () => (stack = await Stack.start()));
afterAll(() => stack.stop());

/** How its sender leaves: at once, after an answer, with only its own half closed, or by a reset. */
const LEAVING = ['answered', 'half', 'reset'] as const;
type Leaving = (typeof LEAVING)[number];
const PATIENCE_MS = 1500;
const AT_ONCE = 16;

/** Sends bytes as they are. @returns the first line of what was answered, "" for none */
function send(url: string, bytes: Buffer[], leaving: Leaving): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    const patience = setTimeout(() => socket.destroy(), PATIENCE_MS);
    socket.on('connect', () => {
      for (const part of bytes) socket.write(part);
      if (leaving === 'half') socket.end();
      if (leaving === 'reset') setImmediate(() => socket.resetAndDestroy());
    });
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (leaving === 'answered' && bytes.length === 1) socket.end();
    });
    socket.on('end', () => socket.end());
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(patience);
      resolve(answer.split('\r\n')[0] ?? '');
    });
  });
}

/** Runs all of them, some at once. */
async function each<T>(jobs: (() => Promise<T>)[]): Promise<T[]> {
  const waiting = [...jobs.entries()];
  const results: T[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await next[1]();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

/** What runs, and that it works. */
async function expectUnharmed(before: number[]): Promise<void> {
  await stack.person('ann').asks('status primes-api', /2 of 2 running/);
  const { aws, loadBalancer, bot } = stack.ready;
  for (const url of [`${aws}/_sandbox/calls`, `${loadBalancer}/health`, `${bot}/health/ready`]) {
    expect((await fetch(url)).status).toBe(200);
  }
  expect(descendants(stack.ready.pid)).toEqual(before);
  expect(stack.said()).not.toMatch(/defect|failed at|ended with/);
}

test('no request and no upgrade ends anything, on any port, and none is answered 500', async () => {
  const before = descendants(stack.ready.pid);
  const { aws, slack, loadBalancer, bot } = stack.ready;
  const sent = requests().flatMap((bytes, at) =>
    [aws, slack, loadBalancer, bot].flatMap((url) =>
      [LEAVING[at % LEAVING.length]!, 'answered' as const].map((leaving) => ({ url, bytes, leaving })),
    ),
  );
  expect(sent.length).toBeGreaterThan(1000);
  const answers = await each(
    sent.map(
      ({ url, bytes, leaving }) =>
        () =>
          send(url, [bytes], leaving),
    ),
  );
  const failures = answers.flatMap((answer, at) =>
    / 50[02] /.test(answer)
      ? [`${sent[at]!.url} ${JSON.stringify(sent[at]!.bytes.toString('latin1').slice(0, 200))}: ${answer}`]
      : [],
  );
  expect(failures).toEqual([]);
  await expectUnharmed(before);
});

test('no frame ends anything, however its sender leaves', async () => {
  const before = descendants(stack.ready.pid);
  const open = async (): Promise<string> => {
    // Else Slack would soon ask for fewer sockets a minute.
    await fetch(`${stack.ready.slack}/_sandbox/reset`, { method: 'POST' });
    const headers = { authorization: `Bearer ${stack.ready.tokens.app}` };
    const answer = await fetch(`${stack.ready.slack}/api/apps.connections.open`, { method: 'POST', headers });
    return ((await answer.json()) as { url: string }).url;
  };
  const knocks = frames().flatMap((frame) =>
    LEAVING.map((leaving) => async () => {
      const { pathname, search, host } = new URL(await open());
      const lines = [
        `GET ${pathname}${search} HTTP/1.1`,
        `Host: ${host}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ];
      return send(stack.ready.slack, [Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), frame], leaving);
    }),
  );
  expect(knocks.length).toBeGreaterThan(100);
  const answers = await each(knocks);
  expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 101')).length).toBeGreaterThan(50);
  await expectUnharmed(before);
});
