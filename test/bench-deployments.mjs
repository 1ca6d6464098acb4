// `node test/bench-deployments.mjs [deployments]`: how soon a deployment's message says that it is done after the API does, and
// what following costs: of one, and of ten at once, beside a script that asks as often (`aws ecs wait services-stable` looks at
// the service, a describe at its deployment). Nothing is asserted.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import {
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
} from '@aws-sdk/client-ecs';
import { root } from './steps.mjs';

const POLL_MS = 2000;
const AT_ONCE = 10;
const LOOK_MS = 20;
const PORTS = { SANDBOX_AWS_PORT: '0', SANDBOX_SLACK_PORT: '0', SANDBOX_LB_PORT: '0', PORT: '0' };
/** Neither polls for alarms nor a watch after the end are in what is counted. */
const QUIET = { POLL_SECONDS: '600', SETTLE_MINUTES: '0', DEPLOYMENT_POLL_SECONDS: String(POLL_MS / 1000) };
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {number} deployments how many of the sample service are timed */
export async function measureDeployments(say, deployments = 7) {
  const child = spawn(process.execPath, ['sandbox/launcher/start.mjs', '--json'], {
    cwd: root,
    env: { ...process.env, ...PORTS, ...QUIET, SANDBOX_MINUTE_MS: process.env.SANDBOX_MINUTE_MS ?? '20000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const ready = await new Promise((resolve) =>
      createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line))),
    );
    const world = worldOf(ready);
    await measureLatency(world, say, deployments);
    await measureCalls(world, say);
  } finally {
    child.kill('SIGTERM');
  }
}

function worldOf(ready) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const ecs = new ECSClient({ endpoint: ready.aws, region: 'us-west-2', credentials });
  const command = async (text) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ user: 'ann', channel: '#ops', text });
    await fetch(`${ready.slack}/_sandbox/command`, { method: 'POST', headers, body });
  };
  const messages = async () => {
    const shown = await fetch(`${ready.slack}/_sandbox/screen?user=ann&channel=${encodeURIComponent('#ops')}`);
    return (await shown.json()).messages.filter(({ thread_ts: thread, ts }) => (thread ?? ts) === ts);
  };
  const calls = async (since) => (await fetch(`${ready.aws}/_sandbox/calls?since=${since}`)).json();
  return { ecs, command, messages, calls };
}

/** When the API called the newest deployment of a service done, milliseconds since the epoch. */
async function finishedAt({ ecs }, service) {
  const { serviceDeployments } = await ecs.send(
    new ListServiceDeploymentsCommand({ cluster: 'primes', service, maxResults: 10 }),
  );
  return Math.max(...serviceDeployments.map((one) => one.finishedAt?.getTime() ?? 0));
}

/** When the newest message of a service that says it is done began to. */
async function saysDone(world, service, known) {
  for (;;) {
    const said = (await world.messages()).find(
      ({ ts, plain }) => !known.has(ts) && plain.includes(`primes/${service}`) && plain.includes('done: '),
    );
    if (said) return Date.now();
    await pause(LOOK_MS);
  }
}

async function deploy(world, service, tag) {
  const known = new Set((await world.messages()).map(({ ts }) => ts));
  const began = Date.now();
  await world.command(`image ${service} ${tag}`);
  const said = await saysDone(world, service, known);
  return { began, said, done: await finishedAt(world, service) };
}

async function measureLatency(world, say, deployments) {
  const late = [];
  const ratios = [];
  const all = [];
  for (let n = 0; n < deployments; n++) {
    const { began, said, done } = await deploy(world, 'primes-api', n % 2 === 0 ? '1.1.0' : '1.0.0');
    late.push(said - done);
    const made = await world.calls(began);
    const begun = made.find(({ operation }) => operation === 'UpdateService')?.at ?? began;
    const followed = followingCalls(made, begun, said);
    ratios.push(followed.length / (2 * ((said - begun) / POLL_MS)));
    all.push(...followed);
  }
  say(
    `message after the API says done: median ${(median(late) / 1000).toFixed(2)} s, worst ${(Math.max(...late) / 1000).toFixed(2)} s, asking every ${POLL_MS / 1000} s`,
  );
  say(
    `calls of ECS while one is followed: ${median(ratios).toFixed(2)} of a wait and a describe as often (${countsOf(all)} in ${deployments})`,
  );
}

/** What the bot asked ECS to follow deployments; what it takes to begin one is not in it. */
function followingCalls(all, since, until) {
  const names = new Set([
    'DescribeServices',
    'DescribeServiceDeployments',
    'ListServiceDeployments',
    'ListTasks',
    'DescribeTasks',
  ]);
  return all.filter(
    ({ service, operation, userAgent = '', at }) =>
      service === 'ecs' && userAgent.includes('door/look') && names.has(operation) && at >= since && at <= until,
  );
}

async function measureCalls(world, say) {
  const { services } = await world.ecs.send(
    new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }),
  );
  const { taskDefinition, networkConfiguration } = services[0];
  const names = Array.from({ length: AT_ONCE }, (_, n) => `bench-${n}`);
  for (const serviceName of names) {
    const placed = { cluster: 'primes', taskDefinition, networkConfiguration, launchType: 'FARGATE' };
    await world.ecs.send(new CreateServiceCommand({ ...placed, serviceName, desiredCount: 1 }));
  }
  await Promise.all(names.map((service) => isSteady(world, service)));
  const since = Date.now();
  const told = await Promise.all(names.map((service) => deploy(world, service, '1.2.0')));
  const until = Math.max(...told.map(({ said }) => said));
  const made = followingCalls(await world.calls(since), since, until);
  const describes = made.filter(({ operation }) => operation === 'DescribeServiceDeployments');
  const rounds = (until - since) / POLL_MS;
  const theirs = told.reduce((sum, { began, said }) => sum + 2 * ((said - began) / POLL_MS), 0);
  say(
    `${AT_ONCE} deployments at once: ${(describes.length / rounds).toFixed(2)} DescribeServiceDeployments a round, ${(made.length / rounds).toFixed(2)} calls of ECS a round in all (${countsOf(made)}); ${(made.length / theirs).toFixed(2)} of a wait and a describe of each as often`,
  );
  say(
    `message after the API says done, ${AT_ONCE} at once: median ${(median(told.map(({ said, done }) => said - done)) / 1000).toFixed(2)} s`,
  );
}

async function isSteady(world, service) {
  for (;;) {
    const { services } = await world.ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: [service] }));
    if (services[0].deployments[0].rolloutState === 'COMPLETED') return;
    await pause(200);
  }
}

function countsOf(calls) {
  const counts = new Map();
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return [...counts].map(([operation, count]) => `${operation} ${count}`).join(', ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [deployments] = process.argv.slice(2).map(Number);
  await measureDeployments((line) => process.stdout.write(`${line}\n`), deployments);
}
