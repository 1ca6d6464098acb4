import { DescribeServiceDeploymentsCommand, ECSClient, ListServiceDeploymentsCommand } from '@aws-sdk/client-ecs';
import { SteadyTraffic } from './harness/steady-traffic';
import { Stack } from './harness/stack';

/** Three tasks must fail before the breaker acts, and each takes seconds to do so. */
const ROLLBACK_DEADLINE_MS = 150_000;

let stack: Stack;
beforeAll(async () => (stack = await Stack.start()));
afterAll(() => stack.stop());

const lastDeployment = async () => {
  const ecs = new ECSClient(stack.awsClient);
  const { serviceDeployments } = await ecs.send(
    new ListServiceDeploymentsCommand({ cluster: 'primes', service: 'primes-api' }),
  );
  const arn = serviceDeployments![0]!.serviceDeploymentArn!;
  const described = await ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }));
  return described.serviceDeployments![0]!;
};

test.each([
  ['crash', /exit(?:ed with)?(?: code)? 1\b/],
  ['unhealthy', /health check/i],
])(
  'image primes-api %s: rolled back by the breaker, never green, and why; the old tasks serve all the while',
  async (tag, why) => {
    const ann = stack.person('ann');
    const traffic = SteadyTraffic.start(`${stack.ready.loadBalancer}/health`, 10);
    const started = await ann.asks(`image primes-api ${tag}`, new RegExp(`1\\.0\\.0.*${tag}`, 's'));
    const rolledBack = await ann.sees(/rolled back/i, ({ ts }) => ts === started.ts, ROLLBACK_DEADLINE_MS);
    expect(rolledBack.plain).toMatch(why);
    expect(rolledBack.plain).not.toMatch(/✅|:white_check_mark:|succeeded|is deployed/i);
    const end = await ann.sees(/@ann/, ({ thread_ts }) => thread_ts === started.ts, ROLLBACK_DEADLINE_MS);
    expect(end.plain).toMatch(/rolled back/i);
    const { failed, versions } = await traffic.stop();
    expect(failed).toEqual([]);
    expect(new Set(versions)).toEqual(new Set(['1.0.0']));
    expect((await lastDeployment()).status).toBe('ROLLBACK_SUCCESSFUL');
    await ann.asks('status primes-api', /1\.0\.0/);
  },
);
