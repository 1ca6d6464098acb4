/** @long Its changes are made behind held answers of AWS. */
import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { BatchGetImageCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import type { Message } from './harness/person';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

/** Everybody may change services here, so that one can ask and another agree. */
const OPERATORS = 'U0ANN00001,U0BEN00001,U0DAN00001';
/** So long ago is what somebody else changed that nobody is asked about it. */
const NO_LONGER_RECENT_MS = 11_000;
const ROLLBACK_DEADLINE_MS = 150_000;

let stack: Stack;
beforeAll(async () => {
  stack = await Stack.start({ OPERATORS });
  // What people set stays as they set it here: automatic scaling would take it back.
  await new ApplicationAutoScalingClient(stack.awsClient).send(
    new DeregisterScalableTargetCommand({
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: 'service/primes/primes-api',
    }),
  );
});
afterAll(() => stack.stop());

const service = async () => {
  const ecs = new ECSClient(stack.awsClient);
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }));
  return services![0]!;
};

/** What the bot changed in AWS, oldest first. */
const changes = async () => {
  const calls = (await (await fetch(`${stack.ready.aws}/_sandbox/calls?since=0`)).json()) as {
    operation: string;
    userAgent: string;
  }[];
  return calls.filter(({ userAgent }) => userAgent.includes('door/operate')).map(({ operation }) => operation);
};

const faults = async (method: 'POST' | 'DELETE', order?: object): Promise<void> => {
  const json = order && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) };
  const { status } = await fetch(`${stack.ready.aws}/_sandbox/faults`, { method, ...json });
  expect(status).toBe(204);
};

/** Somebody pushes another image under a tag: the manifest of another tag becomes the image of this one. */
const moveTag = async (imageTag: string, to: string): Promise<void> => {
  const ecr = new ECRClient(stack.awsClient);
  const imageIds = [{ imageTag: to }];
  const { images } = await ecr.send(new BatchGetImageCommand({ repositoryName: 'primes-api', imageIds }));
  const { imageManifest, imageManifestMediaType } = images![0]!;
  await ecr.send(
    new PutImageCommand({ repositoryName: 'primes-api', imageTag, imageManifest, imageManifestMediaType }),
  );
};

/** The end of the deployment whose message is `started`, as whoever asked is told of it. */
const ends = (name: string, started: Message, deadlineMs?: number): Promise<Message> =>
  stack.person(name).sees(/@/, ({ thread_ts, ts }) => thread_ts === started.ts && ts !== started.ts, deadlineMs);

const inPublic = ({ ephemeral }: Message): boolean => !ephemeral;
const isNoLongerRecent = () => new Promise((resolve) => setTimeout(resolve, NO_LONGER_RECENT_MS));

test('ten people scale one service in the same second: one UpdateService, and nine are told by whom, and to what', async () => {
  await faults('POST', { service: 'ecs', operation: 'UpdateService', kind: 'latency', ms: 8000, count: 1 });
  const people = ['ann', 'ben', 'cat', 'dan', 'ann', 'ben', 'cat', 'dan', 'ann', 'ben'].map((name) =>
    stack.person(name),
  );
  await Promise.all(people.map((person, n) => person.types(`scale primes-api ${n === 9 ? '3' : n + 3}`)));
  const made = await stack.person('ann').sees(/set to 2 → \d+ tasks|2 → \d+ tasks/, inPublic);
  const [, to] = /2 → (\d+) tasks/.exec(made.plain)!;
  expect(await changes()).toEqual(['UpdateService']);
  expect((await service()).desiredCount).toBe(Number(to));

  const told = await waitFor('nine people to be told', async () => {
    const screens = await Promise.all(['ann', 'ben', 'cat', 'dan'].map((name) => stack.person(name).screen()));
    const refusals = screens.flatMap(({ messages }) =>
      messages.filter(({ ephemeral, plain }) => ephemeral && !/Still at work/.test(plain)),
    );
    return refusals.length === 9 ? refusals : undefined;
  });
  for (const { plain } of told) {
    expect(plain).toMatch(new RegExp(`Nothing was changed.*(ann|ben|cat|dan) is changing it: 2 → ${to} tasks\\.`, 's'));
  }
  expect((await stack.person('ann').screen()).messages.filter(inPublic)).toHaveLength(1);
  await isNoLongerRecent();
  await stack.person('cat').asks('scale primes-api 2', /set to \d+ → 2 tasks/);
});

test('a Back button from before somebody else scaled changes nothing, and says who did', async () => {
  await isNoLongerRecent();
  const [ann, cat] = [stack.person('ann'), stack.person('cat')];
  const offer = await ann.asks('scale primes-api 3', /\[Back to 2\]/);
  await isNoLongerRecent();
  await cat.asks('scale primes-api 4', /set to 3 → 4 tasks/);
  await ann.clicks(offer, 'Back to 2');
  const refusal = await ann.sees(/Nothing was changed/, ({ ephemeral, ts }) => ephemeral && ts > offer.ts);
  expect(refusal.plain).toContain('It was set to 3 then and is set to 4 now.');
  expect(refusal.plain).toContain('by cat: 3 → 4 tasks.');
  expect((await service()).desiredCount).toBe(4);
});

