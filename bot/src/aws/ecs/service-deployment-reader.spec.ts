import { ManualClock } from '../../kernel/spec/manual-clock';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { revisionAnswer, serviceDeploymentArn, serviceRevisionArn } from '../spec/ecs-answers';
import { ServiceDeploymentReader } from './service-deployment-reader';
import { ServiceRevisions } from './service-revisions';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const HANDLE = { id: 'ecs-svc/2', revision: 'primes-api:2' };
const brief = (id: number) => ({
  serviceDeploymentArn: serviceDeploymentArn(id),
  targetServiceRevisionArn: serviceRevisionArn(id),
  createdAt: new Date(id),
});

function setUp(answers: Answers = {}) {
  const aws = new CannedAws({
    ListServiceDeployments: { serviceDeployments: [brief(1), brief(2), brief(3)] },
    DescribeServiceRevisions: {
      serviceRevisions: [1, 2, 3].map((id) => revisionAnswer(id, `primes-api:${id === 3 ? 2 : id}`, [])),
    },
    DescribeServiceDeployments: ({ serviceDeploymentArns }) => ({
      serviceDeployments: (serviceDeploymentArns as string[]).map((arn) => ({
        serviceDeploymentArn: arn,
        status: 'ROLLBACK_IN_PROGRESS',
        statusReason: 'why',
        deploymentCircuitBreaker: { failureCount: 2, threshold: 3 },
        rollback: { reason: 'tasks failed to start.' },
      })),
    }),
    ...answers,
  });
  return {
    aws,
    reader: new ServiceDeploymentReader(aws.clients, new ServiceRevisions(aws.clients, new ManualClock())),
  };
}

/** The service deployment as it goes on, with these members. */
async function going(change: object, briefs: object[] = [brief(2)]) {
  const { reader } = setUp({
    ListServiceDeployments: { serviceDeployments: briefs },
    DescribeServiceDeployments: ({ serviceDeploymentArns }) => ({
      serviceDeployments: (serviceDeploymentArns as string[]).map((arn) => ({
        serviceDeploymentArn: arn,
        status: 'IN_PROGRESS',
        ...change,
      })),
    }),
  });
  return reader.state(REF, HANDLE);
}

describe('the way on which a service deployment is', () => {
  const blueGreen = {
    lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
    deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5 },
    targetServiceRevision: { requestedProductionTrafficWeight: 0, requestedTestTrafficWeight: 100 },
    sourceServiceRevisions: [{ requestedProductionTrafficWeight: 100, requestedTestTrafficWeight: 0 }],
    updatedAt: new Date(7000),
  } as const;

  it('is its strategy, stage, traffic and hooks', async () => {
    const lifecycleHookDetails = [
      {
        hookId: 'ecs-pause-1',
        targetType: 'PAUSE',
        status: 'AWAITING_ACTION',
        expiresAt: new Date(9000),
        timeoutAction: 'CONTINUE',
      },
      { hookId: 'fn', targetType: 'AWS_LAMBDA', status: 'SUCCEEDED' },
    ] as const;
    const state = await going({ ...blueGreen, lifecycleHookDetails: [...lifecycleHookDetails] });
    expect(state?.rollout).toEqual({
      strategy: 'BLUE_GREEN',
      stage: 'POST_TEST_TRAFFIC_SHIFT',
      bakeMinutes: 5,
      production: { fresh: 0, old: 100 },
      hooks: [
        { id: 'ecs-pause-1', kind: 'pause', status: 'waiting', expiresAt: 9000, otherwise: 'CONTINUE' },
        { id: 'fn', kind: 'function', status: 'succeeded' },
      ],
      updatedAt: 7000,
    });
  });

  it.each([
    [
      'CANARY',
      { canaryConfiguration: { canaryPercent: 2.5, canaryBakeTimeInMinutes: 3 } },
      { percent: 2.5, minutes: 3 },
    ],
    ['CANARY', {}, { percent: 5, minutes: 10 }],
    ['LINEAR', { linearConfiguration: { stepPercent: 20, stepBakeTimeInMinutes: 0 } }, { percent: 20, minutes: 0 }],
    ['LINEAR', {}, { percent: 10, minutes: 6 }],
  ] as const)('has the steps that are set, or those of AWS: %s %j', async (strategy, settings, step) => {
    const state = await going({ deploymentConfiguration: { strategy, ...settings } });
    expect(state?.rollout?.step).toEqual(step);
  });

  it('says which alarms watch it and went off, where they do, and when it counts as done early', async () => {
    const alarms = { status: 'TRIGGERED', alarmNames: ['errors', 'latency'], triggeredAlarmNames: ['errors'] } as const;
    const earlySuccessCriteria = { enable: true, healthyPercent: 50 };
    const deploymentConfiguration = { strategy: 'ROLLING', earlySuccessCriteria } as const;
    expect(
      (
        await going({
          deploymentConfiguration,
          alarms: { ...alarms, alarmNames: [...alarms.alarmNames], triggeredAlarmNames: ['errors'] },
        })
      )?.rollout,
    ).toEqual({
      strategy: 'ROLLING',
      bakeMinutes: 0,
      hooks: [],
      alarms: { names: ['errors', 'latency'], triggered: ['errors'] },
      early: { percent: 50 },
    });
    const off = { deploymentConfiguration, alarms: { status: 'DISABLED', alarmNames: ['errors'] } } as const;
    expect((await going({ ...off, alarms: { ...off.alarms, alarmNames: ['errors'] } }))?.rollout).not.toHaveProperty(
      'alarms',
    );
  });

  it('says how long the last one took that succeeded before it, from the list that is read once', async () => {
    const took = (id: number, seconds: number, status: string) => ({
      ...brief(id),
      status,
      startedAt: new Date(id),
      finishedAt: new Date(id + seconds * 1000),
    });
    const older = {
      ...took(0, 95, 'SUCCESSFUL'),
      serviceDeploymentArn: 'older',
      targetServiceRevisionArn: serviceRevisionArn(1),
    };
    const failed = took(1, 600, 'ROLLBACK_SUCCESSFUL');
    expect(await going({}, [brief(2), older, failed])).toMatchObject({ lastTookMs: 95_000 });
    expect(await going({}, [brief(2), failed])).not.toHaveProperty('lastTookMs');
  });
});

