/** @long Each image fails in its own time, and is waited for. */
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
  ['crash', /\d of \d new tasks exited 1\./],
  ['oom', /\d of \d new tasks (was|were) killed for memory \(exit 137, limit 512 MiB\)/],
  ['unhealthy', /failed the health check: the answer on port 80 was 503/],
  ['wrong-port', /failed the health check: no connection on port 80/],
  ['slow-start', /failed the health check: no answer in time on port 80; it hangs, or takes longer to start/],
  ['hang', /failed the health check: no answer in time on port 80; it hangs, or takes longer to start/],
])(
  'image primes-api %s: failing from its first failed task, rolled back by the breaker, never green, and why; the old tasks serve all the while',
  async (tag, why) => {
    const ann = stack.person('ann');
    const traffic = SteadyTraffic.start(`${stack.ready.loadBalancer}/health`, 10);
    const started = await ann.asks(`image primes-api ${tag}`, new RegExp(`1\\.0\\.0.*${tag}`, 's'));
    const own = ({ ts }: { ts: string }): boolean => ts === started.ts;
    const failing = await ann.sees(/is failing|ECS rolls back|rolled back/, own, ROLLBACK_DEADLINE_MS);
    expect(failing.plain).not.toMatch(/2 of 2 new (running|healthy)/);
    // Seconds lie between its failures, so that no look misses them.
    expect(failing.plain).toMatch(
      tag === 'wrong-port' ? /wrong-port is failing: [12] of \d new tasks failed the health/ : /fail/,
    );
    const rolledBack = await ann.sees(/rolled back/, own, ROLLBACK_DEADLINE_MS);
    expect(rolledBack.plain).toContain(`rolled back: ${tag} failed, 1.0.0 is back and serves from 2 tasks: `);
    expect(rolledBack.plain).toMatch(why);
    expect(rolledBack.plain).not.toMatch(/✅|:white_check_mark:|succeeded|is deployed|exit 0|ecs-svc/i);
    expect(rolledBack.plain.match(/new tasks? /g)).toHaveLength(1);
    const end = await ann.sees(/@ann.*rolled back/s, ({ thread_ts }) => thread_ts === started.ts, ROLLBACK_DEADLINE_MS);
    expect(end.plain).toMatch(why);
    const { failed, versions } = await traffic.stop();
    expect(failed).toEqual([]);
    expect(new Set(versions)).toEqual(new Set(['1.0.0']));
    expect((await lastDeployment()).status).toBe('ROLLBACK_SUCCESSFUL');
    await ann.asks(
      'status primes-api',
      new RegExp(`2 of 2 running, 1\\.0\\.0, steady; ${tag} failed and was rolled back .*; 1\\.0\\.0 serves`),
    );
  },
);
