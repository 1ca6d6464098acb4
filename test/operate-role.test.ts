import { actionOf, doorOf, type AwsCall } from './harness/recorded-calls';
import { Stack } from './harness/stack';

const ROLE = 'arn:aws:iam::000000000000:role/ecs-chatops/operate';
const ENVIRONMENTS = JSON.stringify([{ name: 'default', region: 'us-west-2', operateRole: ROLE }]);

let stack: Stack;
beforeAll(async () => (stack = await Stack.start({ ENVIRONMENTS })));
afterAll(() => stack.stop());

const calls = async (): Promise<AwsCall[]> => {
  const answer = await fetch(`${stack.ready.aws}/_sandbox/calls?since=0`);
  return ((await answer.json()) as AwsCall[]).filter((call) => doorOf(call) !== undefined);
};

test('with an operate role, AWS is told of every change who asked for it, and of no look', async () => {
  const [ann, cat] = [stack.person('ann'), stack.person('cat')];
  await ann.asks('image primes-api 1.1.0', /1\.0\.0.*1\.1\.0/s);
  await ann.sees(/@ann/, ({ thread_ts }) => thread_ts !== undefined);
  await cat.asks('scale primes-api 2-9', /2-10 → 2-9/);

  const made = await calls();
  const changes = made.filter((call) => doorOf(call) === 'operate');
  expect(changes.map(actionOf)).toEqual([
    'ecs:RegisterTaskDefinition',
    'ecs:UpdateService',
    'application-autoscaling:RegisterScalableTarget',
  ]);
  const [registered, updated, ranged] = changes;
  expect(registered?.roleSessionName).toMatch(/^ann-U/);
  expect(registered?.sourceIdentity).toBe(registered?.roleSessionName?.slice('ann-'.length));
  expect(updated).toMatchObject({
    roleSessionName: registered?.roleSessionName,
    sourceIdentity: registered?.sourceIdentity,
  });
  expect(ranged?.roleSessionName).toMatch(/^cat-U/);
  expect(ranged?.sourceIdentity).not.toBe(registered?.sourceIdentity);

  const looks = made.filter((call) => doorOf(call) === 'look');
  expect(looks.filter(({ roleSessionName, sourceIdentity }) => roleSessionName ?? sourceIdentity)).toEqual([]);
  expect(looks.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(3);
});
