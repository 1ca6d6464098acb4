import {
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

/** A start that fails takes seconds, and three are waited for. */
const FAILING_DEADLINE_MS = 90_000;

let stack: Stack;
let ecs: ECSClient;
beforeAll(async () => {
  stack = await Stack.start();
  ecs = new ECSClient(stack.awsClient);
});
afterAll(() => stack.stop());

const described = async (service: string) => {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: [service] }));
  return services![0]!;
};

/** A service as ECS makes one by default: no circuit breaker, no load balancer. */
async function createService(serviceName: string): Promise<void> {
  const { networkConfiguration } = await described('primes-api');
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: serviceName,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      executionRoleArn: 'arn:aws:iam::000000000000:role/exec',
      containerDefinitions: [
        {
          name: 'worker',
          image: '000000000000.dkr.ecr.us-west-2.amazonaws.com/primes-api:1.0.0',
          essential: true,
          portMappings: [{ containerPort: 80 }],
        },
      ],
    }),
  );
  await ecs.send(
    new CreateServiceCommand({
      cluster: 'primes',
      serviceName,
      taskDefinition: serviceName,
      desiredCount: 1,
      launchType: 'FARGATE',
      networkConfiguration,
    }),
  );
  await waitFor(`${serviceName} to run`, async () => {
    const { runningCount, deployments } = await described(serviceName);
    return (runningCount === 1 && deployments?.[0]?.rolloutState === 'COMPLETED') || undefined;
  });
  await waitFor(`the bot to know ${serviceName}`, async () => {
    const { plain } = await stack.person('dan').asks('status', /primes-api/);
    return plain.includes(serviceName) || undefined;
  });
}

test('a deployment that nothing ends is told of once, and locks nobody out', async () => {
  await createService('worker');
  const ann = stack.person('ann');
  const started = await ann.asks('image worker crash', /1\.0\.0.*crash/s);
  const told = await ann.sees(/@ann/, ({ thread_ts }) => thread_ts === started.ts, FAILING_DEADLINE_MS);
  expect(told.plain).toMatch(/crash does not start: \d+ starts in a row exited 1\./);
  expect(told.plain).toContain('1 of 1.0.0 serves. This service has no circuit breaker, so ECS will try for ever.');
  const message = await ann.again(started);
  expect(message.plain).toMatch(/crash does not start/);
  await ann.asks('status worker', /crash is failing \(\d+ failed starts in a row\): 1 wanted; .*1 of 1\.0\.0 serves/);

  const question = await ann.in('#deploys').asks('image worker 1.1.0', /crash/);
  await ann.in('#deploys').clicks(question, 'primes/worker: crash → 1.1.0');
  const replaced = await ann.sees(/replaced: 1\.1\.0 took the place of crash/, ({ ts }) => ts === started.ts);
  expect(replaced.plain).not.toMatch(/worker:\d+ took/);
  const replies = (await ann.replies(started)).map(({ plain }) => plain);
  expect(replies.filter((plain) => plain.includes('does not start'))).toHaveLength(1);
});

test('the same revision that somebody started again is followed to its end', async () => {
  await createService('jobs');
  const ann = stack.person('ann');
  const started = await ann.asks('image jobs crash', /1\.0\.0.*crash/s);
  await ecs.send(new UpdateServiceCommand({ cluster: 'primes', service: 'jobs', forceNewDeployment: true }));
  const own = ({ ts }: { ts: string }): boolean => ts === started.ts;
  const again = await ann.sees(/Somebody started the same revision again .*; I follow that one/, own);
  expect(again.plain).not.toContain('took the place');
  await ann.sees(/crash does not start: \d+ starts in a row exited 1/, own, FAILING_DEADLINE_MS);
});
