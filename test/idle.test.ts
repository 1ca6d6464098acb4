/** @long It lasts as many looks at AWS as a quarter of an hour has; with IDLE_LOOKS=240, as an hour. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CreateServiceCommand, DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { Alarms } from './harness/alarms';
import { Person } from './harness/person';
import { Program } from './harness/program';
import { botSettings, SANDBOX } from './harness/proxied-stack';
import type { Sandbox } from './harness/proxied-stack';
import { callsFile } from './harness/recorded-calls';
import { clientOf } from './harness/stack';
import { waitFor } from './harness/wait-for';

const SERVICES = 100;
/** One takes more than a second: so many services are read at the pace that AWS allows. */
const LOOKS = Number(process.env['IDLE_LOOKS'] ?? 60);
/** Nothing more comes of the start when nothing came of so many looks. */
const CALM_LOOKS = 10;
const DEADLINE_MS = 120_000 + LOOKS * 3000;

let dataDir: string;
let sandbox: Program;
let at: Sandbox;
let bot: Program | undefined;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'chatops-idle-'));
  sandbox = Program.start('dist/sandbox/src/main.js', { ...SANDBOX, SANDBOX_CALLS_FILE: callsFile() });
  at = await sandbox.tells<Sandbox>('listening');
  await sandbox.tells('ready');
});
afterAll(async () => {
  await bot?.stop();
  await sandbox.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What the file and the log beside it are, to the byte: a commit changes the one or the other. */
const stored = (): string[] =>
  ['chatops.db', 'chatops.db-wal']
    .map((name) => join(dataDir, name))
    .map((file) => (existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'none'));

/** How often the bot has asked for the news of alarms. */
const looks = async (since: number): Promise<number> => {
  const calls = (await (await fetch(`${at.aws}/_sandbox/calls?since=${since}`)).json()) as { operation: string }[];
  return calls.filter(({ operation }) => operation === 'DescribeAlarmHistory').length;
};

const looked = (times: number): Promise<unknown> => {
  const since = Date.now();
  return waitFor(`${times} looks`, async () => (await looks(since)) >= times || undefined, DEADLINE_MS);
};

test(
  `${LOOKS} looks at a hundred services to which nothing happens leave what is stored as it was, to the byte`,
  async () => {
    const client = clientOf(at.aws);
    const ecs = new ECSClient(client);
    // Nothing goes up and down here by itself.
    await new ApplicationAutoScalingClient(client).send(
      new DeregisterScalableTargetCommand({
        ServiceNamespace: 'ecs',
        ScalableDimension: 'ecs:service:DesiredCount',
        ResourceId: 'service/primes/primes-api',
      }),
    );
    const described = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }));
    const { taskDefinition, networkConfiguration } = described.services![0]!;
    for (let n = 0; n < SERVICES; n++) {
      const placed = { cluster: 'primes', taskDefinition, networkConfiguration, launchType: 'FARGATE' as const };
      await ecs.send(new CreateServiceCommand({ ...placed, serviceName: `svc-${n}`, desiredCount: 0 }));
    }
    await new Alarms(client).createOn('always-on');
    const settings = { ...botSettings(at, at), DATA_DIR: dataDir, POLL_SECONDS: '0.1' };
    bot = Program.start('dist/bot/src/main.js', settings, 'dist/bot');
    await bot.tells('listening');
    // What is known and goes on is not written again.
    const ann = new Person(at.slack, 'ann');
    await ann.in('#alerts').sees(/high CPU/, undefined, DEADLINE_MS);
    await waitFor(
      'the start to be over',
      async () => {
        const before = stored();
        await looked(CALM_LOOKS);
        return before.join() === stored().join() || undefined;
      },
      DEADLINE_MS,
    );
    const before = stored();
    await looked(LOOKS);
    expect(stored()).toEqual(before);

    await ann.asks('scale primes-api 3', /→ 3 tasks/);
    expect(stored()).not.toEqual(before);
  },
  2 * DEADLINE_MS,
);
