import { ecsService, FakeEcsServices } from '../../domain/observations/spec/ecs-services.fake';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { TargetHealthReader } from '../elb/target-health.reader';
import { CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { RolloutsAdapter } from './rollouts.adapter';
import { ServiceDeploymentReader } from './service-deployment-reader';
import { ServiceRevisions } from './service-revisions';
import { TaskReader } from './task-reader';

const SERVICE = ecsService();
const REF = SERVICE.ref;
const HANDLE = { id: 'ecs-svc/2', revision: 'primes-api:2' };
const arn = (id: string): string => `arn:aws:ecs:us-west-2:000000000000:task/primes/${id}`;
const task = (id: string, more: object = {}) => ({
  taskArn: arn(id),
  lastStatus: 'RUNNING',
  startedBy: HANDLE.id,
  attachments: [{ details: [{ name: 'privateIPv4Address', value: `10.0.0.${id.length}` }] }],
  ...more,
});
const TARGETS =
  '<DescribeTargetHealthResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><DescribeTargetHealthResult><TargetHealthDescriptions><member><Target><Id>10.0.0.1</Id><Port>80</Port></Target><HealthCheckPort>80</HealthCheckPort><TargetHealth><State>unhealthy</State><Description>Health checks failed with these codes: [503]</Description></TargetHealth></member></TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>';

function setUp(answers: Answers) {
  const aws = new CannedAws(answers);
  const deployments = new ServiceDeploymentReader(aws.clients, new ServiceRevisions(aws.clients, new ManualClock()));
  const targets = new TargetHealthReader(aws.clients);
  const services = new FakeEcsServices(SERVICE);
  return { aws, rollouts: new RolloutsAdapter(services, deployments, new TaskReader(aws.clients), targets) };
}

describe('the tasks that run', () => {
  it('are told with what their load balancer finds of them', async () => {
    const { rollouts, aws } = setUp({
      ListTasks: { taskArns: [arn('a'), arn('bb')] },
      DescribeTasks: { tasks: [task('a'), task('bb', { lastStatus: 'PENDING' })] },
      DescribeTargetHealth: TARGETS,
    });
    expect(await rollouts.runningTasks(SERVICE)).toEqual([
      {
        id: 'a',
        startedBy: HANDLE.id,
        health: 'unhealthy',
        reason: 'Health checks failed with these codes: [503]',
        port: 80,
      },
    ]);
    await rollouts.runningTasks(SERVICE);
    expect(aws.operations.filter((name) => name === 'DescribeTasks')).toHaveLength(1);
  });

  it('are described a hundred a call', async () => {
    const ids = Array.from({ length: 130 }, (_, n) => `t${n}`);
    const { rollouts, aws } = setUp({
      ListTasks: ({ nextToken }) =>
        nextToken ? { taskArns: ids.slice(100).map(arn) } : { taskArns: ids.slice(0, 100).map(arn), nextToken: 'x' },
      DescribeTasks: ({ tasks }) => ({ tasks: (tasks as string[]).map((one) => task(one.split('/').at(-1)!)) }),
    });
    expect(await rollouts.runningTasks({ ...SERVICE, balanced: [] })).toHaveLength(130);
    expect(aws.inputs('DescribeTasks').map(({ tasks }) => (tasks as string[]).length)).toEqual([100, 30]);
  });
});

describe('the tasks that stopped', () => {
  const stopped = (id: string, more: object = {}) =>
    task(id, {
      lastStatus: 'STOPPED',
      stoppedAt: new Date(5000),
      stoppedReason: 'Essential container in task exited',
      ...more,
    });

  it('are those that this deployment started and nobody wanted gone, with the containers that say something', async () => {
    const containers = [{ name: 'app', exitCode: 1 }, { name: 'log' }];
    const { rollouts } = setUp({
      ListTasks: { taskArns: [arn('a'), arn('b'), arn('c'), arn('d')] },
      DescribeTasks: {
        tasks: [
          stopped('a', { stopCode: 'EssentialContainerExited', containers }),
          stopped('b', { startedBy: 'ecs-svc/1' }),
          stopped('c', { stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/2)' }),
          stopped('d', { lastStatus: 'STOPPING' }),
        ],
      },
    });
    expect(await rollouts.stoppedTasks(REF, HANDLE, new Set())).toEqual([
      {
        id: 'a',
        stoppedAt: 5000,
        stoppedReason: 'Essential container in task exited',
        stopCode: 'EssentialContainerExited',
        containers: [{ name: 'app', exitCode: 1 }],
      },
    ]);
  });

  it('are not described again when they are known', async () => {
    const { rollouts, aws } = setUp({
      ListTasks: { taskArns: [arn('a'), arn('b')] },
      DescribeTasks: { tasks: [stopped('b')] },
    });
    await rollouts.stoppedTasks(REF, HANDLE, new Set(['a']));
    expect(aws.inputs('DescribeTasks').map(({ tasks }) => tasks)).toEqual([[arn('b')]]);
    await rollouts.stoppedTasks(REF, HANDLE, new Set(['a', 'b']));
    expect(aws.inputs('DescribeTasks')).toHaveLength(1);
  });
});
