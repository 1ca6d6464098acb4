import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The process ids of everything below a process. */
function descendants(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child!, ...below(child!)]);
  return below(pid);
}

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
  const sandbox = family.find((pid) => descendants(pid).length > 0)!;
  process.kill(sandbox, 'SIGKILL');
  await waitFor('every process to be gone', async () => (family.some(alive) ? undefined : true), 20_000);
  expect(await stack.stop()).toBe(1);
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
