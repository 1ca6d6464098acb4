// `npm run test:docker`: builds the images, runs each as production would, pushes one, and asks in the chat of
// `docker compose up`. REGISTRY=host:port names a registry without password to push to; else Docker runs one.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { Compose } from './docker/compose.mjs';
import { Ecr } from './docker/ecr.mjs';
import { docker, isEngineHere, whyNoDocker } from './docker/engine.mjs';
import { LIMITS, build, end, measure, remembers, run, tagOf } from './docker/images.mjs';
import { Push, REPOSITORY } from './docker/push.mjs';
import { registryHere } from './docker/registry.mjs';
import { root } from './steps.mjs';

const NAME = `ecs-chatops-test-${process.pid}`;
const PROGRAMS = Object.keys(LIMITS);
const say = (line) => process.stdout.write(`${line}\n`);

/** What the bot needs to know to find the sandbox on its own loopback; docker-compose.yml has the same on a network. */
const BOT_OPTIONS = Object.entries({
  AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
  SLACK_API_URL: 'http://127.0.0.1:4577/api/',
  ALLOW_ENDPOINT_OVERRIDE: '1',
  AWS_ACCESS_KEY_ID: 'sandbox',
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  SLACK_BOT_TOKEN: 'xoxb-sandbox',
  SLACK_APP_TOKEN: 'xapp-sandbox',
}).flatMap(([name, value]) => ['--env', `${name}=${value}`]);

let passed = 0;

/** Does one thing and says how long it took, and what it answers. @param {() => Promise<string | void>} work */
async function step(name, work) {
  const began = Date.now();
  try {
    const said = await work();
    passed += 1;
    say(`ok     ${name}${said ? `: ${said}` : ''} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    say(`FAILED ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    throw error;
  }
}

function revisionOf() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'unknown';
  }
}

/** Runs the images one by one; the bot last, in the sandbox's network, where it finds what it needs. */
async function runEach() {
  const nameOf = (program) => `${NAME}-${program}`;
  const runs = [
    { program: 'primes-api' },
    { program: 'sandbox' },
    { program: 'bot', options: ['--network', `container:${nameOf('sandbox')}`, ...BOT_OPTIONS] },
  ];
  try {
    for (const { program, options } of runs) {
      await step(`${program} runs read-only, not as root`, () => run({ program, name: nameOf(program), options }));
    }
    await step('bot remembers in its volume, and owns it', () => remembers(nameOf('bot')));
    for (const { program } of runs.toReversed()) {
      await step(`${program} ends`, () => end(program, nameOf(program)));
    }
  } finally {
    await docker(['rm', '--force', '--volumes', ...PROGRAMS.map(nameOf)], { evenInterrupted: true }).catch(() => {});
  }
}

async function pushOne(revision) {
  const registry = await registryHere(`${NAME}-registry`);
  if ('why' in registry) return say(`left out: npm run image -- push, because ${registry.why}`);
  const { address } = registry;
  const push = await Push.here();
  try {
    await step('npm run image -- push', () => push.toRegistry(address, revision));
    await step('npm run image -- push asks first', () => push.asksFirst(address));
    if (await isEngineHere()) await pushToEcr(push, address, revision);
    else say('left out: npm run image -- push to ECR, because its stand-in is not on the machine of the engine');
  } finally {
    await push.end().catch(() => {});
    await registry.end();
  }
}

async function pushToEcr(push, registry, revision) {
  const ecr = new Ecr(registry, REPOSITORY);
  await ecr.start();
  try {
    await step('npm run image -- push to ECR', () => push.toEcr(ecr, registry, revision));
    await step('ECR takes nothing without its password', () => push.isRefusedBy(ecr));
  } finally {
    ecr.end();
  }
}

async function composeUp(revision) {
  const compose = await Compose.on(NAME, revision);
  await step('sandbox and bot are what compose starts', async () =>
    assert.deepEqual(await compose.services(), ['bot', 'sandbox']),
  );
  try {
    await step('docker compose up --wait', () => compose.up());
    await step("the sandbox's bot remembers in memory alone", () => compose.remembersNothing());
    await step('the load balancer answers', async () => void (await compose.serves('/primes/10')));
    await step('/ecs status is answered', () => compose.asks('status primes-api', /2 of 2 running/));
    await step('/ecs image deploys', () => compose.deploys('1.1.0'));
  } finally {
    await step('docker compose down', () => compose.down());
  }
}

/** Two bots on one PostgreSQL; the one that follows a deployment is killed in the middle of it. */
async function composeReplicas(revision) {
  const compose = await Compose.on(`${NAME}-replicas`, revision, 'replicas');
  await step('with the profile replicas compose starts two bots and their database', async () =>
    assert.deepEqual(await compose.services(), ['bot', 'bot-2', 'replicas-db', 'sandbox']),
  );
  try {
    await step('docker compose --profile replicas up --wait', () => compose.up());
    await step('/ecs status is answered by one of two', () => compose.asks('status primes-api', /2 of 2 running/));
    let killed = '';
    await step('a deployment goes on when the bot that follows it is killed', async () => {
      await compose.deploys('1.1.0', async () => (killed = await compose.killsFollower()));
      return `${killed} was killed`;
    });
    await step('/ecs status is answered by the other', () =>
      compose.asks('status primes-api', /2 of 2 running, 1\.1\.0/),
    );
  } finally {
    await step('docker compose --profile replicas down', () => compose.down());
  }
}

async function main() {
  const why = await whyNoDocker();
  if (why) throw new Error(why);
  const revision = revisionOf();
  try {
    for (const program of PROGRAMS) {
      await step(`${program} builds`, () => build(program, revision));
      await step(`${program} is small and labelled`, () => measure(program, revision));
    }
    await runEach();
    await pushOne(revision);
    await composeUp(revision);
    await composeReplicas(revision);
  } finally {
    await docker(['image', 'rm', ...PROGRAMS.map(tagOf)], { evenInterrupted: true }).catch(() => {});
  }
}

try {
  await main();
  say(`\n${passed} passed, 0 failed`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  if (passed > 0) say(`\n${passed} passed, 1 failed`);
  process.exitCode = 1;
}
