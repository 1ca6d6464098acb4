/** @alone It keeps every core busy with computations. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
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
