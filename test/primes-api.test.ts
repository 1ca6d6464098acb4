/** @alone It keeps every core busy with computations. */
import { spawn, type ChildProcess } from 'node:child_process';
import { STATUS_CODES } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { waitFor } from './harness/wait-for';

let child: ChildProcess;
let url: string;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  child = spawn(process.execPath, [join('dist', 'primes-api', 'src', 'main.js')], {
    cwd: join(__dirname, '..'),
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', APP_VERSION: '7.8.9' },
    stdio: 'ignore',
  });
  await waitFor('primes-api to listen', async () => (await fetch(`${url}/health`)).ok || undefined);
});
afterAll(() => child.kill('SIGKILL'));

const get = async (path: string) => {
  const response = await fetch(`${url}${path}`);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};

test.each([
  [0, 0],
  [1, 0],
  [2, 1],
  [30, 10],
  [100_000, 9_592],
  [10_000_000, 664_579],
])('there are so many primes up to %i: %i', async (n, count) => {
  const { status, body } = await get(`/primes/${n}`);
  expect(status).toBe(200);
  expect(body).toEqual({
    containerId: expect.any(String),
    givenNumber: n,
    numberOfPrimes: count,
    elapsedTime: expect.stringMatching(/^\d\d:\d\d:\d\d\.\d\d$/),
  });
});

test('trial division counts the same, and says what CPU it took', async () => {
  const { body, headers } = await get('/primes/300000?algorithm=trial');
  expect(body['numberOfPrimes']).toBe(25_997);
  expect(headers.get('server-timing')).toMatch(/^cpu;dur=[\d.]+$/);
});

test.each(['-1', '1.5', 'ten', '1000000001', '9007199254740993', '1e3', '%20'])(
  '/primes/%s is refused with a sentence',
  async (n) => {
    const { status, body } = await get(`/primes/${n}`);
    expect(status).toBe(400);
    expect(String(body['message'])).toMatch(/\b0\b.*1,?000,?000,?000/);
  },
);

/** Sends bytes as they are. @returns the status and what came behind the headers */
const send = (bytes: string): Promise<{ status: number; body: unknown }> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', reject);
    socket.on('close', () => {
      const json = /\{.*\}/.exec(answer)?.[0];
      resolve({ status: Number(/^HTTP\/1\.1 (\d+) /.exec(answer)?.[1]), body: json && JSON.parse(json) });
    });
  });

const HEAD = 'Host: a\r\nConnection: close\r\n';
const JSON_BODY = `${HEAD}Content-Type: application/json\r\nContent-Length:`;
const LONG = '1'.repeat(20_000);

test.each([
  ['an address that is badly encoded', `GET /primes/%E0%A4%A HTTP/1.1\r\n${HEAD}\r\n`, 400, /no address that I can/],
  ['no address at all', `GET http://[/ HTTP/1.1\r\n${HEAD}\r\n`, 400, /no address that I can/],
  ['an address that is too long', `GET /primes/${LONG} HTTP/1.1\r\n${HEAD}\r\n`, 431, /longer than the 16 KiB/],
  ['headers that are too long', `GET /primes/10 HTTP/1.1\r\nX: ${LONG}\r\n\r\n`, 431, /longer than the 16 KiB/],
  ['a header without a colon', `GET /primes/10 HTTP/1.1\r\nHost: a\r\nodd\r\n\r\n`, 400, /no HTTP request/],
  ['a method that there is not', `FOO /primes/10 HTTP/1.1\r\n${HEAD}\r\n`, 400, /no HTTP request/],
  ['a method that nothing is done by', `DELETE /primes/10 HTTP/1.1\r\n${HEAD}\r\n`, 404, /at DELETE \/primes\/10\./],
  ['what is no HTTP', '\u0016\u0003\u0001\r\n\r\n', 400, /no HTTP request/],
  ['no host', 'GET /primes/10 HTTP/1.1\r\nConnection: close\r\n\r\n', 400, /Host is missing/],
  ['an expectation', `GET /primes/10 HTTP/1.1\r\n${HEAD}Expect: cake\r\n\r\n`, 417, /header Expect/],
  ['one that takes it for a proxy', `CONNECT a:1 HTTP/1.1\r\n${HEAD}\r\n`, 405, /no proxy/],
  ['a body that is none', `POST /primes/10 HTTP/1.1\r\n${JSON_BODY} 1\r\n\r\n{`, 400, /I need none/],
  ['a body that is too long', `POST /primes/10 HTTP/1.1\r\n${JSON_BODY} 99999999\r\n\r\n`, 413, /I need none/],
])("%s is refused in this program's own words", async (_what, bytes, statusCode, words) => {
  expect(await send(bytes)).toEqual({
    status: statusCode,
    body: { statusCode, error: STATUS_CODES[statusCode], message: expect.stringMatching(words) },
  });
});

test('an address is not said back at its whole length', async () => {
  const { body } = await get(`/${'1'.repeat(9_000)}`);
  expect(String(body['message']).length).toBeLessThan(200);
});

test('health tells the version', async () => {
  expect(await get('/health')).toMatchObject({ status: 200, body: { status: 'ok', version: '7.8.9' } });
});

test('when all workers and all places in the queue are taken: 503 with Retry-After, and health goes on', async () => {
  const leave = new AbortController();
  const asked = Array.from({ length: 60 }, () =>
    fetch(`${url}/primes/20000000?algorithm=trial`, { signal: leave.signal }).catch(() => undefined),
  );
  const refused = await waitFor('a refusal', async () => {
    const response = await fetch(`${url}/primes/10?algorithm=trial`);
    return response.status === 503 ? response : undefined;
  });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await get('/health')).status).toBe(200);
  leave.abort();
  await Promise.all(asked);
  await waitFor(
    'the queue to be free once the clients hung up',
    async () => {
      const response = await fetch(`${url}/primes/10`);
      return response.ok || undefined;
    },
    10_000,
  );
});

test('SIGTERM: what runs is finished, then it ends with 0', async () => {
  const answer = fetch(`${url}/primes/3000000?algorithm=trial`);
  await waitFor('it to run', async () => ((await fetch(`${url}/health`)).ok ? true : undefined));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect((await answer).status).toBe(200);
  expect(await ended).toBe(0);
  await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed');
});
