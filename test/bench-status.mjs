// `node test/bench-status.mjs [services] [commands]`: so many `status` of so many services within a minute. Prints what it
// cost: the reads of ECS and the most of them in one second, and the bot's memory.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CreateServiceCommand, ECSClient, DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { root } from './steps.mjs';

const [services = 500, commands = 100] = process.argv.slice(2).map(Number);
const MINUTE_MS = 60_000;
const PEOPLE = ['ann', 'ben', 'cat', 'dan'];
const PORTS = { SANDBOX_AWS_PORT: '0', SANDBOX_SLACK_PORT: '0', SANDBOX_LB_PORT: '0', PORT: '0' };

const child = spawn(process.execPath, ['sandbox/launcher/start.mjs', '--json'], {
  cwd: root,
  env: { ...process.env, ...PORTS, POLL_SECONDS: '15' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ready = await new Promise((resolve) =>
  createInterface({ input: child.stdout }).on('line', (line) => resolve(JSON.parse(line))),
);

/** The bot's resident memory, in MB. */
async function memory() {
  const text = await (await fetch(`${ready.bot}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? 0) / 1e6;
}

async function fill() {
  const ecs = new ECSClient({
    endpoint: ready.aws,
    region: 'us-west-2',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const described = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }));
  const { taskDefinition, networkConfiguration } = described.services[0];
  for (let n = 0; n < services; n++) {
    const serviceName = `svc-${String(n).padStart(3, '0')}`;
    const placed = { cluster: 'primes', taskDefinition, networkConfiguration, launchType: 'FARGATE' };
    await ecs.send(new CreateServiceCommand({ ...placed, serviceName, desiredCount: 0 }));
  }
}

function type(user) {
  return fetch(`${ready.slack}/_sandbox/command`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, channel: '#ops', text: 'status' }),
  });
}

try {
  await fill();
  const before = await memory();
  const since = Date.now();
  let most = before;
  const typing = [];
  for (let n = 0; n < commands; n++) {
    typing.push(type(PEOPLE[n % PEOPLE.length]));
    await new Promise((resolve) => setTimeout(resolve, MINUTE_MS / commands));
    if (n % 5 === 0) most = Math.max(most, await memory());
  }
  const answers = await Promise.all(typing.map(async (typed) => (await (await typed).json()).outcome));
  const calls = await (await fetch(`${ready.aws}/_sandbox/calls?since=${since}`)).json();
  const reads = calls.filter(({ service, userAgent }) => service === 'ecs' && userAgent.includes('door/look'));
  const bySecond = Map.groupBy
    ? Map.groupBy(reads, ({ at }) => Math.floor(at / 1000))
    : reads.reduce((map, call) => {
        const second = Math.floor(call.at / 1000);
        return map.set(second, [...(map.get(second) ?? []), call]);
      }, new Map());
  const result = {
    services,
    commands,
    acknowledged: answers.filter((outcome) => outcome === 'acked').length,
    seconds: Math.round((Date.now() - since) / 1000),
    reads: reads.length,
    mostReadsInOneSecond: Math.max(0, ...[...bySecond.values()].map((some) => some.length)),
    memoryBefore: Math.round(before),
    memoryMost: Math.round(Math.max(most, await memory())),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  child.kill('SIGTERM');
}
