import { ApplicationAutoScalingClient, RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import { ProxiedStack } from './harness/proxied-stack';
import { waitFor } from './harness/wait-for';
import { inEcr, World } from './harness/world';

// Services as people really have them: several containers, other registries, other controllers, other regions.

let stack: ProxiedStack;
let world: World;
beforeAll(async () => {
  stack = await ProxiedStack.start();
  world = new World(stack.awsClient);
  await populate();
});
afterAll(() => stack.stop());
afterEach(() => stack.wire.letAllBy());

const APP = inEcr('primes-api:1.0.0');
const DUAL_STACK = '000000000000.dkr-ecr.us-west-2.on.aws/primes-api';
const WEB = [['3.0.0'], ['3.1.0', '3.1', '3', 'sha-4f2a9c1', 'main-117', 'latest']];
/** The digests of the two images of the repository web. */
let older: string;
let newer: string;

async function populate(): Promise<void> {
  await world.repository('shop', [['2.0.0'], ['2.1.0']], 'us-east-1');
  await world.repository('shop', [['1.9.0-west']]);
  await world.repository('edge', [['1.0.0'], ['1.1.0']]);
  await world.repository('docker-hub/library/redis', [['7.2']]);
  [older, newer] = (await world.repository('web', WEB)) as [string, string];
  const { loadBalancers } = await world.described('primes-api');
  const edge = { name: 'edge', image: inEcr('edge:1.0.0'), portMappings: [{ containerPort: 80 }] };
  const balanced = { ...loadBalancers![0]!, containerName: 'edge', containerPort: 80 };
  await Promise.all([
    world.service('shop', [{ name: 'shop', image: inEcr('shop:2.0.0', 'us-east-1') }]),
    world.service('jobs', [
      { name: 'log_router', image: inEcr('edge:1.0.0'), firelensConfiguration: { type: 'fluentbit' } },
      { name: 'jobs', image: inEcr('primes-api:1.2.0'), logConfiguration: { logDriver: 'awsfirelens' } },
    ]),
    world.service('twins', [
      { name: 'one', image: APP },
      { name: 'other', image: APP },
    ]),
    world.service('portal', [edge, { name: 'portal', image: APP }], { loadBalancers: [balanced] }),
    world.service('web', [{ name: 'web', image: inEcr('web:3.0.0') }]),
    world.service('cache', [{ name: 'redis', image: inEcr('docker-hub/library/redis:7.2') }]),
    world.service('dual', [{ name: 'app', image: `${DUAL_STACK}:1.0.0` }]),
    ...['refused', 'future', 'idle'].map((name) => world.service(name, [{ name: 'app', image: APP }])),
  ]);
  // The bot keeps its list of services for some seconds.
  await waitFor('the bot to know them all', async () => {
    const { plain } = await ann().asks('status', /\d+ services/);
    return plain.includes('12 services') || undefined;
  });
}

const ann = () => stack.person('ann');
const sent = (operation: string) => stack.wire.aws.bodiesOf(operation);
/** What was asked of AWS that changes something, since the start. */
const changes = () => ['RegisterTaskDefinition', 'UpdateService', 'RegisterScalableTarget'].flatMap(sent);
/** The images of the newest revision that the bot registered, by container. */
const registered = () => {
  const { containerDefinitions } = sent('RegisterTaskDefinition').at(-1) as {
    containerDefinitions: { name: string; image: string }[];
  };
  return Object.fromEntries(containerDefinitions.map(({ name, image }) => [name, image]));
};
const inPublic = ({ ephemeral }: { ephemeral: boolean }): boolean => !ephemeral;

test('an image of another region is looked for in that region', async () => {
  const picker = await ann().asks('deploy shop', /Which image/);
  expect(picker.plain).toContain('[2.1.0] [2.0.0]');
  const before = changes().length;
  const refusal = await ann().asks('image shop 1.9.0-west', /has no image 1\.9\.0-west/);
  expect(refusal.plain).not.toContain('dkr.ecr.us-west-2');
  expect(changes()).toHaveLength(before);
  await ann().asks('image shop 2.1.0', /2\.0\.0 → 2\.1\.0/);
  expect(registered()).toEqual({ shop: inEcr('shop:2.1.0', 'us-east-1') });
});

describe('several containers', () => {
  test('a log router first is no version of the service, nor what the picker offers', async () => {
    const status = await ann().asks('status jobs', /primes\/jobs: 0 of 0 running, jobs 1\.2\.0, steady/);
    expect(status.plain).toMatch(/jobs 1\.2\.0 succeeded/);
    await ann().asks('status', /primes\/jobs {2}0 of 0 running, jobs 1\.2\.0, steady/);
    const picker = await ann().asks('deploy jobs', /It is set to jobs 1\.2\.0\./);
    expect(picker.plain).toContain('[1.2.0] [1.1.0] [1.0.0]');
    await ann().asks('deploy jobs 1.1.0 --container jobs', /jobs 1\.2\.0 → 1\.1\.0/);
    expect(registered()).toEqual({ log_router: inEcr('edge:1.0.0'), jobs: inEcr('primes-api:1.1.0') });
  });

  test('where none is the service, no version is called its, and it is asked which one before a picker', async () => {
    await ann().asks('status twins', /primes\/twins: 0 of 0 running, 2 containers, steady/);
    const question = await ann().asks('deploy twins', /Which container of primes\/twins is meant\?/);
    expect(question.plain).toContain('[one] [other]');
    await ann().asks('image twins 1.1.0', /Which container of twins is meant\?/);
  });

  test('a reference that names its repository names its container, in full or in short', async () => {
    await ann().asks(`image portal ${inEcr('primes-api:1.0.0')}`, /set to portal 1\.0\.0 already/);
    await ann().asks(`image portal ${inEcr('primes-api:1.1.0')}`, /portal 1\.0\.0 → 1\.1\.0/);
    await ann().sees(/done: portal 1\.0\.0 → 1\.1\.0/);
    await ann().asks('image portal primes-api:1.2.0', /portal 1\.1\.0 → 1\.2\.0/);
    expect(registered()).toEqual({ edge: inEcr('edge:1.0.0'), portal: inEcr('primes-api:1.2.0') });
    const refusal = await ann().asks(`image portal ${inEcr('web:3.1.0')}`, /No container of portal runs from/);
    expect(refusal.plain).toContain('portal runs from 000000000000.dkr.ecr.us-west-2.amazonaws.com/primes-api');
  });
});

describe('who deploys it', () => {
  test.each([
    ['CODE_DEPLOY', 'steady, deployed by CodeDeploy', 'AWS CodeDeploy makes its deployments'],
    ['EXTERNAL', 'deployed by a controller outside ECS', 'Its task sets are made by another deployment controller'],
  ])('%s: it is shown as what it is, and nothing is registered for it', async (type, state, why) => {
    const taskDefinition = 'arn:aws:ecs:us-west-2:000000000000:task-definition/primes-api:1';
    const counts = { runningCount: 2, computedDesiredCount: 2 };
    const set = { id: 'ecs-svc/1', status: 'PRIMARY', stabilityStatus: 'STEADY_STATE', taskDefinition, ...counts };
    stack.wire.aws.showService('primes-api', {
      set: { deploymentController: { type }, deployments: [], taskSets: type === 'EXTERNAL' ? [] : [set] },
      drop: ['currentServiceRevisions', ...(type === 'EXTERNAL' ? ['taskDefinition'] : [])],
    });
    const before = changes().length;
    const status = await ann().asks('status primes-api', new RegExp(state));
    expect(status.plain).not.toMatch(/\[Deploy|null|unknown:/);
    for (const words of ['image primes-api 1.1.0', 'deploy primes-api', 'restart primes-api'])
      await ann().asks(words, new RegExp(`Nothing was changed: I cannot deploy to primes-api\\.[^]*${why}`));
    expect(changes()).toHaveLength(before);
  });

  test('a daemon has no number to set, and nobody is asked whether to set it', async () => {
    stack.wire.aws.showService('primes-api', { set: { schedulingStrategy: 'DAEMON' } });
    const before = changes().length;
    await ann().asks('status primes-api', /a daemon: one task on each instance/);
    for (const amount of ['7', '0', '2-4']) {
      const refusal = await ann().asks(`scale primes-api ${amount}`, /there is no number to set/);
      expect(refusal.ephemeral).toBe(true);
    }
    expect(changes()).toHaveLength(before);
  });

  test('what UpdateService refuses leaves no revision behind', async () => {
    const message = 'The container app does not exist in the task definition.';
    stack.wire.aws.refuse({ operation: 'UpdateService', type: 'InvalidParameterException', message });
    await ann().asks('image refused 1.1.0', /The container app does not exist/);
    expect(sent('DeregisterTaskDefinition')).toEqual([expect.objectContaining({ taskDefinition: 'refused:2' })]);
  });
});

test('scaling that somebody suspended is said wherever a number is', async () => {
  const off = { DynamicScalingInSuspended: true, DynamicScalingOutSuspended: true, ScheduledScalingSuspended: true };
  await new ApplicationAutoScalingClient(stack.awsClient).send(
    new RegisterScalableTargetCommand({
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: 'service/primes/primes-api',
      SuspendedState: off,
    }),
  );
  await ann().asks('status primes-api', /between 2 and 10, scaling suspended \(out, in, scheduled\)/);
  await ann().asks('scale primes-api 12', /was not set to 12.*scaling in is suspended now/s);
  await ann().asks('scale primes-api 3', /2 → 3 tasks.*scaling suspended \(out, in, scheduled\)/s);
  await ann().asks('scale primes-api 2', /load does not raise it while scale-out is suspended/);
  await ann().asks('scale primes-api 2-9', /range 2-10 → 2-9.*scaling suspended \(out, in, scheduled\)/s);
});

test('members of a task definition that no SDK knows are carried into the next revision', async () => {
  stack.wire.aws.change('DescribeTaskDefinition', ({ taskDefinition }) => {
    const { containerDefinitions } = taskDefinition as { containerDefinitions: object[] };
    Object.assign(taskDefinition as object, { futureSetting: { mode: 'strict' } });
    Object.assign(containerDefinitions[0]!, { futureMember: 'keep-me' });
  });
  await ann().asks('image future 1.1.0', /1\.0\.0 → 1\.1\.0/);
  expect(sent('RegisterTaskDefinition').at(-1)).toMatchObject({
    futureSetting: { mode: 'strict' },
    containerDefinitions: [{ futureMember: 'keep-me', image: inEcr('primes-api:1.1.0') }],
  });
});

describe('what a registry has', () => {
  test('an image of many tags is one button, by its most telling tag', async () => {
    const picker = await ann().asks('deploy web', /Which image for primes\/web\?/);
    expect(picker.plain).toContain('[3.1.0] [3.0.0]');
    expect(picker.plain).toContain('3.1.0 is also 3.1, 3, sha-4f2a9c1, main-117, latest');
  });

  test('a tag with a digest is kept as given, and refused where the tag is another image', async () => {
    const before = changes().length;
    const refusal = await ann().asks(`image web ${inEcr(`web:3.1.0@${older}`)}`, /Nothing was changed: 3\.1\.0 is not/);
    expect(refusal.plain).toContain(`It was to be ${older.slice(0, 19)}, and is ${newer.slice(0, 19)}`);
    expect(changes()).toHaveLength(before);
    await ann().asks(`image web ${inEcr(`web:3.1.0@${newer}`)}`, /3\.0\.0 → 3\.1\.0/);
    expect(registered()).toEqual({ web: inEcr(`web:3.1.0@${newer}`) });
    await ann().sees(/done: 3\.0\.0 → 3\.1\.0\. /, inPublic);
    const status = await ann().asks('status web', /0 of 0 running, 3\.1\.0, steady/);
    expect(status.plain).toContain(`3.1.0 ${newer.slice(0, 19)}`);
    await ann().asks(`image web ${older.slice(0, 19)}`, /3\.1\.0 → 3\.0\.0/);
  });

  test('a service of no tasks serves from none, and nothing says that it does', async () => {
    const started = await ann().asks('image idle 1.1.0', /1\.0\.0 → 1\.1\.0/);
    const end = await ann().sees(/@ann/, ({ thread_ts }) => thread_ts === started.ts);
    expect(end.plain).toContain('done: 1.0.0 → 1.1.0. It is set to 0 tasks, so nothing runs.');
  });

  test('what a pull-through cache has not yet is not said to be nowhere', async () => {
    const rule = { ecrRepositoryPrefix: 'docker-hub', upstreamRegistryUrl: 'registry-1.docker.io' };
    stack.wire.aws.answer({ operation: 'DescribePullThroughCacheRules', body: { pullThroughCacheRules: [rule] } });
    const question = await ann().asks('image cache 7.4', /7\.4/);
    expect(question.plain).toMatch(/cannot check/i);
    expect(question.plain).not.toMatch(/has no image|[Pp]ush/);
    await ann().clicks(question, 'primes/cache: 7.2 → 7.4');
    await ann().sees(/7\.2 → 7\.4/, inPublic);
    expect(registered()).toEqual({ redis: inEcr('docker-hub/library/redis:7.4') });
  });

  test('the dual-stack host of ECR is ECR', async () => {
    const picker = await ann().asks('deploy dual', /Which image/);
    expect(picker.plain).toContain('[1.2.0] [1.1.0] [1.0.0]');
    await ann().asks('image dual 9.9.9', /has no image 9\.9\.9/);
    await ann().asks('image dual 1.1.0', /1\.0\.0 → 1\.1\.0/);
    expect(registered()).toEqual({ app: `${DUAL_STACK}:1.1.0` });
  });
});
