import type { GetTaskProtectionResponse, UpdateTaskProtectionResponse } from '@aws-sdk/client-ecs';
import { faultOf } from '../wire/spec/wire-client';
import { EcsHarness } from './spec/ecs-harness';

describe('tasks under protection', () => {
  let harness: EcsHarness;
  beforeEach(async () => {
    harness = new EcsHarness();
    harness.create({ desiredCount: 3 });
    await harness.settle();
  });

  const arns = () => harness.tasks().map(({ taskArn }) => taskArn!);
  const protect = (tasks: string[], more: object = {}) =>
    harness.wire.call<UpdateTaskProtectionResponse>('UpdateTaskProtection', {
      cluster: 'primes',
      tasks,
      protectionEnabled: true,
      ...more,
    });
  const shown = (tasks: string[]) =>
    harness.wire.call<GetTaskProtectionResponse>('GetTaskProtection', { cluster: 'primes', tasks });
  const id = (): string => harness.service.deployments?.[0]?.id ?? '';

  it('are left when a service scales in, which says so once, until the time is over', async () => {
    const [first, second] = arns() as [string, string];
    const answer = await protect([first, second], { expiresInMinutes: 10 });
    expect(answer).toEqual(
      expect.objectContaining({
        failures: [],
        protectedTasks: [first, second].map((taskArn) => ({
          taskArn,
          protectionEnabled: true,
          expirationDate: new Date(harness.clock.now() + 600_000),
        })),
      }),
    );
    harness.update({ desiredCount: 1 });
    await harness.pass(120);
    expect(new Set(arns())).toEqual(new Set([first, second]));
    const said = `(service api, taskSet ${id()}) was unable to scale in due to (reason 2 tasks under protection)`;
    expect(harness.events.filter((event) => event === said)).toHaveLength(1);
    expect(harness.events.at(-1)).not.toContain('steady state');
    await harness.pass(600);
    expect(arns()).toHaveLength(1);
    expect(harness.events.at(-1)).toContain('has reached a steady state');
    expect((await shown(arns())).protectedTasks).toEqual([{ taskArn: arns()[0], protectionEnabled: false }]);
  });

  it('keep a deployment from its end until they are free', async () => {
    const [first] = arns() as [string];
    const old = id();
    await protect([first]);
    harness.update({ taskDefinition: 'f-2' });
    await harness.settle();
    expect(harness.service.deployments).toMatchObject([
      { rolloutState: 'IN_PROGRESS', runningCount: 3 },
      { id: old, status: 'ACTIVE', runningCount: 1 },
    ]);
    expect(harness.events).toContain(
      `(service api) was unable to reach steady state because (taskSet ${old}) was unable to scale in due to (reason 1 tasks under protection)`,
    );
    const [fresh] = arns().filter((arn) => arn !== first) as [string];
    expect((await protect([fresh])).failures).toEqual([{ arn: fresh, reason: 'DEPLOYMENT_BLOCKED' }]);
    await protect([first], { protectionEnabled: false });
    await harness.settle();
    expect(harness.service.deployments).toMatchObject([{ rolloutState: 'COMPLETED' }]);
  });

  it('are replaced all the same when they are ill, or when somebody stops them', async () => {
    const [first] = arns() as [string];
    await protect([first]);
    harness.call('StopTask', { cluster: 'primes', task: first });
    await harness.settle();
    expect(arns()).not.toContain(first);
    expect(harness.healthy).toBe(3);
    await protect(arns());
    harness.call('DeleteService', { cluster: 'primes', service: 'api', force: true });
    await harness.settle();
    expect(harness.service.status).toBe('INACTIVE');
  });

  it('are tasks of services that run', async () => {
    const [first] = arns() as [string];
    harness.runtime.kill(first, 1);
    harness.call('RunTask', {
      cluster: 'primes',
      taskDefinition: 'f-1',
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    });
    await harness.pass(20);
    const alone = harness.region.tasks.of('primes').find(({ order }) => order.group === 'family:f-1')!.order.arn;
    const { failures } = await protect([first, alone, 'none']);
    expect(failures?.map(({ reason }) => reason)).toEqual(['TASK_NOT_VALID', 'TASK_NOT_VALID', 'MISSING']);
    expect((await shown(['none'])).failures?.[0]?.reason).toBe('MISSING');
    expect(await faultOf(protect([first], { expiresInMinutes: 0 }))).toEqual([
      'InvalidParameterException',
      'expiresInMinutes must be between 1 and 2880.',
    ]);
  });
});
