import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { Stack } from './harness/stack';
import { inEcr } from './harness/world';

const SECRET = '0123456789abcdef0123456789abcdef';
/** The lines that docs/pipelines.md gives to whoever sets up a pipeline. */
const SCRIPT = /```sh\n([^]*?)```/.exec(readFileSync(join(__dirname, '..', 'docs', 'pipelines.md'), 'utf8'))![1]!;

let stack: Stack;
beforeAll(async () => (stack = await Stack.start({ IMAGE_HOOK_SECRET: SECRET })));
afterAll(() => stack.stop());

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
    expect((await tells()).out).toContain('"outcome":"known"');
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
