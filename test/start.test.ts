/** @long It starts everything a dozen times, and waits for the growing pauses before a bot is started again. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alive, childRunning, descendants } from './harness/processes';
import { ROOT } from './harness/program';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

test('the ready line tells every address, and each answers', async () => {
  const stack = await Stack.start();
  try {
    const { aws, slack, loadBalancer, bot, tokens } = stack.ready;
    expect(tokens).toEqual({
      bot: 'xoxb-sandbox',
      app: 'xapp-sandbox',
      signingSecret: 'sandbox',
      people: Object.fromEntries(['ann', 'ben', 'cat', 'dan'].map((name) => [name, `xoxp-sandbox-${name}`])),
    });
    for (const url of [`${aws}/_sandbox/calls`, `${slack}/`, `${loadBalancer}/health`, `${bot}/health/ready`]) {
      expect({ url, status: (await fetch(url)).status }).toEqual({ url, status: 200 });
    }
    expect(await (await fetch(`${bot}/metrics`)).text()).toContain('ecs_chatops_slack_connected 1');
  } finally {
    await stack.stop();
  }
});

test("a shell that is set up for somebody's own AWS changes nothing: the bot is the sandbox's", async () => {
  const stack = await Stack.start({
    AWS_REGION: 'eu-central-1',
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_PROFILE: 'production',
    AWS_ACCESS_KEY_ID: 'AKIAREAL',
    AWS_SESSION_TOKEN: 'real',
    AWS_ENDPOINT_URL_ECS: 'http://127.0.0.1:9',
  });
  try {
    await stack.person('ann').asks('status primes-api', /2 of 2 running/);
    const calls = await (await fetch(`${stack.ready.aws}/_sandbox/calls`)).text();
    expect(calls).not.toContain('AKIAREAL');
  } finally {
    await stack.stop();
  }
});

test('SIGTERM ends everything, every task too', async () => {
  const stack = await Stack.start();
  const family = descendants(stack.ready.pid);
  expect(family.length).toBeGreaterThanOrEqual(4);
  expect(await stack.stop()).toBe(0);
  await waitFor('every process to be gone', async () => (family.some(alive) ? undefined : true), 10_000);
});

test('a kill -9 of the sandbox leaves no task behind', async () => {
  const stack = await Stack.start();
  const family = descendants(stack.ready.pid);
  process.kill(childRunning(stack.ready.pid, 'dist/sandbox/src/main.js'), 'SIGKILL');
  await waitFor('every process to be gone', async () => (family.some(alive) ? undefined : true), 20_000);
  expect(await stack.stop()).toBe(1);
});

/** Fails where something still listens. */
const closed = async (url: string): Promise<true | undefined> =>
  fetch(url).then(
    () => undefined,
    () => true,
  );

test('a kill -9 of the launcher leaves neither sandbox nor bot nor task behind', async () => {
  const stack = await Stack.start();
  const { pid, aws, slack, loadBalancer, bot } = stack.ready;
  const family = descendants(pid);
  expect(family.length).toBeGreaterThanOrEqual(5);
  process.kill(pid, 'SIGKILL');
  await waitFor('every process to be gone', async () => (family.some(alive) ? undefined : true), 10_000);
  for (const url of [aws, slack, loadBalancer, bot]) await waitFor(`${url} to be closed`, () => closed(url), 1000);
});

test('a program that is too busy to hear that the launcher has ended is ended all the same', async () => {
  const script = "process.on('SIGTERM', () => {}); console.log('busy'); for (;;);";
  const words = [
    '--import',
    pathToFileURL(join(__dirname, '../sandbox/launcher/end-with-launcher.mjs')).href,
    '-e',
    script,
  ];
  const busy = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
  const ended = new Promise((resolve) => busy.once('exit', (_code, signal) => resolve(signal)));
  await new Promise((resolve) => busy.stdout!.once('data', resolve));
  const since = Date.now();
  (busy.stdio[3] as Socket).destroy();
  expect(await ended).toBe('SIGKILL');
  expect(Date.now() - since).toBeLessThan(10_000);
});

