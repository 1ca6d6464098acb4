import type { DeploymentLifecycleHook } from '@aws-sdk/client-ecs';
import { faultOf } from '../wire/spec/wire-client';
import { ShiftingHarness } from './spec/shifting-harness';

describe('a deployment that hooks pause', () => {
  let harness: ShiftingHarness;
  const hook = (stage: string, more: object = {}): DeploymentLifecycleHook =>
    ({ targetType: 'PAUSE', lifecycleStages: [stage], ...more }) as DeploymentLifecycleHook;

  /** A new revision of a service with these hooks, after some minutes. */
  const deploy = async (lifecycleHooks: DeploymentLifecycleHook[]): Promise<void> => {
    harness = new ShiftingHarness();
    harness.createShifting();
    await harness.settle();
    harness.update({ taskDefinition: 'f-2', deploymentConfiguration: { lifecycleHooks } });
    await harness.pass(300);
  };
  const details = () => harness.deployments[0]?.lifecycleHookDetails ?? [];
  const answer = (more: object = {}) =>
    harness.wire.call('ContinueServiceDeployment', {
      serviceDeploymentArn: harness.deployments[0]?.serviceDeploymentArn,
      hookId: details().at(-1)?.hookId,
      ...more,
    });

  it.each([
    ['PRE_SCALE_UP', 2, '100/0, test 100/0'],
    ['POST_SCALE_UP', 4, '100/0, test 100/0'],
    ['POST_TEST_TRAFFIC_SHIFT', 4, '100/0, test 0/100'],
    ['PRE_PRODUCTION_TRAFFIC_SHIFT', 4, '100/0, test 0/100'],
    ['POST_PRODUCTION_TRAFFIC_SHIFT', 4, '0/100, test 0/100'],
  ])('waits at %s until somebody continues it', async (stage, healthy, traffic) => {
    await deploy([hook(stage)]);
    expect(harness.deployments[0]).toMatchObject({
      status: 'IN_PROGRESS',
      lifecycleStage: stage,
      lifecycleHookDetails: [
        {
          hookId: expect.stringMatching(/^ecs-pause-[\w-]{43}$/),
          targetType: 'PAUSE',
          status: 'AWAITING_ACTION',
          timeoutAction: 'ROLLBACK',
        },
      ],
    });
    expect(details()[0]?.expiresAt?.getTime()).toBeGreaterThan(harness.clock.now() + 23 * 3_600_000);
    expect([harness.healthy, harness.traffic]).toEqual([healthy, traffic]);
    await harness.pass(3600);
    expect(harness.deployments[0]?.lifecycleStage).toBe(stage);
    const { serviceDeploymentArn } = harness.deployments[0] ?? {};
    expect(await answer()).toEqual({ serviceDeploymentArn });
    expect(details()).toMatchObject([{ status: 'SUCCEEDED' }]);
    await harness.pass(300);
    expect(harness.deployments[0]?.status).toBe('SUCCESSFUL');
    expect(harness.traffic).toBe('0/100, test 0/100');
  });

  it('is rolled back where that is the answer', async () => {
    await deploy([hook('POST_PRODUCTION_TRAFFIC_SHIFT')]);
    await answer({ action: 'ROLLBACK' });
    await harness.pass(3);
    expect(harness.traffic).toBe('100/0, test 100/0');
    await harness.pass(200);
    expect(details()).toMatchObject([{ status: 'FAILED' }]);
    expect(harness.deployments[0]).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      statusReason: 'Service deployment rolled back because of a ContinueServiceDeployment request.',
    });
    expect(harness.healthy).toBe(2);
  });

  it.each([
    ['ROLLBACK', 'ROLLBACK_SUCCESSFUL', '100/0, test 100/0'],
    ['CONTINUE', 'SUCCESSFUL', '0/100, test 0/100'],
  ])('does as its hook says when nobody answers in time: %s', async (action, status, traffic) => {
    await deploy([hook('POST_TEST_TRAFFIC_SHIFT', { timeoutConfiguration: { timeoutInMinutes: 10, action } })]);
    expect(details()).toMatchObject([{ timeoutAction: action }]);
    await harness.pass(200);
    expect(details()).toMatchObject([{ status: 'AWAITING_ACTION' }]);
    await harness.pass(500);
    expect(details()).toMatchObject([{ status: 'TIMED_OUT' }]);
    expect(harness.deployments[0]?.status).toBe(status);
    expect(harness.traffic).toBe(traffic);
    expect(harness.deployments[0]?.statusReason).toBe(
      action === 'ROLLBACK'
        ? 'Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT pause hook timed out.'
        : undefined,
    );
  });

  it('waits for all the hooks of a stage, and for the next stage’s after them', async () => {
    await deploy([hook('POST_SCALE_UP'), hook('POST_SCALE_UP'), hook('POST_TEST_TRAFFIC_SHIFT')]);
    const [first, second] = details();
    expect(first?.hookId).not.toBe(second?.hookId);
    await answer({ hookId: first?.hookId });
    await harness.pass(60);
    expect(harness.deployments[0]?.lifecycleStage).toBe('POST_SCALE_UP');
    await answer({ hookId: second?.hookId });
    await harness.pass(60);
    expect(harness.deployments[0]?.lifecycleStage).toBe('POST_TEST_TRAFFIC_SHIFT');
    expect(details().map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'AWAITING_ACTION']);
  });

  it('waits no longer where the deployment is stopped', async () => {
    await deploy([hook('POST_SCALE_UP')]);
    const [pause] = details();
    harness.call('StopServiceDeployment', { serviceDeploymentArn: harness.deployments[0]?.serviceDeploymentArn });
    await harness.pass(5);
    expect(details()).toMatchObject([{ status: 'FAILED' }]);
    expect(await faultOf(answer({ hookId: pause?.hookId }))).toEqual(['InvalidParameterException', UNAVAILABLE]);
    await harness.pass(300);
    expect(await faultOf(answer({ hookId: pause?.hookId }))).toEqual([
      'InvalidParameterException',
      'Continuing a service deployment is not allowed for service deployment in terminal states.',
    ]);
  });

  it('takes no other answers', async () => {
    await deploy([hook('POST_SCALE_UP')]);
    const gone = 'arn:aws:ecs:us-west-2:000000000000:service-deployment/primes/api/gone';
    expect(await faultOf(answer({ serviceDeploymentArn: gone }))).toEqual([
      'ServiceDeploymentNotFoundException',
      'The service deployment does not exist.',
    ]);
    expect(await faultOf(answer({ hookId: 'x' }))).toEqual([
      'InvalidParameterException',
      'Invalid hookId: hookId must follow the format: ecs-{hookType}-{id}',
    ]);
    expect(await faultOf(answer({ hookId: 'ecs-pause-x' }))).toEqual(['InvalidParameterException', UNAVAILABLE]);
    expect(await faultOf(answer({ action: 'WAIT' }))).toEqual([
      'InvalidParameterException',
      'action should be one of [CONTINUE,ROLLBACK]',
    ]);
    const [pause] = details();
    await answer();
    expect(await faultOf(answer({ hookId: pause?.hookId }))).toEqual(['InvalidParameterException', UNAVAILABLE]);
  });
});

const UNAVAILABLE = 'Provided hookId is either completed, unavailable, or not associated with the given Resource ARN';