test('asked by ann, agreed to by cat: the question becomes the answer, names both, and quotes what ann typed', async () => {
  await isNoLongerRecent();
  const question = await stack.person('ann').asks('scale primes-api 0', /4 → 0 tasks\?/);
  expect(question.ephemeral).toBe(false);
  expect(question.plain).not.toContain('@ann');
  const cat = stack.person('cat');
  await cat.clicks(question, 'Set primes/primes-api to 0');
  const answer = await cat.sees(/set to 4 → 0 tasks/, ({ ts, edited }) => ts === question.ts && edited);
  expect(answer.plain).toContain('Asked by ann: /ecs scale primes-api 0; cat pressed Set primes/primes-api to 0');
  expect(answer.plain).not.toMatch(/@(ann|cat)/);
  await isNoLongerRecent();
  await cat.asks('scale primes-api 2', /set to 0 → 2 tasks/);
});

test('what is quoted is no option', async () => {
  const ann = stack.person('ann');
  const before = await changes();
  await ann.asks(`deploy primes-api '1.0.0" "--container=app'`, /is neither a tag nor a digest/);
  await ann.asks('deploy primes-api -- --env', /--env is neither a tag nor a digest/);
  expect(await changes()).toEqual(before);
});

test('a picker used once loses its buttons and says what was chosen; one from before that deploys nothing', async () => {
  const ann = stack.person('ann');
  const stale = await ann.asks('deploy primes-api', /1\.2\.0/);
  expect(stale.ephemeral).toBe(true);
  const picker = await ann.asks('deploy primes-api', /1\.2\.0/);
  await ann.clicks(picker, '1.2.0');
  const started = await ann.sees(/deploying 1\.0\.0 → 1\.2\.0|done: 1\.0\.0 → 1\.2\.0/, inPublic);
  const used = await ann.again(picker);
  expect(used.plain).toContain('1.0.0 → 1.2.0 was chosen.');
  expect(used.plain).not.toContain('[');
  const before = await changes();
  await ann.clicks(stale, '1.1.0');
  const refusal = await ann.sees(/Nothing was changed/, ({ ephemeral, ts }) => ephemeral && ts > started.ts);
  expect(refusal.plain).toContain('It was set to 1.0.0 then and is set to 1.2.0');
  expect(await changes()).toEqual(before);
  await ends('ann', started);
});

test('restart: new tasks at once where the tag is what runs; where it has moved, it asks which image is meant', async () => {
  const ann = stack.person('ann');
  const old = (await service()).taskDefinition;
  const started = await ann.asks('restart primes-api', /1\.2\.0/);
  expect(started.ephemeral).toBe(false);
  await ends('ann', started);
  expect((await service()).taskDefinition).toBe(old);

  await moveTag('1.2.0', '1.1.0');
  const before = await changes();
  const question = await ann.asks('restart primes-api', /The tag 1\.2\.0 of \S+ has moved/);
  expect(question.ephemeral).toBe(true);
  expect(question.plain).toMatch(/sha256:[0-9a-f]{12} runs, and 1\.2\.0 is sha256:[0-9a-f]{12} now/);
  expect(await changes()).toEqual(before);
  await ann.clicks(question, 'Restart primes/primes-api with 1.2.0 as it runs');
  const again = await ann.sees(/1\.2\.0/, ({ ephemeral, ts }) => !ephemeral && ts > question.ts);
  await ends('ann', again);
  expect((await changes()).slice(before.length)).toEqual(['RegisterTaskDefinition', 'UpdateService']);
  const health = (await (await fetch(`${stack.ready.loadBalancer}/health`)).json()) as { version?: string };
  expect(JSON.stringify(health)).toContain('1.2.0');
});

test('a fix over a deployment that fails is offered at once, and takes its place', async () => {
  const ann = stack.person('ann');
  const failing = await ann.asks('image primes-api crash', /→ crash/);
  const offer = await stack.person('cat').asks('image primes-api 1.1.0', /This would take its place/);
  expect(offer.ephemeral).toBe(true);
  expect(offer.plain).toMatch(/crash is being deployed; ann started it/);
  await stack.person('cat').clicks(offer, 'primes/primes-api: crash → 1.1.0');
  const fix = await ann.sees(/crash → 1\.1\.0/, inPublic);
  expect((await ends('ann', failing, ROLLBACK_DEADLINE_MS)).plain).toMatch(/1\.1\.0 took the place of crash/);
  const end = await ends('cat', fix, ROLLBACK_DEADLINE_MS);
  expect(end.plain).toContain('1.1.0');
  expect((await service()).deployments).toHaveLength(1);
});
