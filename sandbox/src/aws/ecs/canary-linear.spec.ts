import type { DeploymentConfiguration } from '@aws-sdk/client-ecs';
import { ShiftingHarness } from './spec/shifting-harness';

describe('a deployment that shifts traffic step by step', () => {
  let harness: ShiftingHarness;

  const deploy = async (configuration: DeploymentConfiguration): Promise<void> => {
    harness = new ShiftingHarness();
    harness.createShifting();
    await harness.settle();
    harness.update({ taskDefinition: 'f-2', deploymentConfiguration: configuration });
  };

  /** How long production was split how, in whole minutes, until the deployment is over. */
  const splits = async (look: () => Promise<void> = async () => {}): Promise<string[]> => {
    const seconds = new Map<string, number>();
    for (let second = 0; second < 3600 && harness.service.currentServiceDeployment; second++) {
      await harness.pass(1);
      await look();
      const split = harness.traffic.split(',')[0] ?? '';
      seconds.set(split, (seconds.get(split) ?? 0) + 1);
      const weight = harness.deployments[0]?.targetServiceRevision?.requestedProductionTrafficWeight;
      expect(split.endsWith(`/${weight}`)).toBe(true);
    }
    return [...seconds].map(([split, lasted]) => `${split} ${Math.floor(lasted / 60)} min`);
  };

  it('CANARY: a little for a while, then all, then the bake time', async () => {
    const canaryConfiguration = { canaryPercent: 20, canaryBakeTimeInMinutes: 7 };
    await deploy({ strategy: 'CANARY', canaryConfiguration, bakeTimeInMinutes: 2 });
    expect(await splits()).toEqual(['100/0 1 min', '80/20 7 min', '0/100 2 min']);
    expect(harness.deployments[0]).toMatchObject({
      status: 'SUCCESSFUL',
      deploymentConfiguration: { strategy: 'CANARY', canaryConfiguration, bakeTimeInMinutes: 2 },
    });
  });

  it('LINEAR: equal steps, with no pause after the last', async () => {
    await deploy({
      strategy: 'LINEAR',
      linearConfiguration: { stepPercent: 40, stepBakeTimeInMinutes: 3 },
      bakeTimeInMinutes: 0,
    });
    expect(await splits()).toEqual(['100/0 1 min', '60/40 3 min', '20/80 3 min', '0/100 0 min']);
  });

  it('fills in what is not said, and forgets it with the strategy', async () => {
    await deploy({ strategy: 'LINEAR' });
    expect(harness.service.deploymentConfiguration).toMatchObject({
      linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: 6 },
    });
    harness.update({ deploymentConfiguration: { strategy: 'CANARY' } });
    expect(harness.service.deploymentConfiguration).toMatchObject({
      linearConfiguration: undefined,
      canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: 10 },
    });
  });

  it('pauses before every step where a hook says so, each under an id of its own', async () => {
    await deploy({
      strategy: 'LINEAR',
      linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 0 },
      lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['PRE_PRODUCTION_TRAFFIC_SHIFT'] }],
    });
    const continued: string[] = [];
    await splits(async () => {
      const { lifecycleHookDetails = [], serviceDeploymentArn } = harness.deployments[0] ?? {};
      const waiting = lifecycleHookDetails.find(({ status }) => status === 'AWAITING_ACTION');
      if (!waiting?.hookId) return;
      continued.push(`${waiting.hookId} ${harness.traffic.split(',')[0]}`);
      await harness.wire.call('ContinueServiceDeployment', { serviceDeploymentArn, hookId: waiting.hookId });
    });
    expect(continued.map((line) => line.split(' ')[1])).toEqual(['100/0', '50/50']);
    expect(new Set(continued.map((line) => line.split(' ')[0])).size).toBe(2);
    expect(harness.deployments[0]?.status).toBe('SUCCESSFUL');
  });

  it('gives back at once what it has when an alarm goes off between two steps', async () => {
    harness = new ShiftingHarness();
    harness.createShifting();
    await harness.settle();
    harness.alarm('errors');
    const alarms = { enable: true, rollback: true, alarmNames: ['errors'] };
    harness.update({ taskDefinition: 'f-2', deploymentConfiguration: { strategy: 'CANARY', alarms } });
    await harness.pass(300);
    expect(harness.traffic).toBe('95/5, test 0/100');
    harness.alarm('errors', 'ALARM');
    await harness.pass(3);
    expect(harness.traffic).toBe('100/0, test 100/0');
    await harness.settle();
    expect(harness.deployments[0]).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      alarms: { triggeredAlarmNames: ['errors'] },
    });
  });

  it('gives all back to the old revision before a newer deployment begins', async () => {
    await deploy({ strategy: 'CANARY', canaryConfiguration: { canaryPercent: 25 } });
    await harness.pass(300);
    expect(harness.traffic).toBe('75/25, test 0/100');
    harness.register('2', { cpu: '512', memory: '1024' });
    harness.update({ taskDefinition: 'f-2:2' });
    await harness.pass(10);
    expect(harness.traffic.startsWith('100/0')).toBe(true);
    await splits();
    expect(harness.deployments.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'STOPPED', 'SUCCESSFUL']);
  });
});
