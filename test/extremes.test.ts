import { ECSClient, ListTasksCommand, StopTaskCommand } from '@aws-sdk/client-ecs';
import { BatchGetImageCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';
import { inEcr, World } from './harness/world';

const SERVICE = 's'.repeat(255);
const TAG = `t${'a'.repeat(127)}`;
const CONTAINERS = Array.from({ length: 10 }, (_, n) => `${n}${'c'.repeat(254)}`);
/** Written from right to left, as long as reasons get, and with words that would call everybody. */
const REASON = `<!channel> ${'עצור את המשימה הזאת '.repeat(200)}`.slice(0, 3000);

let stack: Stack;
let ecs: ECSClient;

beforeAll(async () => {
  stack = await Stack.start();
  ecs = new ECSClient(stack.awsClient);
  await pushAs(TAG);
  const containers = CONTAINERS.map((name, n) => ({
    name,
    image: inEcr('primes-api:1.0.0'),
    command: ['sh', '-c', 'echo $HOME; exec sleep 600'],
    essential: n === 0,
    environment: [{ name: 'V'.repeat(255), value: '1' }],
    logConfiguration: {
      logDriver: 'awslogs' as const,
      options: {
        'awslogs-group': '/ecs/long',
        'awslogs-region': 'us-west-2',
        'awslogs-stream-prefix': 'long',
        'awslogs-create-group': 'true',
      },
    },
  }));
  const world = new World(stack.awsClient);
  await Promise.all([
    world.service(SERVICE, containers, { desiredCount: 1 }),
    world.service('hundred', [{ ...containers[0], name: 'app' }], { desiredCount: 100 }),
  ]);
});
afterAll(() => stack.stop());

/** The image 1.0.0 under another tag, too. */
async function pushAs(imageTag: string): Promise<void> {
  const ecr = new ECRClient(stack.awsClient);
  const imageIds = [{ imageTag: '1.0.0' }];
  const { images } = await ecr.send(new BatchGetImageCommand({ repositoryName: 'primes-api', imageIds }));
  const { imageManifest, imageManifestMediaType } = images![0]!;
  const annotations = { ...(JSON.parse(imageManifest!) as { annotations: object }).annotations, long: 'yes' };
  const manifest = JSON.stringify({ ...(JSON.parse(imageManifest!) as object), annotations });
  await ecr.send(
    new PutImageCommand({ repositoryName: 'primes-api', imageTag, imageManifest: manifest, imageManifestMediaType }),
  );
}

/** What Slack refused since then: a view that it cannot show, or one that is too long. */
async function refused(): Promise<unknown[]> {
  const response = await fetch(`${stack.ready.slack}/_sandbox/calls`);
  const calls = (await response.json()) as { method: string; error?: string }[];
  return calls.filter(({ error }) => error !== undefined && /invalid|too_(long|many)|blocks/.test(error));
}

test('a task that was stopped with a reason of 3,000 characters', async () => {
  const { taskArns } = await ecs.send(new ListTasksCommand({ cluster: 'primes', serviceName: SERVICE }));
  await ecs.send(new StopTaskCommand({ cluster: 'primes', task: taskArns![0]!, reason: REASON }));
  const ann = stack.person('ann');
  await waitFor('the stopped task to be listed', async () => {
    const { plain } = await ann.asks(`tasks primes/${SERVICE}`, /./);
    return plain.includes('עצור') || undefined;
  });
  expect(await refused()).toEqual([]);
});

test.each(['tasks', 'status', 'logs', 'why'])('a service of 100 tasks: %s', async (name) => {
  const ann = stack.person('ann');
  await waitFor('the bot to find the service', async () => {
    const { plain } = await ann.asks(`${name} primes/hundred`, /hundred/);
    return !plain.includes('There is no service') || undefined;
  });
  const { plain } = await ann.sees(/100 of 100|of 100 tasks|last \d+ lines|no lines/, (message) =>
    message.plain.startsWith('primes/hundred'),
  );
  expect(plain).toContain(name === 'logs' ? 'primes/hundred' : '100 of 100');
  expect(await refused()).toEqual([]);
});

/** In this order: a restart is under way once it was asked for. */
test.each<[string, RegExp]>([
  ['status', /\d of 1 running/],
  ['events', /events, newest first/],
  ['history', /is in the record yet/],
  ['changes', /changed in the last hour/],
  ['why', /of 1 running/],
  ['tags', /the newest images of primes-api/],
  ['logs', /the last \d+ lines/],
  ['deploy', /Which image for/],
  [`plan ${TAG}`, /This is the plan alone/],
  [`plan ${TAG} --container ${CONTAINERS[1]}`, /This is the plan alone/],
  ['rollback', /could go back to/],
  ['restart', /restarting/],
  ['cancel', /Nothing was changed yet|is over|nothing to cancel/],
  [`image ${TAG} --container ${CONTAINERS[1]}`, /deploying|Nothing was changed yet/],
])('%#: what is told of names of 255 characters is what Slack takes, and calls nobody', async (words, expected) => {
  const [name, ...rest] = words.split(' ');
  const said = await stack.person('ann').asks([name, `primes/${SERVICE}`, ...rest].join(' '), expected);
  expect(await refused()).toEqual([]);
  expect(JSON.stringify(said.blocks)).not.toContain('<!channel>');
});

test('a deployment of it is told to its end', async () => {
  await stack.person('ann').sees(/: (done|rolled back|stopped)/, ({ ephemeral }) => !ephemeral);
  expect(await refused()).toEqual([]);
});