describe('the service deployment of a deployment', () => {
  it('is the newest that brings the same task definition', async () => {
    expect(await setUp().reader.state(REF, HANDLE)).toEqual({
      arn: serviceDeploymentArn(3),
      status: 'ROLLBACK_IN_PROGRESS',
      reason: 'why',
      failures: { count: 2, threshold: 3 },
      rollbackReason: 'tasks failed to start.',
    });
  });

  it('is another one where the same task definition is deployed again', async () => {
    const { aws, reader } = setUp({ ListServiceDeployments: { serviceDeployments: [brief(2)] } });
    expect(await reader.state(REF, HANDLE)).toMatchObject({ arn: serviceDeploymentArn(2) });
    expect(await reader.state(REF, { ...HANDLE, id: 'ecs-svc/9' })).toBeUndefined();
    aws.answers['ListServiceDeployments'] = { serviceDeployments: [brief(2), brief(3)] };
    expect(await reader.state(REF, { ...HANDLE, id: 'ecs-svc/9' })).toMatchObject({ arn: serviceDeploymentArn(3) });
    expect(await reader.state(REF, HANDLE)).toMatchObject({ arn: serviceDeploymentArn(2) });
  });

  it('is looked for once, and several are asked about together', async () => {
    const { aws, reader } = setUp();
    await reader.state(REF, HANDLE);
    await reader.state(REF, { id: 'ecs-svc/1', revision: 'primes-api:1' });
    aws.calls.length = 0;
    await Promise.all([reader.state(REF, HANDLE), reader.state(REF, { id: 'ecs-svc/1', revision: 'primes-api:1' })]);
    expect(aws.operations).toEqual(['DescribeServiceDeployments']);
    expect(aws.inputs('DescribeServiceDeployments')).toEqual([
      { serviceDeploymentArns: [serviceDeploymentArn(3), serviceDeploymentArn(1)] },
    ]);
  });

  it('is none while ECS shows none, and is looked for again', async () => {
    const { aws, reader } = setUp({ ListServiceDeployments: { serviceDeployments: [brief(1)] } });
    expect(await reader.state(REF, HANDLE)).toBeUndefined();
    aws.answers['ListServiceDeployments'] = { serviceDeployments: [brief(1), brief(2)] };
    expect(await reader.state(REF, HANDLE)).toMatchObject({ arn: serviceDeploymentArn(2) });
  });

  it('is not known where it may not be read, so that the deployment is followed by the service alone', async () => {
    const { reader } = setUp({ ListServiceDeployments: awsError('AccessDeniedException') });
    expect(await reader.state(REF, HANDLE)).toBeUndefined();
  });

  it('is not taken for missing where AWS just does not answer', async () => {
    const { reader } = setUp({ ListServiceDeployments: awsError('InvalidParameterException', 'odd') });
    await expect(reader.state(REF, HANDLE)).rejects.toThrow('refused');
  });
});
