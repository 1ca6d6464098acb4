/** @long The waiters of the AWS CLI sleep for 30 s between two looks. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

const TEMPLATE = join(__dirname, '..', 'infra-scripts', 'templates', 'primes.json');
/** Its waiters sleep 30 s between looks. */
const PATIENCE_MS = 240_000;

interface Template {
  Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
}
interface Answer {
  code: number;
  printed: string;
}

const asked = spawnSync('aws', ['--version']);
const isInstalled = asked.status === 0;
const describeWhereInstalled = isInstalled ? describe : () => undefined;

test('the AWS CLI works, or is not there at all: then what follows is left out', () => {
  expect(isInstalled || asked.error?.message.includes('ENOENT')).toBe(true);
});

describeWhereInstalled('aws cloudformation deploy', () => {
  let stack: Stack;
  const folder = mkdtempSync(join(tmpdir(), 'awscli-'));
  const template = () => JSON.parse(readFileSync(TEMPLATE, 'utf8')) as Template;

  beforeAll(async () => {
    stack = await Stack.start();
    await fetch(`${stack.ready.aws}/_sandbox/reset`, { method: 'POST' });
  });
  afterAll(async () => {
    await stack.stop();
    rmSync(folder, { recursive: true });
  });

  const aws = (...words: string[]): Promise<Answer> =>
    new Promise((resolve) => {
      const env = { ...process.env, AWS_ACCESS_KEY_ID: 'cli', AWS_SECRET_ACCESS_KEY: 'sandbox', AWS_PAGER: '' };
      const options = { env: { ...env, AWS_DEFAULT_REGION: 'us-west-2', AWS_CONFIG_FILE: '/dev/null' } };
      execFile('aws', ['--endpoint-url', stack.ready.aws, 'cloudformation', ...words], options, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, printed: out + err }),
      );
    });

  const secondNow = () => Math.floor(Date.now() / 1000);
  let lastDeploy = 0;

  const deploy = async (made: Template): Promise<Answer> => {
    const file = join(folder, 'template.json');
    writeFileSync(file, JSON.stringify(made));
    const words = ['--stack-name', 'primes', '--capabilities', 'CAPABILITY_IAM', '--no-fail-on-empty-changeset'];
    // The CLI names its change set by the second: two within one second are one name too many.
    await waitFor('another second than that of the last deploy', async () => secondNow() > lastDeploy || undefined);
    const answer = await aws('deploy', '--template-file', file, ...words);
    lastDeploy = secondNow();
    return answer;
  };

  const deployed = async (made: Template): Promise<string> => {
    const { code, printed } = await deploy(made);
    if (code !== 0) throw new Error(`aws cloudformation deploy ended with ${code}: ${printed}`);
    return printed;
  };

  const statusNow = async () =>
    (await aws('describe-stacks', '--query', 'Stacks[0].StackStatus', '--output', 'text')).printed.trim();

  test(
    'makes the repository, then all of it, and finds nothing to change',
    async () => {
      const { Resources } = template();
      const first = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::ECR::Repository');
      await deployed({ Resources: Object.fromEntries(first) });
      await fetch(`${stack.ready.aws}/_sandbox/images`, { method: 'POST' });
      expect(await deployed(template())).toContain('Successfully');
      expect((await fetch(`${stack.ready.loadBalancer}/health`)).status).toBe(200);
      expect(await deployed(template())).toContain('No changes to deploy');
    },
    PATIENCE_MS,
  );

  test(
    'changes in place what changed, and rolls back what fails',
    async () => {
      const changed = template();
      const target = Object.values(changed.Resources).find(({ Type }) => Type.endsWith('ScalableTarget'))!;
      target.Properties['MaxCapacity'] = 6;
      await deployed(changed);

      const broken = JSON.parse(JSON.stringify(changed).replace(':1.0.0', ':crash')) as Template;
      expect(await deploy(broken)).not.toMatchObject({ code: 0 });
      expect(await statusNow()).toBe('UPDATE_ROLLBACK_COMPLETE');
      const events = await aws(
        'describe-stack-events',
        '--stack-name',
        'primes',
        '--query',
        'StackEvents[].ResourceStatusReason',
      );
      expect(events.printed).toContain('Circuit Breaker was triggered');
    },
    PATIENCE_MS,
  );

  test(
    'deletes all of it',
    async () => {
      await aws('delete-stack', '--stack-name', 'primes');
      expect(await aws('wait', 'stack-delete-complete', '--stack-name', 'primes')).toMatchObject({ code: 0 });
      expect(
        (await aws('list-stacks', '--query', 'StackSummaries[].StackStatus', '--output', 'text')).printed.trim(),
      ).toBe('DELETE_COMPLETE');
    },
    PATIENCE_MS,
  );
});
