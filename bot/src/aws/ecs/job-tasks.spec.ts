import type { Actor } from '../../domain/access/access.types';
import type { RunPlan } from '../../domain/jobs/jobs.types';
import { CannedAws } from '../spec/canned-aws';
import { serviceAnswer } from '../spec/ecs-answers';
import { JobOperateAdapter, JobTasksAdapter } from './job-tasks.adapter';
import { ServiceReader } from './service-reader';

const PLAN: RunPlan = {
  id: 'run-1',
  ref: { environment: 'default', cluster: 'primes', service: 'primes-api' },
  job: 'migrate',
  command: ['node', 'migrate.js'],
  container: 'app',
  version: '1.0.0',
  revision: 'primes-api:1',
};
const ANN: Actor = { id: 'U0ANN', name: 'ann' };
const arn = (id: string): string => `arn:aws:ecs:us-west-2:000000000000:task/primes/${id}`;
const network = { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } };

describe('a job', () => {
  it('runs as the service does, once for its id', async () => {
    const service = serviceAnswer({ launchType: 'FARGATE', platformVersion: 'LATEST', networkConfiguration: network });
    const aws = new CannedAws({
      DescribeServices: { services: [service] },
      RunTask: { tasks: [{ taskArn: arn('t1') }] },
    });
    const operate = new JobOperateAdapter(aws.clients, new ServiceReader(aws.clients));
    expect(await operate.run(PLAN, ANN)).toBe('t1');
    expect(aws.inputs('RunTask')).toEqual([
      {
        cluster: 'primes',
        taskDefinition: 'primes-api:1',
        count: 1,
        launchType: 'FARGATE',
        networkConfiguration: network,
        platformVersion: 'LATEST',
        startedBy: 'run-1',
        clientToken: 'run-1',
        overrides: { containerOverrides: [{ name: 'app', command: ['node', 'migrate.js'] }] },
      },
    ]);
  });

  it('takes the service’s capacity providers in the place of a launch type, which AWS refuses beside them', async () => {
    const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }];
    const service = serviceAnswer({ launchType: 'FARGATE', capacityProviderStrategy });
    const aws = new CannedAws({
      DescribeServices: { services: [service] },
      RunTask: { tasks: [{ taskArn: arn('t1') }] },
    });
    await new JobOperateAdapter(aws.clients, new ServiceReader(aws.clients)).run(PLAN, ANN);
    expect(aws.inputs('RunTask')[0]).toMatchObject({ capacityProviderStrategy });
    expect(aws.inputs('RunTask')[0]).not.toHaveProperty('launchType');
  });

  it('that finds no place says why', async () => {
    const failures = [{ reason: 'RESOURCE:MEMORY' }];
    const aws = new CannedAws({ DescribeServices: { services: [serviceAnswer()] }, RunTask: { tasks: [], failures } });
    const operate = new JobOperateAdapter(aws.clients, new ServiceReader(aws.clients));
    await expect(operate.run(PLAN, ANN)).rejects.toThrow('RESOURCE:MEMORY');
  });

  it('is found by its id among those that run and those that have stopped', async () => {
    const aws = new CannedAws({
      ListTasks: ({ desiredStatus }) => ({ taskArns: [arn(desiredStatus === 'STOPPED' ? 't2' : 't1')] }),
      DescribeTasks: {
        tasks: [
          { taskArn: arn('t1'), startedBy: 'ecs-svc/1', lastStatus: 'RUNNING' },
          {
            taskArn: arn('t2'),
            startedBy: 'run-1',
            lastStatus: 'STOPPED',
            stoppedAt: new Date(5000),
            stoppedReason: 'Essential container in task exited',
            containers: [{ name: 'app', exitCode: 3, runtimeId: 'r-1' }],
          },
        ],
      },
    });
    expect(await new JobTasksAdapter(aws.clients).startedBy(PLAN)).toEqual({
      id: 't2',
      status: 'STOPPED',
      runtimeId: 'r-1',
      end: { at: 5000, exitCode: 3, reason: 'Essential container in task exited' },
    });
    expect(
      aws.inputs('ListTasks').map(({ family, desiredStatus }) => `${String(family)} ${String(desiredStatus)}`),
    ).toEqual(['primes-api RUNNING', 'primes-api STOPPED']);
  });

  it('is stopped in the name of whoever ended it', async () => {
    const aws = new CannedAws({ StopTask: {} });
    const operate = new JobOperateAdapter(aws.clients, new ServiceReader(aws.clients));
    await operate.stop({ ...PLAN, actor: ANN, startedAt: 0, task: 't1' }, ANN);
    expect(aws.inputs('StopTask')).toEqual([{ cluster: 'primes', task: 't1', reason: 'Ended by ann' }]);
  });
});
