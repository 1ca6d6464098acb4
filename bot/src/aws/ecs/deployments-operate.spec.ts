import { ManualClock } from '../../kernel/spec/manual-clock';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { deploymentAnswer, image, serviceAnswer, taskDefinitionAnswer, taskDefinitionArn } from '../spec/ecs-answers';
import { DeploymentOverError, HookOverError } from '../../domain/deployments/deployments.errors';
import { DeploymentsOperateAdapter } from './deployments-operate.adapter';
import { ServiceReader } from './service-reader';
import { TaskDefinitions } from './task-definitions';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const ANN = { id: 'U0ANN', name: 'ann', command: 'c1' };
const NEW_IMAGE = image('primes-api', '1.1.0');
const CHANGE = { revision: 'primes-api:1', images: [{ container: 'app', image: NEW_IMAGE }] };
const updated = (change = {}) => ({
  service: serviceAnswer({
    deployments: [deploymentAnswer({ id: 'ecs-svc/2', taskDefinition: taskDefinitionArn('primes-api:2'), ...change })],
  }),
});

function setUp(answers: Answers = {}) {
  const clock = new ManualClock();
  const aws = new CannedAws({
    DescribeTaskDefinition: ({ taskDefinition }) => taskDefinitionAnswer(String(taskDefinition)),
    RegisterTaskDefinition: taskDefinitionAnswer('primes-api:2'),
    UpdateService: updated(),
    DeregisterTaskDefinition: {},
    ...answers,
  });
  const taskDefinitions = new TaskDefinitions(aws.clients, clock);
  const reader = new ServiceReader(aws.clients);
  return { aws, clock, taskDefinitions, operate: new DeploymentsOperateAdapter(aws.clients, taskDefinitions, reader) };
}

describe('registering', () => {
  it('sends what ECS answered word for word, members that the SDK has no name for too', async () => {
    const future = taskDefinitionAnswer('primes-api:1', {
      containerDefinitions: [
        Object.assign({ name: 'app', image: image('primes-api', '1.0.0') }, { futureMember: [1] }),
      ],
      registeredAt: new Date(1_795_521_600_123),
    });
    Object.assign(future.taskDefinition, { futureSetting: { a: 'b' } });
    const { operate, aws } = setUp({ DescribeTaskDefinition: { ...future, tags: [{ key: 'team', value: 'core' }] } });
    expect(await operate.register(REF, CHANGE, ANN)).toBe('primes-api:2');
    expect(aws.inputs('RegisterTaskDefinition')).toEqual([
      {
        family: 'primes-api',
        memory: '512',
        futureSetting: { a: 'b' },
        containerDefinitions: [{ name: 'app', image: NEW_IMAGE, futureMember: [1] }],
        tags: [{ key: 'team', value: 'core' }],
      },
    ]);
    // ECS leaves tags out of its answer unless they are asked for.
    expect(aws.inputs('DescribeTaskDefinition')).toEqual([{ taskDefinition: 'primes-api:1', include: ['TAGS'] }]);
    const { headers, body } = aws.calls.at(-1)!;
    expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
    expect(headers['user-agent']).toContain('door/operate');
  });

  it('takes the answer of a look that was just taken, and asks again for an older one: tags may have changed', async () => {
    const { operate, aws, clock, taskDefinitions } = setUp();
    await taskDefinitions.containers(REF, 'primes-api:1');
    await operate.register(REF, CHANGE, ANN);
    expect(aws.operations).toEqual(['DescribeTaskDefinition', 'RegisterTaskDefinition']);
    await clock.advance(61_000);
    await operate.register(REF, CHANGE, ANN);
    expect(aws.inputs('DescribeTaskDefinition')).toHaveLength(2);
  });

  it('can be taken back', async () => {
    const { operate, aws } = setUp();
    await operate.deregister(REF, 'primes-api:2', ANN);
    expect(aws.calls).toMatchObject([
      { operation: 'DeregisterTaskDefinition', input: { taskDefinition: 'primes-api:2' } },
    ]);
    expect(aws.calls[0]!.headers['user-agent']).toContain('door/operate');
  });
});

