// What the bot's memory costs, measured on the real bot before a sandbox: how large it grows, how fast a bot starts with
// much of it, how long a command and everything else waits for it. Part of `npm run bench`. Nothing is asserted.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  createWriteStream,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './steps.mjs';

const CHANGES = 100_000;
const SERVICES = 500;
const STARTS = 3;
/** As long as the record is kept by default, messages that ended, and deliveries. Days. */
const KEPT = { changes: 390, board: 29, deliveries: 0.9 };
const DAY_MS = 24 * 3_600_000;
const LOAD_MS = 20_000;
const BETWEEN_COMMANDS_MS = 100;
const TIMER_MS = 10;
const COMMITS = 1000;
/** Seven pages of its log, as the larger ones are. */
const COMMIT_BYTES = 7 * 4096;
const PEOPLE = ['ann', 'cat'];
const AWS = { AWS_REGION: 'us-west-2', AWS_ACCESS_KEY_ID: 'sandbox', AWS_SECRET_ACCESS_KEY: 'sandbox' };
const PORTS = { SANDBOX_AWS_PORT: '0', SANDBOX_SLACK_PORT: '0', SANDBOX_LB_PORT: '0' };

const { PATH = '', HOME = '' } = process.env;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A built program that says how it is in lines of JSON. */
function start(file, variables, cwd = root) {
  const env = { PATH, HOME, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...variables };
  const child = spawn(process.execPath, [join(root, file)], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line));
    child.emit('said');
  });
  const tells = async (member) => {
    for (;;) {
      const line = lines.find((one) => member in one);
      if (line) return line[member];
      if (child.exitCode !== null) throw new Error(`${file} ended with exit code ${child.exitCode}.`);
      await Promise.race([once(child, 'said'), once(child, 'exit')]);
    }
  };
  const stop = async () => {
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { tells, stop };
}

async function until(what, look) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`There was no ${what} within a minute.`);
    await pause(5);
  }
}

/** The bot as `npm start` starts it, on a folder. @returns how long it took until it answers, milliseconds */
async function startBot(sandbox, dataDir) {
  const began = performance.now();
  const bot = start(
    'dist/bot/src/main.js',
    {
      ...AWS,
      NODE_ENV: 'production',
      ALLOW_ENDPOINT_OVERRIDE: '1',
      AWS_ENDPOINT_URL: sandbox.aws,
      SLACK_API_URL: `${sandbox.slack}/api/`,
      SLACK_BOT_TOKEN: sandbox.tokens.bot,
      SLACK_APP_TOKEN: sandbox.tokens.app,
      OPERATORS: PEOPLE.map((name) => sandbox.members[name]).join(),
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
    },
    join(root, 'dist/bot'),
  );
  const url = await bot.tells('listening');
  const listening = performance.now() - began;
  await until('ready bot', async () => (await fetch(`${url}/health/ready`).catch(() => undefined))?.ok);
  return { ...bot, url, listening, ready: performance.now() - began };
}

