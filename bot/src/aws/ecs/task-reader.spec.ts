import { ecsDeployment, ecsService } from '../../domain/observations/spec/ecs-services.fake';
import type { EcsService } from '../../domain/observations/ecs-service.types';
import { CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { TaskReader } from './task-reader';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const arn = (cluster: unknown, id: string): string =>
  `arn:aws:ecs:us-west-2:000000000000:task/${String(cluster)}/${id}`;

/** Every cluster has a task `a`. */
function setUp(answers: Answers = {}) {
  const aws = new CannedAws({
    ListTasks: ({ cluster }) => ({ taskArns: [arn(cluster, 'a')] }),
    DescribeTasks: ({ tasks }) => ({ tasks: (tasks as string[]).map((taskArn) => ({ taskArn })) }),
    ...answers,
  });
  return { aws, tasks: new TaskReader(aws.clients) };
}

describe('the tasks that run', () => {
  it.each<[string, Partial<EcsService>]>([
    ['its counts', { counts: { desired: 2, running: 1, pending: 1 }, deployments: [ecsDeployment()] }],
    [
      'the counts of one of its deployments',
      { deployments: [ecsDeployment({ counts: { desired: 2, running: 1, pending: 1 } })] },
    ],
    ['the failures of one of its deployments', { deployments: [ecsDeployment({ failedTasks: 1 })] }],
    ['another deployment', { deployments: [ecsDeployment({ id: 'ecs-svc/2' })] }],
    ['another newest event', { events: [{ id: 'e2', at: 1, message: 'has started 1 tasks' }] }],
  ])('are listed again when the service shows %s', async (_what, change) => {
    const { aws, tasks } = setUp();
    const before = { ref: REF, events: [{ id: 'e1', at: 0, message: 'has reached a steady state' }] };
    await tasks.running(ecsService(before));
    await tasks.running(ecsService(before));
    expect(aws.operations).toEqual(['ListTasks', 'DescribeTasks']);
    await tasks.running(ecsService({ ...before, ...change }));
    expect(aws.operations.slice(2)).toEqual(['ListTasks', 'DescribeTasks']);
  });

  it('are those of its own cluster, where another has a service of the same name', async () => {
    const { tasks } = setUp();
    await tasks.running(ecsService({ ref: REF }));
    const [task] = await tasks.running(ecsService({ ref: { ...REF, cluster: 'batch' } }));
    expect(task?.taskArn).toBe(arn('batch', 'a'));
  });
  it('are asked about together with those of other services of their cluster', async () => {
    const { aws, tasks } = setUp({
      ListTasks: ({ serviceName }) => ({ taskArns: [arn('primes', String(serviceName))] }),
    });
    const others = ['a', 'b', 'c'].map((service) => ecsService({ ref: { ...REF, service } }));
    const found = await Promise.all(others.map((service) => tasks.running(service)));
    expect(found.flat().map(({ taskArn }) => taskArn)).toEqual(['a', 'b', 'c'].map((id) => arn('primes', id)));
    expect(aws.inputs('DescribeTasks')).toHaveLength(1);
  });

  it('are those of all pages, described a hundred a call', async () => {
    const arns = Array.from({ length: 130 }, (_, n) => arn('primes', `t${n}`));
    const { aws, tasks } = setUp({
      ListTasks: ({ nextToken }) =>
        nextToken ? { taskArns: arns.slice(100) } : { taskArns: arns.slice(0, 100), nextToken: 'x' },
    });
    expect((await tasks.running(ecsService({ ref: REF }))).map(({ taskArn }) => taskArn)).toEqual(arns);
    expect(aws.inputs('DescribeTasks').map((input) => (input['tasks'] as string[]).length)).toEqual([100, 30]);
  });
});

describe('the tasks that stopped', () => {
  it('are those of the service that are not known yet', async () => {
    const { aws, tasks } = setUp({ ListTasks: { taskArns: ['a', 'b'].map((id) => arn('primes', id)) } });
    expect(await tasks.stopped(REF, new Set(['a']))).toEqual([{ taskArn: arn('primes', 'b') }]);
    expect(await tasks.stopped(REF, new Set(['a', 'b']))).toEqual([]);
    expect(aws.operations).toEqual(['ListTasks', 'DescribeTasks', 'ListTasks']);
    expect(aws.inputs('ListTasks')[0]).toEqual({
      cluster: 'primes',
      serviceName: 'primes-api',
      desiredStatus: 'STOPPED',
    });
  });
});
