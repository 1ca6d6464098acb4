import { ApplicationAutoScalingClient, RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { botPolicy } from './harness/bot-policy';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';
import { inEcr, World } from './harness/world';

const ROLE = 'arn:aws:iam::000000000000:role/operate';
const ENVIRONMENTS = JSON.stringify([{ name: 'default', region: 'us-west-2', operateRole: ROLE }]);

let stack: Stack;
let world: World;
beforeAll(async () => {
  stack = await Stack.start({ ENVIRONMENTS });
  world = new World(stack.awsClient);
});
afterAll(() => stack.stop());

const faults = async (method: 'POST' | 'DELETE', order?: object): Promise<void> => {
  const json = order && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) };
  const { status } = await fetch(`${stack.ready.aws}/_sandbox/faults`, { method, ...json });
  expect(status).toBe(204);
};

/** Has AWS deny one action, as it does where the policy lacks it; `within` is the operation it is checked in. */
const deny = async (action: string, within = action): Promise<void> => {
  const [prefix = '', operation] = within.split(':');
  const service = prefix === 'cloudwatch' ? 'monitoring' : prefix;
  await faults('POST', { service, operation, kind: 'error', code: 'AccessDeniedException', action });
};

const naming = (action: string): RegExp =>
  new RegExp(`AWS does not let me call ${action}\\.[^]*Add "${action}"[^]*npm run -s iam`);

/** Gives a command until its answer is as expected: a list of services is remembered for a few seconds. */
const askUntil = (command: string, expected: RegExp): Promise<true> =>
  waitFor(`/ecs ${command} to be answered with ${expected}`, async () => {
    const { plain } = await stack.person('ann').asks(command, /./);
    return expected.test(plain) || undefined;
  });

/** Which command says that an action is denied. What AWS checks within another call is denied in that one. */
const COMMANDS: { action: string; command: string; within?: string }[] = [
  { action: 'ecs:ListClusters', command: 'status' },
  { action: 'ecs:ListServices', command: 'status' },
  { action: 'ecs:DescribeServices', command: 'status primes-api' },
  { action: 'ecs:ListServiceDeployments', command: 'status primes-api' },
  { action: 'ecr:DescribeImages', command: 'deploy primes-api' },
  { action: 'logs:GetLogEvents', command: 'logs primes-api' },
  { action: 'application-autoscaling:DescribeScalableTargets', command: 'status primes-api' },
  { action: 'application-autoscaling:DescribeScalableTargets', command: 'scale primes-api 2-9' },
  { action: 'cloudwatch:GetMetricData', command: 'status primes-api' },
  { action: 'cloudwatch:DescribeAlarms', command: 'status primes-api' },
  { action: 'cloudwatch:DescribeAlarmsForMetric', command: 'status primes-api' },
  { action: 'ecs:UpdateService', command: 'scale primes-api 3' },
  { action: 'application-autoscaling:RegisterScalableTarget', command: 'scale primes-api 2-9' },
  { action: 'ecs:RegisterTaskDefinition', command: 'image primes-api 1.1.0' },
  { action: 'ecs:TagResource', command: 'image primes-api 1.1.0', within: 'ecs:RegisterTaskDefinition' },
  { action: 'iam:PassRole', command: 'image primes-api 1.1.0', within: 'ecs:RegisterTaskDefinition' },
  { action: 'sts:AssumeRole', command: 'scale primes-api 3' },
  { action: 'sts:SetSourceIdentity', command: 'scale primes-api 3', within: 'sts:AssumeRole' },
];
/** Actions whose denial is told elsewhere than in the answer to a command: below. */
const ELSEWHERE = [
  // In blue-green.test.ts, where there is a deployment that waits.
  'ecs:ContinueServiceDeployment',
  'application-autoscaling:DescribeScalingPolicies',
  'application-autoscaling:DescribeScalingActivities',
  'cloudwatch:DescribeAlarmHistory',
  'application-autoscaling:DescribeScheduledActions',
  'ecr:BatchGetImage',
  'ecr:DescribePullThroughCacheRules',
  'cloudtrail:LookupEvents',
  'ecs:ListTasks',
  'ecs:DescribeTasks',
  'ecs:DeregisterTaskDefinition',
  'ecs:DescribeServiceDeployments',
  'ecs:DescribeServiceRevisions',
  'ecs:DescribeTaskDefinition',
  'ecs:StopServiceDeployment',
  'ecs:StopTask',
  'elasticloadbalancing:DescribeTargetGroups',
  'secretsmanager:DescribeSecret',
  'elasticloadbalancing:DescribeTargetHealth',
];

