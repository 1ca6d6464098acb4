import type { Task } from '@aws-sdk/client-ecs';
import { ecsDeployment, ecsService, FakeEcsServices } from '../../domain/observations/spec/ecs-services.fake';
import { NotPermittedError } from '../../domain/services/services.errors';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { TargetHealthReader } from '../elb/target-health.reader';
import { CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { RolloutsAdapter } from './rollouts.adapter';
import { ServiceDeploymentReader } from './service-deployment-reader';
import { ServiceRevisions } from './service-revisions';
import { TaskReader } from './task-reader';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const HANDLE = { id: 'ecs-svc/2', revision: 'primes-api:2' };
const id = (n: number): string => `${n}`.repeat(32);
const arn = (n: number): string => `arn:aws:ecs:us-west-2:1:task/primes/${id(n)}`;
const task = (n: number, change: Partial<Task> = {}): Task => ({
  taskArn: arn(n),
  startedBy: 'ecs-svc/2',
  lastStatus: 'RUNNING',
  attachments: [{ details: [{ name: 'privateIPv4Address', value: `10.0.1.${n}` }] }],
  ...change,
});
const member = (n: number, health: string): string =>
  `<member><Target><Id>10.0.1.${n}</Id><Port>80</Port></Target><HealthCheckPort>80</HealthCheckPort><TargetHealth>${health}</TargetHealth></member>`;
const targets = (...members: string[]): string =>
  `<DescribeTargetHealthResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><DescribeTargetHealthResult><TargetHealthDescriptions>${members.join('')}</TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>`;

function setUp(answers: Answers = {}) {
  const aws = new CannedAws({
    ListTasks: ({ desiredStatus }) => ({ taskArns: String(desiredStatus) === 'STOPPED' ? [arn(3)] : [arn(1), arn(2)] }),
    DescribeTasks: ({ tasks }) => ({
      tasks: [task(1), task(2), task(3, { lastStatus: 'STOPPED' })].filter(({ taskArn = '' }) =>
        (tasks as string[]).includes(taskArn),
      ),
    }),
    DescribeTargetHealth: targets(
      member(1, '<State>healthy</State>'),
      member(2, '<State>unhealthy</State><Description>Request timed out</Description>'),
    ),
    ...answers,
  });
  const deployments = new ServiceDeploymentReader(aws.clients, new ServiceRevisions(aws.clients, new ManualClock()));
  const readers = [new TaskReader(aws.clients), new TargetHealthReader(aws.clients)] as const;
  return { aws, rollouts: new RolloutsAdapter(new FakeEcsServices(), deployments, ...readers) };
}

const event = (message: string) => [{ id: message, at: 0, message }];

describe('the tasks that run', () => {
  it('are each as healthy as their target', async () => {
    const { aws, rollouts } = setUp();
    expect(await rollouts.runningTasks(ecsService({ ref: REF }))).toEqual([
      { id: id(1), startedBy: 'ecs-svc/2', health: 'healthy' },
      { id: id(2), startedBy: 'ecs-svc/2', health: 'unhealthy', reason: 'Request timed out', port: 80 },
    ]);
    expect(aws.inputs('DescribeTargetHealth')).toMatchObject([{ TargetGroupArn: 'arn:target-group/primes/1' }]);
    expect(aws.inputs('ListTasks')).toMatchObject([{ cluster: 'primes', serviceName: 'primes-api' }]);
  });

  it('are in one of the two target groups between which the traffic goes over', async () => {
    const inGroup = { blue: member(1, '<State>healthy</State>'), green: member(2, '<State>initial</State>') };
    const { rollouts } = setUp({
      DescribeTargetHealth: ({ TargetGroupArn }) => targets(inGroup[String(TargetGroupArn) as 'blue' | 'green']),
    });
    const balanced = [{ container: 'app', targetGroupArn: 'blue', alternateTargetGroupArn: 'green' }];
    expect((await rollouts.runningTasks(ecsService({ ref: REF, balanced }))).map(({ health }) => health)).toEqual([
      'healthy',
      'waiting',
    ]);
  });

  it('are listed again only when the service shows that one has started or stopped', async () => {
    const { aws, rollouts } = setUp();
    await rollouts.runningTasks(ecsService({ ref: REF }));
    aws.calls.length = 0;
    await rollouts.runningTasks(ecsService({ ref: REF }));
    expect(aws.operations).toEqual(['DescribeTargetHealth']);
    for (const change of [
      { events: event('has started 1 tasks') },
      { deployments: [ecsDeployment({ failedTasks: 1 })] },
      { counts: { desired: 2, running: 1, pending: 1 } },
    ]) {
      await rollouts.runningTasks(ecsService({ ref: REF }));
      aws.calls.length = 0;
      await rollouts.runningTasks(ecsService({ ref: REF, ...change }));
      expect(aws.operations.toSorted()).toEqual(['DescribeTargetHealth', 'DescribeTasks', 'ListTasks']);
    }
  });

  it('are as healthy as they say themselves where no load balancer asks, and read each time', async () => {
    const checked = { tasks: [task(1, { healthStatus: 'HEALTHY' }), task(2, { lastStatus: 'PENDING' })] };
    const { aws, rollouts } = setUp({ DescribeTasks: checked });
    const service = ecsService({ ref: REF, balanced: [] });
    expect(await rollouts.runningTasks(service)).toEqual([{ id: id(1), startedBy: 'ecs-svc/2', health: 'healthy' }]);
    await rollouts.runningTasks(service);
    expect(aws.operations).toEqual(['ListTasks', 'DescribeTasks', 'DescribeTasks']);
  });

  it('are as healthy as the worst of their target groups, each of which is asked once', async () => {
    const groups = ['arn:group/a', 'arn:group/a', 'arn:group/b'];
    const { aws, rollouts } = setUp({
      DescribeTargetHealth: ({ TargetGroupArn }) =>
        targets(member(1, `<State>${TargetGroupArn === 'arn:group/b' ? 'unhealthy' : 'healthy'}</State>`)),
      DescribeTasks: { tasks: [task(1)] },
    });
    const balanced = groups.map((targetGroupArn, n) => ({ container: `c${n}`, targetGroupArn }));
    expect(await rollouts.runningTasks(ecsService({ ref: REF, balanced }))).toMatchObject([{ health: 'unhealthy' }]);
    const asked = aws.inputs('DescribeTargetHealth').map(({ TargetGroupArn }) => String(TargetGroupArn));
    expect(asked.toSorted()).toEqual(['arn:group/a', 'arn:group/b']);
  });

  it('are not known to be healthy where that may not be asked', async () => {
    const words = 'User: x is not authorized to perform: elasticloadbalancing:DescribeTargetHealth';
    const denied = Object.assign(new Error(words), { name: 'AccessDenied' });
    const asking = setUp({ DescribeTargetHealth: denied }).rollouts.runningTasks(ecsService({ ref: REF }));
    await expect(asking).rejects.toBeInstanceOf(NotPermittedError);
    await expect(asking).rejects.toThrow('"elasticloadbalancing:DescribeTargetHealth"');
  });
});

describe('the tasks that stopped', () => {
  const stopped = (n: number, change: Partial<Task>) => task(n, { lastStatus: 'STOPPED', ...change });

  it('are those of the deployment that failed, with what their containers say', async () => {
    const killed = stopped(3, {
      stoppedAt: new Date(5000),
      stoppedReason: 'Essential container in task exited',
      stopCode: 'EssentialContainerExited',
      containers: [{ name: 'app', exitCode: 137, reason: 'OutOfMemoryError' }, { name: 'quiet' }],
    });
    const { rollouts } = setUp({
      DescribeTasks: {
        tasks: [
          killed,
          stopped(4, { stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/2)' }),
          stopped(5, { startedBy: 'ecs-svc/1' }),
          task(6),
        ],
      },
    });
    expect(await rollouts.stoppedTasks(REF, HANDLE, new Set())).toEqual([
      {
        id: id(3),
        stoppedAt: 5000,
        stoppedReason: 'Essential container in task exited',
        stopCode: 'EssentialContainerExited',
        containers: [{ name: 'app', exitCode: 137, reason: 'OutOfMemoryError' }],
      },
    ]);
  });

  it('are not looked at twice', async () => {
    const { aws, rollouts } = setUp();
    expect(await rollouts.stoppedTasks(REF, HANDLE, new Set([id(3)]))).toEqual([]);
    expect(aws.operations).toEqual(['ListTasks']);
  });
});
