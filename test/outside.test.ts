import {
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import type { RegisterTaskDefinitionCommandInput, Tag } from '@aws-sdk/client-ecs';
import type { Message, Person } from './harness/person';
import { MortalStack } from './harness/storm/mortal-stack';
import { waitFor } from './harness/wait-for';
import { World } from './harness/world';

// What a pipeline deploys, which never asked the bot.
const DEADLINE_MS = 150_000;

let stack: MortalStack;
let ecs: ECSClient;
let world: World;
let ben: Person;
beforeAll(async () => {
  stack = await MortalStack.start({ SERVICE_CHANNELS: 'primes-*=#deploys' });
  ecs = new ECSClient({ ...stack.awsClient, credentials: await pipeline() });
  world = new World(stack.awsClient);
  ben = stack.person('ben').in('#deploys');
});
afterAll(() => stack.stop());

/** The credentials of a pipeline's role, in the session of one of its runs. */
async function pipeline() {
  const form = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: 'arn:aws:iam::000000000000:role/deploy-pipeline',
    RoleSessionName: 'build-7',
  });
  const xml = await (await fetch(stack.sandbox.aws, { method: 'POST', body: form })).text();
  const of = (name: string): string => new RegExp(`<${name}>([^<]+)<`).exec(xml)?.[1] ?? '';
  return { accessKeyId: of('AccessKeyId'), secretAccessKey: of('SecretAccessKey'), sessionToken: of('SessionToken') };
}

/** As a pipeline does it: a new revision with another image, and the service set to it. */
async function deploys(tag: string, tags?: Tag[]): Promise<void> {
  const { taskDefinition } = await world.described('primes-api');
  const { taskDefinition: before } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  const containerDefinitions = before!.containerDefinitions!.map((container) => ({
    ...container,
    image: container.image!.replace(/:[^:]*$/, `:${tag}`),
  }));
  const { family, networkMode, requiresCompatibilities, cpu, memory, executionRoleArn, taskRoleArn } = before!;
  const again = { family, networkMode, requiresCompatibilities, cpu, memory, executionRoleArn, taskRoleArn };
  const input = { ...again, containerDefinitions, ...(tags ? { tags } : {}) } as RegisterTaskDefinitionCommandInput;
  const { taskDefinition: made } = await ecs.send(new RegisterTaskDefinitionCommand(input));
  await ecs.send(
    new UpdateServiceCommand({ cluster: 'primes', service: 'primes-api', taskDefinition: made!.taskDefinitionArn }),
  );
}

/** Waits until ECS calls the newest deployment of the service over, however it ended. */
const isOver = () =>
  waitFor(
    'the deployment to be over',
    async () => {
      const { deployments = [] } = await world.described('primes-api');
      return (deployments.length === 1 && deployments[0]!.rolloutState === 'COMPLETED') || undefined;
    },
    DEADLINE_MS,
  );

const thread = async ({ ts }: Message): Promise<Message[]> =>
  (await ben.screen()).messages.filter((one) => one.ts === ts || one.thread_ts === ts);

/** The messages of deployments in the channel. */
const told = async (): Promise<Message[]> =>
  (await ben.screen()).messages.filter(({ ts, thread_ts }) => (thread_ts ?? ts) === ts);

test('a good one is one message in its service’s channel, edited to its end, and notifies nobody', async () => {
  await deploys('1.1.0', [{ key: 'deployed-by', value: 'release-train' }]);
  const begun = await ben.sees(/1\.0\.0 → 1\.1\.0/, undefined, DEADLINE_MS);
  const done = await ben.sees(
    /done: 1\.0\.0 → 1\.1\.0.*serves from 2 tasks/s,
    ({ ts }) => ts === begun.ts,
    DEADLINE_MS,
  );
  await ben.sees(/Started by release-train, not through me/, ({ ts }) => ts === begun.ts);
  expect(done.edited).toBe(true);
  const [, ...details] = await thread(begun);
  expect(details.filter(({ plain }) => !plain.startsWith('The first task of 1.1.0 is healthy'))).toEqual([]);
  expect(await told()).toHaveLength(1);
  expect((await ben.screen()).notifications).toEqual([]);
  await stack.person('ann').asks('status primes-api', /Last deployment.*1\.1\.0 succeeded.*started by release-train/s);
});

test('a bad one is told to the whole channel, which calls nobody by name, and is taken note of', async () => {
  await deploys('oom');
  const begun = await ben.sees(/deploying 1\.1\.0 → oom/, undefined, DEADLINE_MS);
  expect(begun.plain).toMatch(/Started (from outside: nobody asked me for it|by deploy-pipeline)/);
  const own = ({ ts }: { ts: string }): boolean => ts === begun.ts;
  const back = await ben.sees(/rolled back: oom failed, 1\.1\.0 is back/, own, DEADLINE_MS);
  expect(back.plain).toMatch(/killed for memory \(exit 137, limit 512 MiB\)/);
  const reply = await ben.sees(
    /rolled back: oom failed/,
    ({ ts, thread_ts }) => ts !== begun.ts && thread_ts === begun.ts,
  );
  expect(reply.plain).not.toContain('@');
  await ben.sees(/Started by deploy-pipeline \(role, session build-7\), not through me/, own);
  expect((await ben.screen()).notifications).toEqual([]);
  expect(await told()).toHaveLength(2);
  await isOver();
});

/** Whether a message was not there before, nor is in the thread of one that was. */
async function since(): Promise<(message: Message) => boolean> {
  const known = new Set((await told()).map(({ ts }) => ts));
  return ({ ts, thread_ts }) => !known.has(thread_ts ?? ts);
}

test('one that began and was rolled back while the bot was down is told once, with its end', async () => {
  const before = await told();
  const isNew = await since();
  await stack.kill();
  await deploys('oom');
  await isOver();
  await stack.revive();
  await ben.sees(/rolled back: oom failed, 1\.1\.0 is back/, isNew, DEADLINE_MS);
  await stack.kill();
  await stack.revive();
  await deploys('1.0.0');
  await ben.sees(/1\.1\.0 → 1\.0\.0/, isNew, DEADLINE_MS);
  expect(await told()).toHaveLength(before.length + 2);
  await isOver();
});

test('one that began while the bot was down and goes on is followed to its end', async () => {
  const isNew = await since();
  await stack.kill();
  await deploys('wrong-port');
  await stack.revive();
  const begun = await ben.sees(/1\.0\.0 → wrong-port|wrong-port is failing/, isNew, DEADLINE_MS);
  await stack.kill();
  await stack.revive();
  await ben.sees(/rolled back: wrong-port failed, 1\.0\.0 is back/, ({ ts }) => ts === begun.ts, DEADLINE_MS);
  const ends = async () => (await thread(begun)).filter(({ plain }) => /rolled back: wrong-port/.test(plain));
  await waitFor('the end to be told to the channel', async () => (await ends()).length === 2 || undefined);
  expect((await told()).filter(isNew)).toHaveLength(1);
});

test('what nobody asked for may be taken back with its button, and is named where somebody looks', async () => {
  await isOver();
  const isNew = await since();
  await deploys('1.1.0');
  const ann = stack.person('ann').in('#deploys');
  const done = await ann.sees(/done: 1\.0\.0 → 1\.1\.0/, isNew, DEADLINE_MS);
  await ann.asks('history primes-api', /1\.0\.0 → 1\.1\.0.*from outside|deploy-pipeline/s);
  await ann.clicks(done, 'Back to 1.0.0');
  await ann.sees(/done: 1\.1\.0 → 1\.0\.0/, undefined, DEADLINE_MS);
});