describe('what never changes and is read once, denied when it is asked for the first time', () => {
  afterEach(() => faults('DELETE'));

  test('ecs:DescribeServiceRevisions: a status has everything but digests, and no word for what was deployed last', async () => {
    const ann = stack.person('ann');
    await deny('ecs:DescribeServiceRevisions');
    // What the bot has watched for a while it has read.
    await world.service('fresh', [{ name: 'app', image: inEcr('primes-api:1.0.0') }], { desiredCount: 1 });
    const without = await ann.asks('status fresh', /1 of 1 running, 1\.0\.0, steady/);
    expect(without.plain).not.toContain('sha256:');
    expect(without.plain).toContain('a revision that I could not read succeeded');
    await faults('DELETE');
    await ann.asks('status fresh', /1\.0\.0 sha256:[^]*1\.0\.0 succeeded/);
  });

  test('ecs:DescribeTaskDefinition: what runs is shown all the same, and changed it cannot be', async () => {
    await world.service('quiet', [{ name: 'app', image: inEcr('primes-api:1.0.0') }]);
    const ann = stack.person('ann');
    await deny('ecs:DescribeTaskDefinition');
    await askUntil('status quiet', /0 of 0 running, 1\.0\.0, steady/);
    await ann.asks('image quiet 1.1.0', naming('ecs:DescribeTaskDefinition'));
    await faults('DELETE');
    await ann.asks('status quiet', /0 of 0 running, 1\.0\.0, steady/);
  });
});

describe('an action that AWS denies is named in the answer, with what to do', () => {
  afterEach(async () => {
    await faults('DELETE');
    // The same bot goes on as if nothing had been.
    await askUntil('status primes-api', /^(?![^]*does not let me)[^]*2 of 2 running/);
  });

  test.each(COMMANDS)('$action: /ecs $command', async ({ action, command, within }) => {
    await deny(action, within);
    await askUntil(command, naming(action));
    await stack.person('ben').asks('help', /\/ecs status/);
    expect((await fetch(`${stack.ready.bot}/health/ready`)).status).toBe(200);
  });
});

test('a change that can be made is made, and what could not be read of it is said', async () => {
  await deny('application-autoscaling:DescribeScalingPolicies');
  await askUntil('scale primes-api 3', naming('application-autoscaling:DescribeScalingPolicies'));
  await faults('DELETE');
  await stack.person('ann').asks('scale primes-api 2', /3 → 2 tasks/);
});

test.each([
  ['cloudwatch:DescribeAlarmHistory', 'alarms'],
  ['application-autoscaling:DescribeScalingActivities', 'scaling activities'],
])('%s: the alerts channel hears once that %s are not heard, and once that they are again', async (action, feed) => {
  const ann = stack.person('ann').in('#alerts');
  const about = async () =>
    (await ann.screen()).messages.filter(({ plain }) => plain.includes(action) || plain.includes(`hear of ${feed}`));
  const before = await polls();
  await deny(action);
  const told = await ann.sees(naming(action));
  expect(told.plain).toContain(`I cannot tell you of ${feed}.`);
  await waitFor('three more polls', async () => ((await polls()) >= before + 3 ? true : undefined));
  expect(await about()).toHaveLength(1);
  await faults('DELETE');
  await waitFor('the message to say that it is over', async () =>
    (await ann.again(told)).plain.includes(`I hear of ${feed} again`) ? true : undefined,
  );
  expect(await about()).toHaveLength(1);
  expect(stack.said().split(`could not be asked for ${feed}`)).toHaveLength(2);
});

