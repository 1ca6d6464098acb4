/** @long Each image fails in its own time, and is waited for. */
import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import {
  type ContainerDefinition,
  DescribeServiceDeploymentsCommand,
  DescribeTasksCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  type Task,
} from '@aws-sdk/client-ecs';
import { pageOf } from './docs/pages';
import { SteadyTraffic } from './harness/steady-traffic';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

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

test('the image and the task of several containers that docs/sandbox.md shows run, and fail as it says', async () => {
  const [manifest, definition] = pageOf('docs/sandbox.md')
    .fences.filter(({ info }) => info === 'json')
    .map(({ lines }) => lines.join('\n'));
  const ecs = new ECSClient(stack.awsClient);
  const runs = async (text: string): Promise<string> => {
    const { taskDefinition } = await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'shown',
        networkMode: 'awsvpc',
        cpu: '256',
        memory: '512',
        ...(JSON.parse(text) as { containerDefinitions: ContainerDefinition[] }),
      }),
    );
    const { tasks } = await ecs.send(
      new RunTaskCommand({
        cluster: 'primes',
        launchType: 'FARGATE',
        taskDefinition: taskDefinition!.taskDefinitionArn!,
        networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
      }),
    );
    return tasks![0]!.taskArn!;
  };
  const comesTo = (task: string, expected: Partial<Task>, ...codes: (number | undefined)[]) =>
    waitFor(`the task to come to ${JSON.stringify(expected)}`, async () => {
      const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster: 'primes', tasks: [task] }));
      expect(tasks).toMatchObject([expected]);
      expect(tasks![0]!.containers!.map(({ exitCode }) => exitCode)).toEqual(codes);
      return tasks;
    });
  const ecr = new ECRClient(stack.awsClient);
  await ecr.send(
    new PutImageCommand({ repositoryName: 'primes-api', imageTag: 'unlicensed', imageManifest: manifest! }),
  );
  const well = await runs(definition!);
  await comesTo(well, { lastStatus: 'RUNNING', healthStatus: 'HEALTHY' }, undefined, 0, undefined);
  await ecs.send(new StopTaskCommand({ cluster: 'primes', task: well }));
  const unmigrated = await runs(definition!.replace('exit 0', 'exit 4'));
  const stoppedReason = expect.stringMatching(/dependency did not exit successfully/) as string;
  await comesTo(unmigrated, { stopCode: 'TaskFailedToStart', stoppedReason }, 143, 4, 143);
  const unlicensed = await runs(definition!.replace('primes-api:1.0.0', 'primes-api:unlicensed'));
  await comesTo(unlicensed, { stopCode: 'EssentialContainerExited', lastStatus: 'STOPPED' }, 78, 0, 143);
});
