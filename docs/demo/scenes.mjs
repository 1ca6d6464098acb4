import { spawn, spawnSync } from 'node:child_process';
import { root, takePicture, type } from './stage.mjs';
import { hasAwsCli, waitForStable } from './wait.mjs';

const PATIENCE = { timeout: 150_000 };
const PHONE = { width: 390, height: 780 };

/** Types a command, and answers the message that tells of it, which is none of those that were there before. */
async function ask(page, command) {
  const words = { said: `/ecs ${command}`, since: Date.now() / 1000 };
  await type(page, words.said);
  const found = await page.waitForFunction(
    ({ said, since }) =>
      [...document.querySelectorAll('[role=article][data-private=false]')].find(
        ({ dataset, textContent }) => Number(dataset.ts) > since && textContent.includes(said),
      )?.dataset.ts,
    words,
    PATIENCE,
  );
  return page.locator(`[data-ts="${await found.jsonValue()}"]`);
}
const says = (message, words) => message.getByText(words).first().waitFor(PATIENCE);

/** A release under load: users see nothing of it, and the message says who serves. */
export async function releaseUnderLoad({ ready, open }) {
  const words = [
    'infra-scripts/load.mjs',
    '--cores',
    '0.25',
    '--minutes',
    '0.7',
    '--url',
    ready.loadBalancer,
    '--json',
  ];
  const load = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  let summary = '';
  load.stdout.on('data', (text) => (summary += text));
  const over = new Promise((resolve) => load.once('exit', resolve));
  const page = await open({});
  const message = await ask(page, 'image primes-api 1.1.0');
  await says(message, /1\.1\.0 serves from \d+ tasks/);
  await says(message, /\d+ repl(y|ies)/);
  await takePicture(page, 'demo-1-release');
  await page.close();
  await over;
  const { answered, failed, latencyMs } = JSON.parse(summary.trim().split('\n').at(-1));
  return { answered, failed, latencyMs };
}

/** What a pipeline calls a success and people call an outage, explained. */
export async function failureExplained({ ready, open }) {
  const page = await open({});
  const message = await ask(page, 'image primes-api oom');
  await says(message, /killed for memory/);
  const waited = hasAwsCli() ? await waitForStable(ready.aws) : undefined;
  await says(message, /rolled back: oom failed/);
  await says(message, /\d+ repl(y|ies)/);
  await takePicture(page, 'demo-2-oom');
  await page.close();
  return waited;
}

/** Done, and then its tasks die: back with two taps, on a phone. */
export async function backFromAPhone({ open }) {
  const page = await open(PHONE);
  const message = await ask(page, 'image primes-api leaky');
  await says(message, /killed for memory since/);
  await takePicture(page, 'demo-3-phone-relapse');
  await message.getByRole('button', { name: /^Back to/ }).click();
  const back = page.getByRole('article').filter({ hasText: 'done: leaky → 1.1.0' }).last();
  await says(back, /1\.1\.0 serves from \d+ tasks/);
  await takePicture(page, 'demo-3-phone-back');
  await page.close();
}

/** Blue/green, and it waits for a word before users come to it. */
export async function pauseApproved({ ready, open }) {
  await deployBy(ready, {
    strategy: 'BLUE_GREEN',
    bakeTimeInMinutes: 3,
    lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }],
  });
  const page = await open({});
  const message = await ask(page, 'image primes-api 1.2.0');
  const go = page.getByRole('button', { name: /^Continue: all traffic/ });
  await go.last().waitFor(PATIENCE);
  await takePicture(page, 'demo-4-waits');
  await go.last().click();
  await says(message, /It bakes/);
  await takePicture(page, 'demo-4-bakes');
  await says(message, /1\.2\.0 serves from \d+ tasks/);
  await page.close();
  await deployBy(ready, { strategy: 'ROLLING', lifecycleHooks: [], bakeTimeInMinutes: 0 });
}

async function deployBy({ aws }, deploymentConfiguration) {
  const body = JSON.stringify(deploymentConfiguration);
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${aws}/_sandbox/strategy`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`The strategy was refused: ${await response.text()}`);
}

/** The bot is killed in the middle of a deployment; the one that starts next goes on in the same message. */
export async function killedInTheMiddle({ ready, open }) {
  const page = await open({});
  const message = await ask(page, 'image primes-api 1.1.0');
  await says(message, 'Cancel');
  killBot(ready.pid);
  await takePicture(page, 'demo-5-killed');
  await says(message, /1\.1\.0 serves from \d+ tasks/);
  await says(message, /\d+ repl(y|ies)/);
  await takePicture(page, 'demo-5-done');
  await page.close();
}

function killBot(launcher) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const processes = stdout.split('\n').map((line) => line.trim().split(/\s+/));
  const bot = processes.find(
    ([, parent, ...args]) => Number(parent) === launcher && args.some((arg) => arg.endsWith('bot/src/main.js')),
  );
  if (!bot) throw new Error('The bot of this stage is not among its processes, so it cannot be killed.');
  process.kill(Number(bot[0]), 'SIGKILL');
}