/** How often the bot has asked for news. */
async function polls(): Promise<number> {
  const calls = (await (await fetch(`${stack.ready.aws}/_sandbox/calls`)).json()) as { operation: string }[];
  return calls.filter(({ operation }) => operation === 'DescribeAlarmHistory').length;
}

test.each(['ecs:ListTasks', 'ecs:DescribeTasks'])(
  '%s: a deployment that fails says so, and why it cannot say why its tasks stopped',
  async (action) => {
    const ann = stack.person('ann');
    await deny(action);
    const started = await ann.asks('image primes-api crash', /1\.0\.0.*crash/s);
    const shown = await ann.sees(/rolled back: crash failed/, ({ ts }) => ts === started.ts);
    expect(shown.plain).toMatch(naming(action));
    await faults('DELETE');
    await ann.asks('status primes-api', /2 of 2 running/);
  },
);

test('application-autoscaling:DescribeScheduledActions: how long a number stays is said not to be known', async () => {
  const ann = stack.person('ann');
  await suspendScaleIn(true);
  await deny('application-autoscaling:DescribeScheduledActions');
  const scaled = await ann.asks('scale primes-api 3', naming('application-autoscaling:DescribeScheduledActions'));
  expect(scaled.plain).toContain('I cannot say how long it stays so: Its scheduled actions could not be read.');
  await faults('DELETE');
  const back = await ann.asks('scale primes-api 2', /3 → 2 tasks/);
  expect(back.plain).not.toContain('I cannot say');
  await suspendScaleIn(false);
});

async function suspendScaleIn(DynamicScalingInSuspended: boolean): Promise<void> {
  const scaling = new ApplicationAutoScalingClient(stack.awsClient);
  const primes = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;
  const change = { ResourceId: 'service/primes/primes-api', SuspendedState: { DynamicScalingInSuspended } };
  await scaling.send(new RegisterScalableTargetCommand({ ...primes, ...change }));
}

test('ecr:DescribePullThroughCacheRules: what looks like a cache may be one, and is asked about', async () => {
  await world.repository('docker-hub/library/redis', [['7.2']]);
  await world.service('cache', [{ name: 'redis', image: inEcr('docker-hub/library/redis:7.2') }]);
  const ann = stack.person('ann');
  await deny('ecr:DescribePullThroughCacheRules');
  const asked = await ann.asks('image cache 7.4', /primes\/cache: 7\.2 → 7\.4\?/);
  expect(asked.plain).toMatch(/looks like a pull-through cache, .* and I may not read whether it is one/);
  await faults('DELETE');
  await ann.asks('image cache 7.4', /redis has no image 7\.4\.[^]*Push the image/);
});

test('ecr:BatchGetImage: a plan cannot check whether the image fits, and nothing stops it', async () => {
  await deny('ecr:BatchGetImage');
  const plan = await stack.person('ann').asks('plan primes-api 1.1.0', /Nothing stops it/);
  expect(plan.plain).toMatch(/Cannot check: whether the image fits[^]*let me call ecr:BatchGetImage/);
  await faults('DELETE');
});

test('secretsmanager:DescribeSecret: a plan cannot check whether a secret is there, and nothing stops it', async () => {
  const valueFrom = 'arn:aws:secretsmanager:us-west-2:000000000000:secret:token-AbCdEf';
  await world.service('secretive', [
    { name: 'app', image: inEcr('primes-api:1.0.0'), secrets: [{ name: 'TOKEN', valueFrom }] },
  ]);
  await askUntil('status secretive', /0 of 0 running/);
  await deny('secretsmanager:DescribeSecret');
  const plan = await stack.person('ann').asks('plan secretive 1.1.0', /Nothing stops it/);
  expect(plan.plain).toMatch(/Cannot check: whether what the secret TOKEN is read[^]*secretsmanager:DescribeSecret/);
  await faults('DELETE');
});

test('ecs:DeregisterTaskDefinition: the revision that is left behind is named', async () => {
  await deny('ecs:UpdateService');
  await deny('ecs:DeregisterTaskDefinition');
  const left = await stack.person('ann').asks('image primes-api 1.1.0', naming('ecs:DeregisterTaskDefinition'));
  expect(left.plain).toMatch(/Nothing was deployed, but the revision primes-api:\d+ was left behind\./);
  expect(left.plain).toMatch(naming('ecs:UpdateService'));
  await faults('DELETE');
});

