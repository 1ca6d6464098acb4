import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { endBot } from './harness/bot-end';
import { Stack } from './harness/stack';
import { inEcr } from './harness/world';

const SECRET = '0123456789abcdef0123456789abcdef';
/** The lines that docs/pipelines.md gives to whoever sets up a pipeline. */
const SCRIPT = /```sh\n([^]*?)```/.exec(readFileSync(join(__dirname, '..', 'docs', 'pipelines.md'), 'utf8'))![1]!;

let stack: Stack;
/** A job that says what it does, and ends as its name says. */
const job = (name: string, program: string) => ({
  name,
  service: 'primes/primes-api',
  command: ['node', '-e', program],
});
const RUN_JOBS = JSON.stringify([
  job('migrate', "console.log('migrated with token=abcdef0123456789abcdef'); setTimeout(() => process.exit(0), 6000)"),
  job('broken', "console.error('no such table'); process.exit(3)"),
  job('endless', "console.log('on and on'); setInterval(() => {}, 1000)"),
]);
let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'chatops-hooks-'));
  stack = await Stack.start({ IMAGE_HOOK_SECRET: SECRET, RUN_JOBS, JOB_RUNNERS: 'U0BEN00001', DATA_DIR: dataDir });
});
afterAll(async () => {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const digestOf = async (imageTag: string): Promise<string> => {
  const asked = new DescribeImagesCommand({ repositoryName: 'primes-api', imageIds: [{ imageTag }] });
  const { imageDetails } = await new ECRClient(stack.awsClient).send(asked);
  return imageDetails![0]!.imageDigest!;
};

/** A pipeline runs the lines of the page. */
async function tells(change: Record<string, string> = {}): Promise<{ ok: boolean; out: string }> {
  const { PATH = '' } = process.env;
  const said = {
    REPOSITORY: inEcr('primes-api'),
    TAG: '1.1.0',
    DIGEST: await digestOf('1.1.0'),
    COMMIT: '91e95be6b6634e3c21072dfcd661146728694326',
    BUILD_URL: 'https://ci.example.com/builds/7',
    IMAGE_HOOK_SECRET: SECRET,
    CHATOPS_URL: stack.ready.bot,
    ...change,
  };
  return new Promise((resolve) => {
    execFile('sh', ['-c', SCRIPT], { env: { PATH, ...said } }, (error, out) => resolve({ ok: error === null, out }));
  });
}

const setTo = async (): Promise<string> => {
  const ecs = new ECSClient(stack.awsClient);
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }));
  const { taskDefinition: revision } = services![0]!;
  const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: revision }));
  return taskDefinition!.containerDefinitions![0]!.image!;
};

describe('a pipeline that has built an image', () => {
  test('says so with the lines of the page: one message with a button, and nothing is deployed', async () => {
    const { ok, out } = await tells();
    expect(out).toContain('{"service":"primes/primes-api","outcome":"told"}');
    expect(ok).toBe(true);
    const deploys = stack.person('ann').in('#deploys');
    const built = await deploys.sees(
      /primes\/primes-api: 1\.1\.0 sha256:[0-9a-f]{12} was built\. It is set to 1\.0\.0/,
    );
    expect(built.plain).toContain('Commit 91e95be6b663');
    expect((await tells({ BUILD_URL: 'https://ci.example.com/builds/8' })).out).toContain('"outcome":"known"');
    const again = (await deploys.screen()).messages.filter(({ plain }) =>
      plain.startsWith('primes/primes-api: 1.1.0 was built'),
    );
    expect(again).toHaveLength(1);
    expect(await setTo()).toMatch(/:1\.0\.0$/);
  });

  test('is not believed with another secret, and is told what is wrong', async () => {
    const { ok, out } = await tells({ IMAGE_HOOK_SECRET: 'x'.repeat(32) });
    expect([ok, out]).toEqual([false, expect.stringContaining('x-chatops-signature is not that of')]);
    expect((await tells({ DIGEST: 'sha256:1' })).out).toContain('digest: is sha256: and 64 hexadecimal digits');
    expect((await tells({ REPOSITORY: 'registry.example.com/other' })).out).toContain('No service that I look after');
  });

  test('a person who may deploys that very image by the button; who may not does not', async () => {
    const deploys = stack.person('ann').in('#deploys');
    const built = await deploys.sees(/1\.1\.0 sha256:[0-9a-f]{12} was built/);
    const ben = stack.person('ben').in('#deploys');
    await ben.clicks(built, 'Deploy 1.1.0 to primes/primes-api');
    await ben.sees(/You may not change services/);
    await deploys.clicks(built, 'Deploy 1.1.0 to primes/primes-api');
    await deploys.sees(/done: 1\.0\.0 → 1\.1\.0/);
    expect(await setTo()).toBe(`${inEcr('primes-api:1.1.0')}@${await digestOf('1.1.0')}`);
    expect((await tells()).out).toContain('"outcome":"same"');
  });
});

