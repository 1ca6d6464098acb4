import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { SteadyTraffic } from './harness/steady-traffic';
import { Stack } from './harness/stack';

let stack: Stack;
let ecs: ECSClient;
beforeAll(async () => {
  stack = await Stack.start();
  ecs = new ECSClient(stack.awsClient);
});
afterAll(() => stack.stop());

const running = async () => {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }));
  const { taskDefinition, tags } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: services![0]!.taskDefinition!, include: ['TAGS'] }),
  );
  return { image: taskDefinition!.containerDefinitions![0]!.image!, tags };
};

test('image primes-api 1.1.0: one message, edited until it is done, and no request is lost', async () => {
  const ann = stack.person('ann');
  const traffic = SteadyTraffic.start(`${stack.ready.loadBalancer}/health`, 20);
  await ann.types('image primes-api 1.1.0');
  const started = await ann.sees(/1\.0\.0.*1\.1\.0/s);
  expect(started.ephemeral).toBe(false);
  const done = await ann.sees(/done: 1\.0\.0 → 1\.1\.0/, ({ ts, edited }) => ts === started.ts && edited);
  const end = await ann.sees(/@ann/, ({ thread_ts }) => thread_ts === started.ts);
  expect(end.plain).toContain('done: 1.0.0 → 1.1.0. 1.1.0 serves from 2 tasks, and nothing else runs.');
  expect(done.plain).not.toMatch(/[█░]|ecs-svc/);

  const { sent, failed, versions } = await traffic.stop();
  expect(sent).toBeGreaterThan(60);
  expect(failed).toEqual([]);
  expect(versions.at(-1)).toBe('1.1.0');

  const after = SteadyTraffic.start(`${stack.ready.loadBalancer}/health`, 40);
  await after.until(20);
  expect(new Set((await after.stop()).versions)).toEqual(new Set(['1.1.0']));

  const top = (await ann.screen()).messages.filter(
    ({ thread_ts, ts, ephemeral }) => !ephemeral && (!thread_ts || thread_ts === ts),
  );
  expect(top.map(({ ts }) => ts)).toEqual([done.ts]);
});

test('the new revision has the new image and all else of the old one, tags too', async () => {
  const { image, tags } = await running();
  expect(image).toMatch(/\/primes-api:1\.1\.0$/);
  expect(tags).toEqual([{ key: 'service', value: 'primes-api' }]);
});

test('the image that runs already is not deployed again', async () => {
  await stack.person('ann').asks('image primes-api 1.1.0', /already/i);
});

test('deploy without a tag offers the newest five, the running one marked; a click deploys', async () => {
  const cat = stack.person('cat').in('#deploys');
  const picker = await cat.asks('deploy primes-api', /1\.2\.0/);
  expect(picker.plain).toMatch(/1\.1\.0[^\]]*running|running[^[]*1\.1\.0/i);
  await cat.clicks(picker, '1.2.0');
  const started = await cat.sees(/1\.1\.0.*1\.2\.0/s, ({ ephemeral }) => !ephemeral);
  await cat.sees(/@cat/, ({ thread_ts }) => thread_ts === started.ts);
  expect((await running()).image).toMatch(/:1\.2\.0$/);
});