test('ecs:StopServiceDeployment: a cancel names it, and the deployment goes on', async () => {
  const ann = stack.person('ann');
  const started = await ann.asks('image primes-api hang', /1\.0\.0.*hang/s);
  await ann.sees(/new healthy/, ({ ts }) => ts === started.ts);
  await deny('ecs:StopServiceDeployment');
  await ann.clicks(await ann.again(started), 'Cancel, back to 1.0.0');
  await ann.sees(naming('ecs:StopServiceDeployment'));
  expect((await ann.again(started)).plain).not.toContain('cancelled');
  await faults('DELETE');
  await ann.clicks(await ann.again(started), 'Cancel, back to 1.0.0');
  await ann.sees(/cancelled: hang was ended by ann/, ({ ts }) => ts === started.ts);
});

test('ecs:StopTask: a recycle names it, and the task goes on', async () => {
  const ann = stack.person('ann');
  const shown = await ann.asks('tasks primes-api', /2 of 2 tasks running/);
  const id = /([0-9a-f]{8}) +1\.0\.0 +healthy/.exec(shown.plain)![1]!;
  const asked = await ann.asks(`recycle ${id}`, /Nothing was stopped yet/);
  await deny('ecs:StopTask');
  await ann.clicks(asked, `Recycle task ${id} of primes/primes-api`);
  await ann.sees(naming('ecs:StopTask'));
  await faults('DELETE');
  await ann.asks('tasks primes-api', new RegExp(`2 of 2 tasks running[^]*${id}`));
});

test('elasticloadbalancing:DescribeTargetHealth and DescribeTargetGroups, ecs:DescribeServiceDeployments: a deployment is followed to its end, and after it, by what the service says', async () => {
  const ann = stack.person('ann');
  await deny('elasticloadbalancing:DescribeTargetGroups');
  await deny('elasticloadbalancing:DescribeTargetHealth');
  await deny('ecs:DescribeServiceDeployments');
  const started = await ann.asks('image primes-api 1.1.0', /1\.0\.0.*1\.1\.0/s);
  const own = ({ ts }: { ts: string }): boolean => ts === started.ts;
  const going = await ann.sees(naming('elasticloadbalancing:DescribeTargetHealth'), own);
  expect(going.plain).toMatch(/\d of 2 new running/);
  expect(going.plain).not.toContain('healthy;');
  await ann.sees(/done: 1\.0\.0 → 1\.1\.0\. 1\.1\.0 serves from 2 tasks, and nothing else runs/, own);
  const unread = /its requests cannot be read: AWS does not let me call elasticloadbalancing:DescribeTargetGroups/;
  await waitFor('the log to say what is not looked at', async () => unread.test(stack.said()) || undefined);
  expect((await ann.again(started)).plain).toContain('✅');
  await faults('DELETE');
});

test('cloudtrail:LookupEvents: what others deploy is told with who registered it, which need not be who deployed it', async () => {
  const ecs = new ECSClient(stack.awsClient);
  await deny('cloudtrail:LookupEvents');
  await ecs.send(new UpdateServiceCommand({ cluster: 'primes', service: 'quiet', forceNewDeployment: true }));
  const deploys = stack.person('ann').in('#deploys');
  const begun = await deploys.sees(/primes\/quiet: (restarting 1\.0\.0|done: 1\.0\.0 was restarted)/);
  expect(begun.plain).toContain('Started from outside: nobody asked me for it');
  await deploys.sees(/Started by sandbox \(user\), not through me/, ({ ts }) => ts === begun.ts);
  await faults('DELETE');
});

test('every action of both policies has its turn here, in one test or another', () => {
  const policies = [...botPolicy('--assume', ROLE), ...botPolicy('--operate', '--role', ROLE)];
  const turns = new Set([...COMMANDS.map(({ action }) => action), ...ELSEWHERE]);
  expect(policies.flatMap(({ Action }) => Action).filter((action) => !turns.has(action))).toEqual([]);
});
