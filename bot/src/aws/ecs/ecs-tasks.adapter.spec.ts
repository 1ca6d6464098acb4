import { ecsService } from '../../domain/observations/spec/ecs-services.fake';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { TargetHealthReader } from '../elb/target-health.reader';
import { EcsTasksAdapter } from './ecs-tasks.adapter';
import { TaskReader } from './task-reader';
import { TasksOperateAdapter } from './tasks-operate.adapter';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const id = (letter: string): string => letter.repeat(32);
const arn = (letter: string): string => `arn:aws:ecs:us-west-2:000000000000:task/primes/${id(letter)}`;
const TASK = {
  taskArn: arn('a'),
  taskDefinitionArn: 'arn:aws:ecs:us-west-2:000000000000:task-definition/primes-api:41',
  group: 'service:primes-api',
  startedBy: 'ecs-svc/1',
  lastStatus: 'RUNNING',
  desiredStatus: 'RUNNING',
  availabilityZone: 'us-west-2a',
  createdAt: new Date(1000),
  startedAt: new Date(2000),
  containers: [{ name: 'app', image: 'r/app:1', imageDigest: 'sha256:1', runtimeId: 'f00d' }],
};

function setUp(answers: Answers = {}) {
  const aws = new CannedAws({
    ListTasks: ({ desiredStatus }) => ({ taskArns: [arn(desiredStatus === 'STOPPED' ? 'b' : 'a')] }),
    DescribeTasks: ({ tasks }) => ({ tasks: (tasks as string[]).map((taskArn) => ({ ...TASK, taskArn })) }),
    ...answers,
  });
  return { aws, tasks: new EcsTasksAdapter(new TaskReader(aws.clients), new TargetHealthReader(aws.clients)) };
}

describe('the tasks of a service', () => {
  it('are read whole', async () => {
    const { tasks } = setUp();
    const { tasks: running, healthUnread } = await tasks.running(ecsService({ ref: REF, balanced: [] }));
    expect(healthUnread).toBeUndefined();
    expect(running).toEqual([
      {
        id: id('a'),
        ref: REF,
        revision: 'primes-api:41',
        startedBy: 'ecs-svc/1',
        status: 'RUNNING',
        stopping: false,
        health: 'unchecked',
        zone: 'us-west-2a',
        createdAt: 1000,
        startedAt: 2000,
        containers: [{ name: 'app', image: 'r/app:1', digest: 'sha256:1', runtimeId: 'f00d' }],
      },
    ]);
  });

  it('are there also where their health cannot be read, and why not', async () => {
    const { tasks } = setUp({
      DescribeTargetHealth: awsError(
        'AccessDenied',
        'not authorized to perform: elasticloadbalancing:DescribeTargetHealth',
      ),
    });
    const found = await tasks.running(ecsService({ ref: REF }));
    expect(found).toMatchObject({ tasks: [{ health: 'unchecked' }] });
    expect(found.healthUnread).toEqual(expect.any(String));
  });

  it('say why they stopped', async () => {
    const ended = {
      desiredStatus: 'STOPPED',
      lastStatus: 'STOPPED',
      stoppedAt: new Date(3000),
      stoppedReason: 'x',
      stopCode: 'UserInitiated',
    };
    const { tasks } = setUp({
      DescribeTasks: {
        tasks: [{ ...TASK, ...ended, taskArn: arn('b'), containers: [{ name: 'app', exitCode: 0, reason: 'y' }] }],
      },
    });
    expect(await tasks.stopped(REF)).toMatchObject([
      {
        stopping: true,
        stoppedAt: 3000,
        stoppedReason: 'x',
        stopCode: 'UserInitiated',
        containers: [{ exitCode: 0, reason: 'y' }],
      },
    ]);
  });
});

describe('a task by its id', () => {
  it('is described at once where it is whole, and of no service where its group says none', async () => {
    const { aws, tasks } = setUp({ DescribeTasks: { tasks: [{ ...TASK, group: 'family:job' }] } });
    expect(await tasks.find(REF, id('a'))).toMatchObject([{ ref: { cluster: 'primes', service: '' } }]);
    expect(aws.operations).toEqual(['DescribeTasks']);
  });

  it('is looked for in its cluster by its first digits, among those that stopped too', async () => {
    const { aws, tasks } = setUp();
    expect(await tasks.find(REF, 'bbbbbbbb')).toMatchObject([{ id: id('b') }]);
    expect(aws.inputs('ListTasks')).toHaveLength(2);
    for (const desiredStatus of ['RUNNING', 'STOPPED'])
      expect(aws.inputs('ListTasks')).toContainEqual({ cluster: 'primes', desiredStatus });
    expect(aws.inputs('DescribeTasks')).toEqual([{ cluster: 'primes', tasks: [arn('b')] }]);
    expect(await tasks.find(REF, 'cccccccc')).toEqual([]);
  });

  it('is stopped through the door to change, with the reason', async () => {
    const { aws } = setUp({ StopTask: {} });
    const actor = { id: 'U0ANN', name: 'ann', command: 'cmd-1' };
    await new TasksOperateAdapter(aws.clients).stop(REF, id('a'), 'Recycled by ann', actor);
    expect(aws.inputs('StopTask')).toEqual([{ cluster: 'primes', task: id('a'), reason: 'Recycled by ann' }]);
    expect(aws.calls.at(-1)?.headers['user-agent']).toContain('door/operate');
  });
});
