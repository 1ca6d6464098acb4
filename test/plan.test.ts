import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { BatchDeleteImageCommand, BatchGetImageCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { CloudWatchLogsClient, CreateLogGroupCommand, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateSecretCommand, DeleteSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { endBot } from './harness/bot-end';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';
import { inEcr, World } from './harness/world';

const DEADLINE_MS = 90_000;

let dataDir: string;
let stack: Stack;
let world: World;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'chatops-plan-'));
  stack = await Stack.start({ DATA_DIR: dataDir, INSURANCE_HOURS: String(1 / 3600) });
  world = new World(stack.awsClient);
});
afterAll(async () => {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const setTo = async (service: string): Promise<string> => {
  const ecs = new ECSClient(stack.awsClient);
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: [service] }));
  return services![0]!.taskDefinition!.split('/').at(-1)!;
};

/** How launches of tasks fail from now on, or no more. */
async function launchFault(fault?: object): Promise<void> {
  const body = fault && { body: JSON.stringify({ kind: 'launch', ...fault }) };
  const method = fault ? 'POST' : 'DELETE';
  const headers = { 'content-type': 'application/json' };
  const { ok } = await fetch(`${stack.ready.aws}/_sandbox/faults`, { method, headers, ...body });
  expect(ok).toBe(true);
}

/** Pushes an index of one image to primes-api, as buildx does for one platform. */
async function pushIndex(imageTag: string, architecture: string): Promise<void> {
  const ecr = new ECRClient(stack.awsClient);
  const imageIds = [{ imageTag: '1.1.0' }];
  const { images } = await ecr.send(new BatchGetImageCommand({ repositoryName: 'primes-api', imageIds }));
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const { annotations } = JSON.parse(images![0]!.imageManifest!) as { annotations: Record<string, string> };
  const { imageDigest: digest } = images![0]!.imageId!;
  const image = { mediaType: images![0]!.imageManifestMediaType, digest, size: images![0]!.imageManifest!.length };
  const manifests = [{ ...image, platform: { os: 'linux', architecture } }];
  const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType, manifests, annotations });
  await ecr.send(
    new PutImageCommand({ repositoryName: 'primes-api', imageTag, imageManifest, imageManifestMediaType: mediaType }),
  );
}

describe('plan', () => {
  test('says what would change and what stands in its way, to the asker alone, and changes nothing', async () => {
    const ben = stack.person('ben');
    const plan = await ben.asks('plan primes-api 1.1.0', /1\.0\.0 → 1\.1\.0/);
    expect(plan.ephemeral).toBe(true);
    expect(plan.plain).toMatch(/Image: 1\.0\.0 sha256:[0-9a-f]{12} → 1\.1\.0 sha256:[0-9a-f]{12}, pushed/);
    expect(plan.plain).toContain('Revision: primes-api:1 → the next one of primes-api.');
    expect(plan.plain).toContain('Nothing stops it');
    expect(plan.plain).toContain('at least 2 and at most 4 tasks run, of 2 wanted');
    expect(await setTo('primes-api')).toBe('primes-api:1');
    // Ben may not deploy, whoever drew the button.
    await ben.clicks(plan, 'Deploy 1.1.0');
    await ben.sees(/You may not change/);
    expect(await setTo('primes-api')).toBe('primes-api:1');
  });

  test('where there is no room for a deployment it says so, and image is refused before anything is registered', async () => {
    const deploymentConfiguration = { minimumHealthyPercent: 100, maximumPercent: 150 };
    await world.service('stuck', [{ name: 'app', image: inEcr('primes-api:1.0.0') }], {
      deploymentConfiguration,
      desiredCount: 1,
    });
    const ann = stack.person('ann');
    const plan = await ann.asks('plan stuck 1.1.0', /1 thing stops it/);
    expect(plan.plain).toMatch(/Stops it: Of its deployments at least 1 and at most 1 of 1 tasks may run/);
    await ann.asks('image primes/stuck 1.1.0', /Nothing was changed: 1\.1\.0 cannot run in primes\/stuck/);
    expect(await setTo('stuck')).toBe('stuck:1');
  });

  test('a log group or a secret that is gone is named, and the image refused before anything is registered', async () => {
    const logs = new CloudWatchLogsClient(stack.awsClient);
    const secrets = new SecretsManagerClient(stack.awsClient);
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/ecs/given' }));
    const { ARN: valueFrom } = await secrets.send(new CreateSecretCommand({ Name: 'token', SecretString: 'sesame' }));
    const options = { 'awslogs-group': '/ecs/given', 'awslogs-region': 'us-west-2', 'awslogs-stream-prefix': 'app' };
    await world.service('given', [
      {
        name: 'app',
        image: inEcr('primes-api:1.0.0'),
        logConfiguration: { logDriver: 'awslogs', options },
        secrets: [{ name: 'TOKEN', valueFrom }],
      },
    ]);
    const ann = stack.person('ann');
    // A service that was made a moment ago is not looked for with every word that is none.
    const plan = await waitFor('the plan of a service that was just made', async () => {
      const answer = await ann.asks('plan primes/given 1.1.0', /./);
      return answer.plain.includes('Nothing stops it') ? answer : undefined;
    });
    expect(plan.plain).toContain('The log group /ecs/given is there.');
    expect(plan.plain).toContain('What the secret TOKEN is read from is there.');

    await logs.send(new DeleteLogGroupCommand({ logGroupName: '/ecs/given' }));
    await secrets.send(new DeleteSecretCommand({ SecretId: 'token' }));
    const refused = await ann.asks(
      'image primes/given 1.1.0',
      /Nothing was changed: 1\.1\.0 cannot run in primes\/given/,
    );
    expect(refused.plain).toContain('the log group /ecs/given does not exist');
    expect(refused.plain).toContain('the secret behind TOKEN does not exist');
    expect(refused.plain).not.toContain('sesame');
    expect(await setTo('given')).toBe('given:1');
  });

  test('an image for another platform is refused with both named; the one that fits is not', async () => {
    await pushIndex('arm', 'arm64');
    await pushIndex('intel', 'amd64');
    const ann = stack.person('ann');
    await ann.asks('image primes-api arm', /built for LINUX\/ARM64, and its tasks run on LINUX\/X86_64/);
    await ann.asks('plan primes-api intel', /It is built for LINUX\/X86_64, as its tasks are\./);
    expect(await setTo('primes-api')).toBe('primes-api:1');
  });
});

