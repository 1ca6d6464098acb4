import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { BatchDeleteImageCommand, BatchGetImageCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

const DEADLINE_MS = 90_000;

let stack: Stack;
let ecs: ECSClient;
let ecr: ECRClient;
beforeAll(async () => {
  stack = await Stack.start();
  ecs = new ECSClient(stack.awsClient);
  ecr = new ECRClient(stack.awsClient);
});
afterAll(() => stack.stop());

const described = async () => {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }));
  return services![0]!;
};

const settled = () =>
  waitFor(
    'the service to be at rest',
    async () => {
      const { deployments = [], runningCount } = await described();
      return (
        (deployments.length === 1 && deployments[0]!.rolloutState === 'COMPLETED' && runningCount === 2) || undefined
      );
    },
    DEADLINE_MS,
  );

/** A pipeline deploys a tag: a new revision with another variable, so that going back changes that too. */
async function pipeline(tag: string, build: string): Promise<void> {
  const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'primes-api:1' }));
  const [container, ...others] = taskDefinition!.containerDefinitions!;
  const image = `${container!.image!.split(':')[0]}:${tag}`;
  const environment = [
    ...(container!.environment ?? []).filter(({ name }) => name !== 'BUILD'),
    { name: 'BUILD', value: build },
  ];
  const { family, cpu, memory, networkMode, executionRoleArn, taskRoleArn, requiresCompatibilities } = taskDefinition!;
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      cpu,
      memory,
      networkMode,
      executionRoleArn,
      taskRoleArn,
      requiresCompatibilities,
      containerDefinitions: [{ ...container, image, environment }, ...others],
    }),
  );
  await ecs.send(new UpdateServiceCommand({ cluster: 'primes', service: 'primes-api', taskDefinition: family }));
}

test('a service goes back to the last that succeeded, in two taps of which the first shows what would change', async () => {
  const ann = stack.person('ann');
  await pipeline('1.1.0', 'a-secret-build');
  await settled();
  const question = await ann.asks('rollback primes-api', /1\.1\.0 → 1\.0\.0/);
  expect(question.plain).toMatch(/1\.0\.0 sha256:[0-9a-f]{12} \(primes-api:1\) ran before: its deployment succeeded/);
  expect(question.plain).toMatch(/This would change too:.*environment: .*BUILD/s);
  expect(question.plain).not.toContain('a-secret-build');
  expect(question.plain).toContain('Nothing was changed yet.');
  await ann.clicks(question, 'Roll back to 1.0.0');
  await ann.sees(/done: 1\.1\.0 → 1\.0\.0/, () => true, DEADLINE_MS);
  expect((await described()).taskDefinition).toMatch(/primes-api:1$/);

  // What was gone back from is not what there is to go back to, however well its deployment ended.
  await settled();
  await ann.asks('rollback primes-api', /I know of nothing that primes\/primes-api could go back to/);
  await ann.asks('history primes-api', /1\.1\.0 → 1\.0\.0 .*done/);
});

test('where the tag has moved it is the digest that ran; what failed is passed over; what is gone from the registry is said', async () => {
  const ann = stack.person('ann');
  // 1.2.0 runs, then its tag is another image.
  await pipeline('1.2.0', '2');
  await settled();
  const ran = (
    await ecr.send(new BatchGetImageCommand({ repositoryName: 'primes-api', imageIds: [{ imageTag: '1.2.0' }] }))
  ).images![0]!;
  await pipeline('crash', '3');
  await settled();
  await pipeline('1.1.0', '4');
  await settled();
  const { images } = await ecr.send(
    new BatchGetImageCommand({ repositoryName: 'primes-api', imageIds: [{ imageTag: '1.1.0' }] }),
  );
  const { imageManifest, imageManifestMediaType } = images![0]!;
  await ecr.send(
    new PutImageCommand({ repositoryName: 'primes-api', imageTag: '1.2.0', imageManifest, imageManifestMediaType }),
  );
  // Without a tag it is still there by its digest.
  const question = await ann.asks('rollback primes-api', /1\.1\.0 → 1\.2\.0/);
  await ann.clicks(question, 'Roll back to 1.2.0');
  await ann.sees(/done: 1\.1\.0 → 1\.2\.0/, () => true, DEADLINE_MS);
  await settled();
  const { taskDefinition } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: (await described()).taskDefinition }),
  );
  expect(taskDefinition!.containerDefinitions![0]!.image).toContain(`1.2.0@${ran.imageId!.imageDigest!}`);

  await pipeline('1.0.0', '5');
  await settled();
  await ecr.send(
    new BatchDeleteImageCommand({
      repositoryName: 'primes-api',
      imageIds: [{ imageDigest: ran.imageId!.imageDigest! }],
    }),
  );
  const next = await ann.asks(
    'rollback primes-api',
    /1\.2\.0 ran well after that, and is not in the registry any more/,
  );
  expect(next.plain).toMatch(/1\.0\.0 \(primes-api:\d+\) → 1\.0\.0 \(primes-api:1\)/);
  const { serviceDeployments } = await ecs.send(
    new ListServiceDeploymentsCommand({ cluster: 'primes', service: 'primes-api', status: ['SUCCESSFUL'] }),
  );
  expect(serviceDeployments!.length).toBeGreaterThan(4);
});