test('a bot that dies is started again on its port, after a growing pause when it dies soon', async () => {
  const stack = await Stack.start();
  try {
    const family = descendants(stack.ready.pid);
    const killBot = () => process.kill(childRunning(stack.ready.pid, 'dist/bot/src/main.js'), 'SIGKILL');
    for (const said of ['starting it again.', 'starting it again in 1 s.', 'starting it again in 2 s.']) {
      const before = stack.said().length;
      killBot();
      await waitFor(
        'it to be said',
        async () => stack.said().slice(before).includes(`The bot ended with SIGKILL; ${said}`) || undefined,
      );
      await waitFor('the bot to be back on its port', async () => {
        const { status } = await fetch(`${stack.ready.bot}/health/ready`);
        return status === 200 ? true : undefined;
      });
    }
    await stack.person('ann').asks('status primes-api', /2 of 2 running/);
    const stayed = family.filter(alive);
    expect(stayed).toHaveLength(family.length - 1);
  } finally {
    expect(await stack.stop()).toBe(0);
  }
});

/** The folder of the file that the bot remembers in, as it says itself. */
const memoryFolder = async (stack: Stack): Promise<string> => {
  const { plain } = await stack.person('ann').asks('doctor', /memory \(the file/);
  return dirname(/memory \(the file (\S+chatops\.db), which takes what I write\)/.exec(plain)![1]!);
};

test('a launch has a memory of its own, which outlives the bot and goes with the launch', async () => {
  const [one, other] = [await Stack.start(), await Stack.start()];
  const folders = [await memoryFolder(one), await memoryFolder(other)];
  expect(new Set(folders).size).toBe(2);
  process.kill(childRunning(one.ready.pid, 'dist/bot/src/main.js'), 'SIGKILL');
  await waitFor('the bot to be back', async () => (await fetch(`${one.ready.bot}/health/ready`)).ok || undefined);
  expect(await memoryFolder(one)).toBe(folders[0]);
  expect(readdirSync(folders[0]!)).toContain('chatops.db');
  await Promise.all([one.stop(), other.stop()]);
  expect(folders.filter(existsSync)).toEqual([]);
});

test('a memory that a person names is used, said and kept', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  try {
    const stack = await Stack.start({ DATA_DIR: relative(ROOT, folder) });
    expect(await memoryFolder(stack)).toBe(folder);
    expect(stack.said()).toContain(`The bot remembers in ${folder} (DATA_DIR)`);
    await stack.stop();
    expect(readdirSync(folder)).toContain('chatops.db');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a port that is taken is named, with the variable that changes it', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const port = String((holder.address() as AddressInfo).port);
  try {
    for (const variable of ['SANDBOX_AWS_PORT', 'SANDBOX_SLACK_PORT', 'SANDBOX_LB_PORT', 'PORT']) {
      const start = Stack.start({ [variable]: port });
      await expect(start).rejects.toThrow(new RegExp(`${port}[^]*${variable}|${variable}[^]*${port}`));
    }
  } finally {
    holder.close();
  }
});

test('reset empties the sandbox and world makes it again; the bot goes on', async () => {
  const stack = await Stack.start();
  try {
    const lever = (name: string) => fetch(`${stack.ready.aws}/_sandbox/${name}`, { method: 'POST' });
    expect((await lever('world')).status).toBe(409);
    expect((await lever('reset')).status).toBe(204);
    await stack.person('ann').asks('status primes-api', /primes-api/);
    const twice = await Promise.all([lever('world'), lever('world')]);
    expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect((await fetch(`${stack.ready.loadBalancer}/health`)).status).toBe(200);
    await waitFor('the bot to see the new world', async () => {
      const status = await stack.person('ann').asks('status primes-api', /primes-api/);
      return /2 of 2 running/.test(status.plain) ? true : undefined;
    });
  } finally {
    await stack.stop();
  }
});