describe('deploy to several services', () => {
  const image = inEcr('primes-api:1.0.0');
  const circuitBreaker = { enable: true, rollback: true };
  const app = [{ name: 'app', image, portMappings: [{ containerPort: 8080 }] }];
  const one = { desiredCount: 1, deploymentConfiguration: { deploymentCircuitBreaker: circuitBreaker } };
  const imageOf = async (service: string): Promise<string> => {
    const ecs = new ECSClient(stack.awsClient);
    const taskDefinition = await setTo(service);
    const described = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    return described.taskDefinition!.containerDefinitions![0]!.image!.split(':').at(-1)!;
  };
  beforeAll(async () => {
    await Promise.all(['front', 'middle', 'back'].map((name) => world.service(name, app, one)));
  });

  test('one message: the same tag to each in that order, also where the bot is killed in the middle', async () => {
    const ann = stack.person('ann').in('#ops');
    const started = await ann.asks('deploy front primes/middle 1.1.0', /Deploying 1\.1\.0 to 2 services/);
    expect(started.ephemeral).toBe(false);
    const own = ({ ts }: { ts: string }): boolean => ts === started.ts;
    await ann.sees(/front: deploying 1\.0\.0 → 1\.1\.0/, own);
    expect(await imageOf('middle')).toBe('1.0.0');
    await endBot(stack, 'SIGKILL');
    await ann.sees(/1\.1\.0: all 2 services done\.[^]*front: 1\.0\.0 → 1\.1\.0, done in/, own, DEADLINE_MS);
    await ann.sees(/@ann.*all 2 services done/s, ({ thread_ts }) => thread_ts === started.ts);
    expect([await imageOf('front'), await imageOf('middle')]).toEqual(['1.1.0', '1.1.0']);
    const top = (await ann.screen()).messages.filter(
      ({ thread_ts, ts, ephemeral, plain }) =>
        !ephemeral && (!thread_ts || thread_ts === ts) && plain.includes('front'),
    );
    expect(top.map(({ ts }) => ts)).toEqual([started.ts]);
    expect(await setTo('front')).toBe('front:2');
  });

  test('cancelling the one under way stops the rest, and it is said which are where', async () => {
    const ann = stack.person('ann').in('#ops');
    // It would be over before anybody could cancel it.
    await launchFault({ failure: 'throttled', service: 'back' });
    const started = await ann.asks('deploy back front middle 1.2.0', /Deploying 1\.2\.0 to 3 services/);
    const own = ({ ts }: { ts: string }): boolean => ts === started.ts;
    await ann.sees(/back: deploying 1\.0\.0 → 1\.2\.0/, own);
    await ann.clicks(await ann.again(started), 'Cancel, back to 1.0.0');
    const stopped = await ann.sees(
      /1\.2\.0: 0 of 3 services done; primes\/back was cancelled\. 2 services behind it were not touched/,
      own,
      DEADLINE_MS,
    );
    await launchFault();
    expect(stopped.plain).toMatch(/middle: not touched, still 1\.1\.0/);
    await ann.sees(/@ann/, ({ thread_ts }) => thread_ts === started.ts);
    expect([await imageOf('back'), await imageOf('front'), await imageOf('middle')]).toEqual([
      '1.0.0',
      '1.1.0',
      '1.1.0',
    ]);
  });

  test('where one of them cannot be deployed to, none is touched', async () => {
    const ann = stack.person('ann').in('#ops');
    await ann.asks('deploy front primes/stuck 1.2.0', /primes\/stuck cannot be deployed to as one of several/);
    expect(await imageOf('front')).toBe('1.1.0');
  });
});

test('an image that could be gone back to and is deleted is told once, in the channel of the service', async () => {
  const deploys = stack.person('ann').in('#deploys');
  const imageIds = [{ imageTag: '1.0.0' }];
  await new ECRClient(stack.awsClient).send(new BatchDeleteImageCommand({ repositoryName: 'primes-api', imageIds }));
  const about = /primes\/front: 1\.0\.0, the last that ran well before this, is not in its registry any more/;
  const told = await deploys.sees(about);
  expect(told.plain).toContain('A rollback would have nothing to go back to.');
  await deploys.sees(/primes\/primes-api: 1\.0\.0, which serves, is not in its registry any more/);
  await endBot(stack, 'SIGKILL');
  await stack.person('ann').asks('status front', /front/);
  const said = (await deploys.screen()).messages.filter(({ plain }) => about.test(plain));
  expect(said).toHaveLength(1);
});