describe('a job', () => {
  const DEADLINE_MS = 60_000;
  /** Ben may run jobs, and change nothing else. */
  const starts = async (name: string) => {
    const ben = stack.person('ben').in('#ops');
    const asked = await ben.asks(`run primes-api ${name}`, new RegExp(`job ${name} → node -e`));
    await ben.clicks(asked, `Run ${name} of primes/primes-api`);
    const message = await ben.sees(new RegExp(`primes/primes-api: job ${name}: (being started|running)`));
    return { ben, message, own: ({ ts }: { ts: string }) => ts === message.ts };
  };
  const tasksOf = async (): Promise<number> => {
    const ecs = new ECSClient(stack.awsClient);
    const arns = await Promise.all(
      (['RUNNING', 'STOPPED'] as const).map(async (desiredStatus) => {
        const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster: 'primes', desiredStatus }));
        return taskArns;
      }),
    );
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster: 'primes', tasks: arns.flat() }));
    return tasks.filter(({ startedBy }) => startedBy?.startsWith('run-')).length;
  };

  test('is run once, followed with its log to its exit code, also where the bot is killed in the middle', async () => {
    const { ben, message, own } = await starts('migrate');
    await ben.asks('run primes-api migrate', /migrate of primes\/primes-api runs already/);
    await endBot(stack, 'SIGKILL');
    const done = await ben.sees(/job migrate: done in .*: exit 0/, own, DEADLINE_MS);
    expect(done.plain).toContain('✅');
    const below = ({ thread_ts }: { thread_ts?: string }) => thread_ts === message.ts;
    const log = await ben.sees(/migrated with token=/, below);
    expect(log.plain).not.toContain('abcdef0123456789abcdef');
    await ben.sees(/@ben.*job migrate: done/s, below);
    expect(await tasksOf()).toBe(1);
  });

  test('that fails says its exit code and what it wrote', async () => {
    const { ben, message, own } = await starts('broken');
    await ben.sees(/job broken: failed after .*: exit 3/, own, DEADLINE_MS);
    await ben.sees(/no such table/, ({ thread_ts }) => thread_ts === message.ts);
  });

  test('is ended by its button', async () => {
    const { ben, own } = await starts('endless');
    await ben.sees(/job endless: running/, own);
    await ben.clicks(await ben.sees(/job endless: running/, own), 'End endless');
    await ben.sees(/job endless: ended by ben after/, own, DEADLINE_MS);
  });

  test('is nothing for operators, and nothing that is not configured is run', async () => {
    const before = await tasksOf();
    await stack.person('ann').asks('run primes-api migrate', /You may not run jobs/);
    await stack.person('ben').asks('run primes-api rm', /has no job rm\.[^]*It has migrate, broken, endless\./);
    expect(await tasksOf()).toBe(before);
  });
});