function store(dataDir, ...words) {
  const program = [join(root, 'dist/bot/src/cli/run-store.js'), ...words];
  const { status, stderr } = spawnSync(process.execPath, program, {
    env: { PATH, HOME, DATA_DIR: dataDir },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}

function asker(sandbox) {
  const post = (lever, body) =>
    fetch(`${sandbox.slack}/_sandbox/${lever}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel: '#ops', ...body }),
    });
  return async (user, text) => (await post('command', { user, text })).json();
}

/** The rows of one deployment, from its command to its message, as the bot itself wrote them. */
async function oneDeployment(sandbox, folder) {
  const dataDir = join(folder, 'one');
  const bot = await startBot(sandbox, dataDir);
  await asker(sandbox)('ann', 'image primes-api 1.1.0');
  const screen = () =>
    fetch(`${sandbox.slack}/_sandbox/screen?${new URLSearchParams({ user: 'ann', channel: '#ops' })}`);
  await until('end of the deployment', async () =>
    (await (await screen()).json()).messages.some(({ plain, thread_ts }) => thread_ts && /done: 1\.0\.0/.test(plain)),
  );
  await bot.stop();
  const file = join(folder, 'one.jsonl');
  store(dataDir, 'export', file);
  return readFileSync(file, 'utf8').trimEnd().split('\n');
}

/** So many of them over the days that they are kept, each with ids of its own, as a file to import. */
async function manyDeployments(lines, path) {
  const ids = [...new Set(lines.join('').match(/\b(chg|dep|cmd|aud)-[0-9a-f]{10}\b/g))];
  const [head] = lines;
  const file = createWriteStream(path);
  const now = Date.now();
  let rows = 0;
  file.write(`${head}\n`);
  for (const table of ['changes', 'deployments', 'audit', 'board', 'deliveries']) {
    const sample = lines.find((line) => line.startsWith(`{"${table}"`));
    for (let n = 0; n < CHANGES; n++) {
      const age = ((CHANGES - n) / CHANGES) * KEPT.changes * DAY_MS;
      if (age > (KEPT[table] ?? KEPT.changes) * DAY_MS) continue;
      let line = sample
        .replaceAll('"primes-api', `"svc-${n % SERVICES}`)
        .replaceAll('\\"primes-api', `\\"svc-${n % SERVICES}`);
      for (const id of ids) line = line.replaceAll(id, `${id.slice(0, 4)}${n.toString(16).padStart(10, '0')}`);
      const row = JSON.parse(line)[table];
      for (const name of ['at', 'started_at', 'saved_at']) if (name in row) row[name] = Math.round(now - age);
      // None of them is looked at any more, but for a few of the last minutes.
      if (table === 'deployments') row.followed = 0;
      if (table === 'deliveries') row.id = `${row.id.slice(0, -10)}${n.toString(16).padStart(10, '0')}`;
      rows++;
      if (!file.write(`${JSON.stringify({ [table]: row })}\n`)) await once(file, 'drain');
    }
  }
  file.end(JSON.stringify({ rows }));
  await once(file, 'finish');
}

const metric = (text, name) => Number(new RegExp(String.raw`^${name} (\S+)`, 'm').exec(text)?.[1] ?? Number.NaN);
/** How late the event loop was since it was asked last: what everything in the bot waited for. Milliseconds. */
async function delay(bot) {
  const text = await (await fetch(`${bot.url}/metrics`)).text();
  // It is measured by a timer of ten milliseconds, which are in what it says.
  const ms = (share) => Math.max(0, metric(text, `nodejs_eventloop_lag_${share}_seconds`) * 1000 - TIMER_MS);
  return { p50: ms('p50'), p99: ms('p99'), max: ms('max') };
}

/** How long commits take, one after the other: each a change with its audit and its message. Milliseconds. */
async function commits(folder) {
  const specs = join(root, 'bot/src/store/spec');
  const words = ['--require', join(specs, 'typescript.cjs'), join(specs, 'committer.ts'), join(folder, 'commits')];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const times = [];
  let last;
  for await (const _ of createInterface({ input: child.stdout })) {
    const now = performance.now();
    if (last !== undefined) times.push(now - last);
    last = now;
    if (times.length === COMMITS) break;
  }
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  return times;
}

/** How long the disk takes for as many bytes as a commit writes, without a database. Milliseconds. */
function syncs(folder) {
  const file = openSync(join(folder, 'syncs'), 'w');
  const bytes = Buffer.alloc(COMMIT_BYTES, 1);
  const times = Array.from({ length: COMMITS }, () => {
    const began = performance.now();
    writeSync(file, bytes);
    fdatasyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  return times;
}

async function measureCommits(say, folder) {
  const [ours, bare] = [await commits(folder), syncs(folder)];
  const [p50, p99] = [quantile(ours, 0.5), quantile(ours, 0.99)];
  const ratios = `${(p50 / quantile(bare, 0.5)).toFixed(2)} and ${(p99 / quantile(bare, 0.99)).toFixed(2)}`;
  say(`a commit, p50 and p99: ${ratios} of a bare write and fdatasync (${p50.toFixed(1)} and ${p99.toFixed(1)} ms)`);
}

/** Ten commands a second that each change something, and an answer to a look beside them. */
async function load(sandbox, bot) {
  const ask = asker(sandbox);
  await delay(bot);
  await pause(LOAD_MS / 2);
  const idle = await delay(bot);
  const acks = [];
  const typing = [];
  const end = Date.now() + LOAD_MS;
  for (let n = 0; Date.now() < end; n++) {
    const text = n % 4 === 3 ? 'history' : `scale primes-api ${2 + (n % 5)}`;
    typing.push(ask('ann', text).then(({ ackMs }) => acks.push(ackMs)));
    await pause(BETWEEN_COMMANDS_MS);
  }
  await Promise.all(typing);
  return { idle, busy: await delay(bot), acks, commands: typing.length };
}

/** @param {(line: string) => void} say is told what was measured, a line each */
export async function measureStore(say) {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-bench-'));
  const program = start('dist/sandbox/src/main.js', { ...AWS, ...PORTS });
  try {
    await measureCommits(say, folder);
    const sandbox = await program.tells('listening');
    await program.tells('ready');
    const many = join(folder, 'many.jsonl');
    await manyDeployments(await oneDeployment(sandbox, folder), many);
    const full = join(folder, 'full');
    store(full, 'import', many);
    const { size } = statSync(join(full, 'chatops.db'));
    say(
      `${CHANGES} deployments, with changes, audit and messages: ${(size / 1e6).toFixed(0)} MB, ${Math.round(size / CHANGES)} bytes each`,
    );
    const starts = { none: [], full: [] };
    for (let round = 0; round < STARTS; round++) {
      for (const [name, dataDir] of [
        ['none', join(folder, `none-${round}`)],
        ['full', full],
      ]) {
        const bot = await startBot(sandbox, dataDir);
        starts[name].push(bot.listening);
        await bot.stop();
      }
    }
    const [none, some] = [median(starts.none), median(starts.full)];
    say(
      `the bot's start with all of them: ${(some / none).toFixed(2)} of one with none (${some.toFixed(0)} ms; ${none.toFixed(0)} ms)`,
    );
    const bot = await startBot(sandbox, full);
    const { idle, busy, acks, commands } = await load(sandbox, bot);
    await bot.stop();
    say(
      `${commands} commands in ${LOAD_MS / 1000} s: acknowledged in ${median(acks).toFixed(0)} ms, at most ${Math.max(...acks).toFixed(0)} ms`,
    );
    const words = ({ p50, p99, max }) => `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, at most ${max.toFixed(0)} ms`;
    say(
      `the event loop's delay meanwhile: ${(busy.p99 / idle.p99).toFixed(1)} of an idle bot's p99 (${words(busy)}; idle ${words(idle)})`,
    );
  } finally {
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
