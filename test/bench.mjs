// `npm run bench`: how fast primes-api is, what the bot's memory costs and how soon a deployment is told, as ratios to something measured in the same run.
// Nothing is asserted.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, get } from 'node:http';
import { measureDeployments } from './bench-deployments.mjs';
import { measureStore } from './bench-store.mjs';
import { runStep, root } from './steps.mjs';

const ROUNDS = 5;
const ROUND_MS = 1000;
const CONNECTIONS = 16;
const say = (line) => process.stdout.write(`${line}\n`);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)];

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

const request = (url, agent) =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve(body));
    }).on('error', reject);
  });

/** Requests a second over a few connections that ask again as soon as they were answered. */
async function rate(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const end = Date.now() + ROUND_MS;
  let answered = 0;
  const ask = async () => {
    while (Date.now() < end) {
      await request(url, agent);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  agent.destroy();
  return (answered * 1000) / ROUND_MS;
}

/** The obvious sieve of one byte a number, as what to be faster than. */
function plainSieveMs(n) {
  const began = performance.now();
  const composite = new Uint8Array(n + 1);
  for (let p = 2; p * p <= n; p++) if (!composite[p]) for (let m = p * p; m <= n; m += p) composite[m] = 1;
  return performance.now() - began;
}

async function measureRequests(primes, bare) {
  const ratios = { '/health': [], '/primes/1000': [] };
  for (let round = 0; round < ROUNDS; round++) {
    const base = await rate(bare);
    for (const path of Object.keys(ratios)) ratios[path].push((await rate(primes + path)) / base);
  }
  for (const [path, values] of Object.entries(ratios)) {
    say(`GET ${path}: ${median(values).toFixed(2)} of a bare node:http server's requests a second`);
  }
}

async function measureCounts(primes) {
  for (const n of [1e8, 1e9]) {
    const began = performance.now();
    await request(`${primes}/primes/${n}`);
    const ours = performance.now() - began;
    const sieved = spawnSync('primesieve', [String(n), '--threads=1', '--time', '--quiet'], { encoding: 'utf8' });
    const seconds = /Seconds: ([\d.]+)/.exec(sieved.stdout ?? '')?.[1];
    const reference = seconds
      ? `${(ours / (Number(seconds) * 1000)).toFixed(1)} x primesieve`
      : 'primesieve is not installed';
    const plain = n <= 1e8 ? `, ${(ours / plainSieveMs(n)).toFixed(2)} x a plain sieve` : '';
    say(`primes up to ${n}: ${reference}${plain} (${ours.toFixed(0)} ms)`);
  }
}

/** How long /health takes while every worker computes, and while none does. */
async function measureHealth(primes) {
  const agent = new Agent({ keepAlive: true });
  const sample = async () => {
    const times = [];
    for (let asked = 0; asked < 400; asked++) {
      const began = performance.now();
      await request(`${primes}/health`, agent);
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return times;
  };
  const idle = await sample();
  const leave = new AbortController();
  const work = Array.from({ length: 8 }, () =>
    fetch(`${primes}/primes/50000000?algorithm=trial`, { signal: leave.signal }).catch(() => undefined),
  );
  const busy = await sample();
  leave.abort();
  await Promise.all(work);
  agent.destroy();
  const p99 = (times) => quantile(times, 0.99).toFixed(1);
  say(
    `/health while every worker computes: p50 ${quantile(busy, 0.5).toFixed(1)} ms, p99 ${p99(busy)} ms (idle p99 ${p99(idle)} ms)`,
  );
}

await runStep({ name: 'install and build', command: [process.execPath, 'sandbox/launcher/prepare.mjs'] });
const port = await freePort();
const child = spawn(process.execPath, ['dist/primes-api/src/main.js'], {
  cwd: root,
  env: { ...process.env, PORT: String(port), HOST: '127.0.0.1' },
  stdio: 'ignore',
});
const primes = `http://127.0.0.1:${port}`;
while (!(await request(`${primes}/health`).catch(() => undefined)))
  await new Promise((resolve) => setTimeout(resolve, 20));
const bare = createServer((_request, response) => response.end('{"status":"ok"}')).listen(0, '127.0.0.1');
await once(bare, 'listening');
try {
  await measureRequests(primes, `http://127.0.0.1:${bare.address().port}/`);
  await measureCounts(primes);
  await measureHealth(primes);
} finally {
  child.kill('SIGTERM');
  bare.close();
  bare.closeAllConnections();
}
await measureStore(say);
await measureDeployments(say);
