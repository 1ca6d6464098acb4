/** @long Each of its twenty commands starts the CDK toolkit, and five of them wait for a deployment. */
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { endBot } from './harness/bot-end';
import { infraScript } from './harness/infra-script';
import { Stack } from './harness/stack';
import { SteadyTraffic } from './harness/steady-traffic';
import { waitFor } from './harness/wait-for';

let stack: Stack;
let ecs: ECSClient;
let cloudformation: CloudFormationClient;
beforeAll(async () => {
  stack = await Stack.start();
  ecs = new ECSClient(stack.awsClient);
  cloudformation = new CloudFormationClient(stack.awsClient);
});
afterAll(() => stack.stop());

const variables = { SLACK_BOT_TOKEN: 'xoxb-for-the-secret', SLACK_APP_TOKEN: 'xapp-for-the-secret' };
const infra = (text: string) => infraScript({ ...stack.ready, variables }, 'infra', ...text.split(' '));

/** What the service runs, as ECS tells it. */
const running = async () => {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }));
  const { taskDefinition: arn, desiredCount, status } = services![0]!;
  const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn! }));
  const { memory, containerDefinitions } = taskDefinition!;
  return { status, desiredCount, memory, tag: containerDefinitions![0]!.image!.split(':').at(-1) };
};

const stacks = async () => {
  const { StackSummaries } = await cloudformation.send(new ListStacksCommand({}));
  return StackSummaries!.map(({ StackName, StackStatus }) => `${StackName} ${StackStatus}`);
};

test('the starting world is the stack primes: status shows it, diff and up find nothing to do', async () => {
  const status = await infra('status primes');
  expect(status.printed).toMatch(/^primes: UPDATE_COMPLETE.*\n.*runs 1\.0\.0 .*2 of 2 tasks/);
  expect(status.code).toBe(0);
  expect(await infra('diff primes')).toMatchObject({ code: 0, printed: 'primes: no differences.\n' });
  const up = await infra('up primes --yes');
  expect(up).toMatchObject({ code: 0, said: expect.stringContaining('primes is up to date: nothing to change.') });
});

test('nothing changes unseen: a dry run shows, and without a yes nobody is asked in vain', async () => {
  const dry = await infra('up primes --max 6 --dry-run');
  expect(dry).toMatchObject({ code: 0, said: expect.stringMatching(/MaxCapacity.*10.*6/s) });
  const unasked = await infra('up primes --max 6');
  expect(unasked).toMatchObject({ code: 1, said: expect.stringContaining('Add --yes to go on') });
  expect((await infra('diff primes')).printed).toBe('primes: no differences.\n');
});

test('a changed option is a rolling deployment in place, without a failed request, and is remembered', async () => {
  const traffic = SteadyTraffic.start(`${stack.ready.loadBalancer}/health`, 10);
  const { code, said } = await infra('up primes --memory 1024 --yes');
  expect([code, said]).toEqual([0, expect.stringMatching(/UPDATE_COMPLETE.*AWS::ECS::Service.*primes stands\./s)]);
  expect((await traffic.stop()).failed).toEqual([]);
  expect(await running()).toMatchObject({ memory: '1024', tag: '1.0.0' });
  expect((await infra('up primes --yes')).said).toContain('nothing to change');
});

test('what chat has deployed stays, unless up is told otherwise', async () => {
  const ann = stack.person('ann');
  await ann.types('image primes-api 1.1.0');
  const started = await ann.sees(/1\.0\.0.*1\.1\.0/s);
  await ann.sees(/@ann/, ({ thread_ts }) => thread_ts === started.ts);

  const again = await infra('up primes --yes');
  expect(again.said).toMatch(/runs 1\.1\.0 where the template says 1\.0\.0.*That stays.*nothing to change/s);
  await infra('up primes --memory 512 --yes');
  expect(await running()).toMatchObject({ memory: '512', tag: '1.1.0' });
  await infra('up primes --image 1.0.0 --yes');
  expect((await running()).tag).toBe('1.0.0');
});