describe('setting a service to a revision', () => {
  it('answers the deployment that brings it', async () => {
    const { operate, aws } = setUp();
    expect(await operate.update(REF, 'primes-api:2', ANN)).toEqual({ id: 'ecs-svc/2', revision: 'primes-api:2' });
    expect(aws.inputs('UpdateService')).toEqual([
      { cluster: 'primes', service: 'primes-api', taskDefinition: 'primes-api:2' },
    ]);
  });

  it('answers the primary one, where an older deployment brings the same', async () => {
    const both = updated().service;
    both.deployments!.unshift({ ...both.deployments![0], id: 'ecs-svc/1', status: 'ACTIVE' });
    const { operate } = setUp({ UpdateService: { service: both } });
    expect(await operate.update(REF, 'primes-api:2', ANN)).toMatchObject({ id: 'ecs-svc/2' });
  });

  it('looks for the deployment where AWS does not show it at once', async () => {
    const { operate, aws } = setUp({
      UpdateService: { service: serviceAnswer({ deployments: [] }) },
      DescribeServices: { services: [updated().service] },
    });
    expect(await operate.update(REF, 'primes-api:2', ANN)).toEqual({ id: 'ecs-svc/2', revision: 'primes-api:2' });
    expect(aws.operations).toEqual(['UpdateService', 'DescribeServices']);
  });

  it('says that it may have been done where no deployment is shown at all, nor takes another one for it', async () => {
    const { operate } = setUp({
      UpdateService: { service: serviceAnswer() },
      DescribeServices: { services: [serviceAnswer()] },
    });
    await expect(operate.update(REF, 'primes-api:2', ANN)).rejects.toThrow('it may have been');
  });

  it('says that nobody knows where AWS does not answer, and what AWS refuses with', async () => {
    const dead = setUp({ UpdateService: awsError('InternalFailure', 'oops', 500) });
    await expect(dead.operate.update(REF, 'primes-api:2', ANN)).rejects.toThrow('it may have been');
    const refused = setUp({ UpdateService: awsError('InvalidParameterException', 'Unable to update') });
    await expect(refused.operate.update(REF, 'primes-api:2', ANN)).rejects.toThrow(
      'AWS refused that. Unable to update',
    );
  });
});

describe('starting new tasks of what a service is set to', () => {
  it('forces a new deployment, and leaves the service set to what it is', async () => {
    const { operate, aws } = setUp({ UpdateService: updated({ taskDefinition: taskDefinitionArn('primes-api:1') }) });
    expect(await operate.redeploy(REF, 'primes-api:1', ANN)).toEqual({ id: 'ecs-svc/2', revision: 'primes-api:1' });
    expect(aws.inputs('UpdateService')).toEqual([
      { cluster: 'primes', service: 'primes-api', forceNewDeployment: true },
    ]);
    expect(aws.calls[0]!.headers['user-agent']).toContain('door/operate');
  });

  it('says that nobody knows where AWS does not answer', async () => {
    const { operate } = setUp({ UpdateService: awsError('InternalFailure', 'oops', 500) });
    await expect(operate.redeploy(REF, 'primes-api:1', ANN)).rejects.toThrow('it may have been');
  });
});

describe('stopping a deployment', () => {
  const ARN = 'arn:aws:ecs:us-west-2:000000000000:service-deployment/primes/primes-api/x';

  it('has ECS go back to what ran before, in the name of who asked', async () => {
    const { operate, aws } = setUp({ StopServiceDeployment: { serviceDeploymentArn: ARN } });
    await operate.stop(REF, ARN, ANN);
    expect(aws.inputs('StopServiceDeployment')).toEqual([{ serviceDeploymentArn: ARN, stopType: 'ROLLBACK' }]);
    expect(aws.calls.at(-1)?.headers['user-agent']).toContain('door/operate');
  });

  it.each(['ConflictException', 'ServiceDeploymentNotFoundException'])('says that it is over: %s', async (name) => {
    const { operate } = setUp({ StopServiceDeployment: awsError(name, 'It is over.') });
    await expect(operate.stop(REF, ARN, ANN)).rejects.toBeInstanceOf(DeploymentOverError);
  });

  it('says what else AWS refuses it for', async () => {
    const { operate } = setUp({
      StopServiceDeployment: awsError('InvalidParameterException', 'There is no way back.'),
    });
    await expect(operate.stop(REF, ARN, ANN)).rejects.toThrow('There is no way back.');
  });
});

describe('deciding for a deployment that waits at a hook', () => {
  const ARN = 'arn:aws:ecs:us-west-2:000000000000:service-deployment/primes/primes-api/x';
  const decide = (answer: Answers[string], action: 'CONTINUE' | 'ROLLBACK' = 'CONTINUE') => {
    const { operate, aws } = setUp({ ContinueServiceDeployment: answer });
    return { aws, decided: operate.decide(REF, { arn: ARN, hook: 'ecs-pause-1', action }, ANN) };
  };

  it.each(['CONTINUE', 'ROLLBACK'] as const)('has ECS %s, in the name of who decided', async (action) => {
    const { aws, decided } = decide({ serviceDeploymentArn: ARN }, action);
    await decided;
    expect(aws.inputs('ContinueServiceDeployment')).toEqual([
      { serviceDeploymentArn: ARN, hookId: 'ecs-pause-1', action },
    ]);
    expect(aws.calls.at(-1)?.headers['user-agent']).toContain('door/operate');
  });

  it.each(['InvalidParameterException', 'ServiceDeploymentNotFoundException'])(
    'says that it does not wait there any more, with what AWS said: %s',
    async (name) => {
      const { decided } = decide(awsError(name, 'The hook is not awaiting action.'));
      await expect(decided).rejects.toBeInstanceOf(HookOverError);
      await expect(decided).rejects.toThrow(/does not wait there any more\..*The hook is not awaiting action/);
    },
  );

  it('says that nobody knows where AWS does not answer', async () => {
    await expect(decide(awsError('InternalFailure', 'oops', 500)).decided).rejects.toThrow('it may have been');
  });
});
