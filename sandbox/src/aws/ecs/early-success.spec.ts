import { faultOf } from '../wire/spec/wire-client';
import { EcsHarness } from './spec/ecs-harness';

describe('early success', () => {
  let harness: EcsHarness;
  beforeEach(async () => {
    harness = new EcsHarness();
    harness.create({ desiredCount: 4 });
    await harness.settle();
  });

  /** Deploys one new task at a time, with success at half of them. */
  const deploy = (taskDefinition: string, sourceServiceRevisionCleanup: 'BLOCKING' | 'DEFERRED', more: object = {}) => {
    const earlySuccessCriteria = { enable: true, healthyPercent: 50, sourceServiceRevisionCleanup };
    const percents = { minimumHealthyPercent: 50, maximumPercent: 125 };
    harness.update({ taskDefinition, deploymentConfiguration: { ...percents, earlySuccessCriteria, ...more } });
  };
  /** Until the deployment is over. @returns how many new and old tasks ran then */
  const over = async (look?: () => void): Promise<[number | undefined, number | undefined]> => {
    for (let second = 0; second < 900 && harness.service.currentServiceDeployment; second++)
      await harness.pass(1, look);
    const { targetServiceRevision, sourceServiceRevisions } = harness.deployments[0] ?? {};
    return [targetServiceRevision?.runningTaskCount, sourceServiceRevisions?.[0]?.runningTaskCount];
  };

  it('DEFERRED: is successful with old tasks still serving, which then go', async () => {
    deploy('f-2', 'DEFERRED');
    const [fresh = 0, old = 0] = await over();
    expect(fresh).toBeLessThan(4);
    expect(old).toBeGreaterThan(0);
    expect(harness.deployments[0]?.status).toBe('SUCCESSFUL');
    expect(harness.service.deployments).toMatchObject([
      { status: 'PRIMARY', rolloutState: 'COMPLETED' },
      { status: 'ACTIVE', rolloutState: 'COMPLETED' },
    ]);
    await harness.pass(400);
    expect(harness.service.deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 4 }]);
    expect(harness.deployments[0]).toMatchObject({
      targetServiceRevision: { runningTaskCount: 4 },
      sourceServiceRevisions: [{ runningTaskCount: 0 }],
    });
    expect(harness.events.at(-1)).toBe('(service api) has reached a steady state.');
  });

  it('BLOCKING: lets the old tasks go first, though not all of the new ones are healthy yet', async () => {
    deploy('f-2', 'BLOCKING', { maximumPercent: 200, deploymentCircuitBreaker: { enable: false, rollback: false } });
    const fresh = () =>
      harness
        .tasks()
        .flatMap(({ taskDefinitionArn, taskArn = '' }) => (taskDefinitionArn?.endsWith('f-2:1') ? [taskArn] : []));
    await harness.pass(5);
    const lucky = fresh().slice(0, 2);
    const [, old] = await over(() => {
      for (const task of fresh()) if (!lucky.includes(task)) harness.runtime.kill(task, 1);
    });
    expect([harness.deployments[0]?.status, harness.healthy, old]).toEqual(['SUCCESSFUL', 2, 0]);
    await harness.pass(200);
    expect(harness.service).toMatchObject({ runningCount: 4, deployments: [{ rolloutState: 'COMPLETED' }] });
  });

  it('waits for the bake time', async () => {
    deploy('f-2', 'DEFERRED', { bakeTimeInMinutes: 3 });
    await harness.pass(180);
    expect(harness.deployments[0]?.status).toBe('IN_PROGRESS');
    await over();
    expect(harness.deployments[0]?.status).toBe('SUCCESSFUL');
  });

  it('is none where too few become healthy: the breaker watches', async () => {
    deploy('f-crash', 'DEFERRED');
    await over();
    expect(harness.deployments[0]?.status).toBe('ROLLBACK_SUCCESSFUL');
  });

  it.each<[object, string]>([
    [{ healthyPercent: 101, sourceServiceRevisionCleanup: 'DEFERRED' }, 'healthyPercent must be an integer between'],
    [
      { healthyPercent: 99, sourceServiceRevisionCleanup: 'DEFERRED' },
      'greater than or equal to minimumHealthyPercent',
    ],
    [{ healthyPercent: 100 }, 'healthyPercent and sourceServiceRevisionCleanup are required'],
    [{ healthyPercent: 100, sourceServiceRevisionCleanup: 'NEVER' }, 'should be one of [BLOCKING,DEFERRED]'],
  ])('takes no %j', async (criteria, message) => {
    const deploymentConfiguration = { earlySuccessCriteria: { enable: true, ...criteria } };
    const asked = harness.wire.call('UpdateService', { cluster: 'primes', service: 'api', deploymentConfiguration });
    expect(await faultOf(asked)).toEqual(['InvalidParameterException', expect.stringContaining(message)]);
  });

  it('is for rolling deployments alone', async () => {
    const earlySuccessCriteria = { enable: true, healthyPercent: 100, sourceServiceRevisionCleanup: 'BLOCKING' };
    const deploymentConfiguration = { strategy: 'BLUE_GREEN', earlySuccessCriteria };
    const asked = harness.wire.call('UpdateService', { cluster: 'primes', service: 'api', deploymentConfiguration });
    expect(await faultOf(asked)).toEqual([
      'InvalidParameterException',
      'earlySuccessCriteria is only valid when the deployment strategy is ROLLING.',
    ]);
  });
});