test('an update that fails is rolled back, and it is said why', async () => {
  const { code, said } = await infra('up primes --image crash --max 7 --yes');
  expect(code).toBe(1);
  expect(said).toMatch(/UPDATE_FAILED.*AWS::ECS::Service.*Circuit Breaker was triggered/);
  expect(said).toMatch(/is as it was before: .*\nA task of primes-api:\d+ stopped: .*exit code 1/);
  expect(await running()).toMatchObject({ tag: '1.0.0' });
  expect((await infra('status primes')).printed).toMatch(/UPDATE_ROLLBACK_COMPLETE.*runs 1\.0\.0/s);
});

test.each([
  ['up primes --image 9.9.9 --yes', /The repository primes-api has no image 9\.9\.9\./],
  ['up primes --launch-type ec2 --yes', /The sandbox has no container instances/],
  ['up bot --database rds --yes', /The sandbox has no RDS, so --database rds is for a real account\./],
  ['up bot --database-secret nothing --yes', /There is no secret nothing in us-west-2\./],
])('%s changes nothing and says why', async (words, sentence) => {
  expect(await infra(words)).toMatchObject({ code: 1, said: expect.stringMatching(sentence) });
  expect((await running()).tag).toBe('1.0.0');
});

test('down refuses where the cluster runs what the stack did not make', async () => {
  const hello = (desiredCount: number) =>
    ecs.send(new UpdateServiceCommand({ cluster: 'primes', service: 'hello', desiredCount }));
  await hello(1);
  expect(await infra('down primes --yes')).toMatchObject({
    code: 1,
    said: expect.stringMatching(
      /The cluster primes also runs hello, which the stack did not make\. Nothing was changed\./,
    ),
  });
  await hello(0);
  await waitFor('hello to run nothing', async () => {
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: ['hello'] }));
    return services![0]!.runningCount === 0 ? true : undefined;
  });
  expect((await running()).status).toBe('ACTIVE');
});

test('down leaves nothing, and may be repeated', async () => {
  const { code, said } = await infra('down --yes');
  expect([code, said]).toEqual([0, expect.stringMatching(/service hello.*primes is gone, and nothing is left\./s)]);
  expect(await stacks()).toEqual(['primes DELETE_COMPLETE']);
  expect((await infra('down --yes')).said).toMatch(/There is no stack bot.*There is no stack primes/s);
  expect((await infra('status primes')).printed).toContain('primes: not there');
});

test('on an account where nothing is, up gets to steady services; the bot rests beside the one in the chat', async () => {
  await fetch(`${stack.ready.aws}/_sandbox/reset`, { method: 'POST' });
  // What a revision is never changes within an account: in another one its number means something else.
  await endBot(stack, 'SIGKILL');
  const { code, said } = await infra('up --image 1.2.0 --service-discovery --operate --yes');
  expect([code, said]).toEqual([
    0,
    expect.stringMatching(
      /About \$\d+ a month.*primes stands\..*It remembers on the disk of its task.*--database-secret.*The Slack tokens are in the secret.*bot stands\./s,
    ),
  ]);
  expect(said).not.toContain('for-the-secret');
  expect(await running()).toMatchObject({ desiredCount: 2, tag: '1.2.0' });
  expect(await (await fetch(`${stack.ready.loadBalancer}/health`)).json()).toMatchObject({ version: '1.2.0' });
  await stack.person('ann').asks('status primes-api', /1\.2\.0/);
  expect((await infra('diff')).printed).toBe('primes: no differences.\nbot: no differences.\n');
});

test('down --keep leaves the images, and the next up takes them over', async () => {
  const { said } = await infra('down primes --keep --yes');
  expect(said).toContain('primes is gone. Left: repository primes-api with its images, log group /ecs/primes-api.');
  expect((await infra('up primes --image 1.2.0 --yes')).code).toBe(0);
  expect((await running()).tag).toBe('1.2.0');
  expect((await infra('down --yes')).said).toMatch(
    /bot is gone, and nothing is left.*primes is gone, and nothing is left/s,
  );
  expect(new Set(await stacks())).toEqual(new Set(['primes DELETE_COMPLETE', 'bot DELETE_COMPLETE']));
});
