import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { ProxiedStack } from './harness/proxied-stack';
import { waitFor } from './harness/wait-for';

// What the proxy between bot and sandbox promises to the transcripts that use it.

let stack: ProxiedStack;
let ecs: ECSClient;
beforeAll(async () => {
  stack = await ProxiedStack.start();
  ecs = new ECSClient(stack.awsClient);
});
afterAll(() => stack.stop());
afterEach(() => stack.wire.letAllBy());

const desired = async () => {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }));
  return services![0]!.desiredCount;
};

test('what it is not told to change goes by as it is, and is written down', async () => {
  await stack.person('ann').asks('status primes-api', /2 of 2 running/);
  expect(stack.wire.aws.bodiesOf('DescribeServices')).toContainEqual(
    expect.objectContaining({ services: expect.arrayContaining(['primes-api']) as unknown }),
  );
  expect(stack.wire.slack.calls.map(({ method }) => method)).toContain('apps.connections.open');
});

test('a service is shown with other members than it has, to the bot alone', async () => {
  stack.wire.aws.showService('primes-api', { set: { runningCount: 1 }, drop: ['events'] });
  await stack.person('ann').asks('status primes-api', /1 of 2 running/);
  expect(await desired()).toBe(2);
});

test('an operation is refused as AWS would, and the sandbox is not asked', async () => {
  const [type, message] = ['InvalidParameterException', 'Not on a service with an EXTERNAL deployment controller.'];
  stack.wire.aws.refuse({ operation: 'UpdateService', containing: '"desiredCount":3', type, message });
  await stack.person('ann').asks('scale primes-api 3', /EXTERNAL deployment controller/);
  expect(await desired()).toBe(2);
  await stack.person('ann').asks('scale primes-api 4', /2 → 4 tasks/);
  expect(await desired()).toBe(4);
  await stack.person('ann').asks('scale primes-api 2', /4 → 2 tasks/);
});

test('an operation is answered with a fixed body', async () => {
  stack.wire.aws.answer({ operation: 'DescribeImages', body: { imageDetails: [] } });
  const answer = await stack.person('ann').asks('deploy primes-api', /primes-api/);
  expect(answer.plain).not.toContain('1.2.0');
});

test('an answer gets members that no SDK knows', async () => {
  stack.wire.aws.change('DescribeTaskDefinition', ({ taskDefinition }) =>
    Object.assign(taskDefinition as object, { futureSetting: { mode: 'strict' } }),
  );
  const { addresses } = stack.wire;
  const response = await fetch(addresses.aws, {
    method: 'POST',
    headers: {
      'x-amz-target': 'AmazonEC2ContainerServiceV20141113.DescribeTaskDefinition',
      'content-type': 'application/x-amz-json-1.1',
      authorization:
        'AWS4-HMAC-SHA256 Credential=x/20260101/us-west-2/ecs/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ taskDefinition: 'primes-api' }),
  });
  expect(await response.json()).toMatchObject({
    taskDefinition: { family: 'primes-api', futureSetting: { mode: 'strict' } },
  });
});

test('an envelope is delivered twice', async () => {
  stack.wire.slack.deliverTwice(['slash_commands'], 50);
  await stack.person('ben').asks('help', /\/ecs status/);
  const deliveries = () => stack.wire.slack.delivered.filter(({ type }) => type === 'slash_commands').slice(-2);
  await waitFor('the second delivery', async () => {
    const [first, second] = deliveries();
    return first?.envelope_id === second?.envelope_id || undefined;
  });
});

test('a call of Slack is carried out, and its answer lost', async () => {
  stack.wire.slack.loseAnswers('chat.postMessage');
  await stack.person('cat').types('scale primes-api 2-9');
  await stack.person('cat').sees(/2-10 → 2-9/);
  expect(stack.wire.slack.lost).toEqual(['chat.postMessage']);
});
