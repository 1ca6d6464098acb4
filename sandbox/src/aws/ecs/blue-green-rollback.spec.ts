import { ShiftingHarness } from './spec/shifting-harness';

describe('a blue/green deployment that is not to be', () => {
  let harness: ShiftingHarness;
  let blue: string;
  const begin = async (...how: Parameters<ShiftingHarness['createShifting']>): Promise<void> => {
    harness = new ShiftingHarness();
    harness.createShifting(...how);
    await harness.settle();
    blue = harness.service.deployments?.[0]?.id ?? '';
  };
  beforeEach(() => begin({ bakeTimeInMinutes: 5 }));

  it('never shifts anything to a revision that does not start, and is rolled back by the breaker', async () => {
    const bad = harness.update({ taskDefinition: 'f-crash' }).deployments?.[0]?.id ?? '';
    for (let second = 0; second < 900 && harness.service.currentServiceDeployment; second++) {
      await harness.pass(1);
      expect(harness.traffic.startsWith('100/0')).toBe(true);
      expect(harness.healthy).toBe(2);
    }
    expect(harness.events).toContain(`(service api) (deployment ${bad}) deployment failed: tasks failed to start.`);
    expect(harness.deployments[0]).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      lifecycleStage: 'CLEAN_UP',
      statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
      targetServiceRevision: { runningTaskCount: 0, requestedProductionTrafficWeight: 0 },
    });
    expect(harness.service.deployments?.map(({ id }) => id)).toEqual([blue]);
  });

  it.each(['an alarm', 'StopServiceDeployment'])(
    'is rolled back by %s in the bake time: all traffic at once',
    async (by) => {
      harness.alarm('errors');
      const alarms = { enable: true, rollback: true, alarmNames: ['errors'] };
      const updated = harness.update({ taskDefinition: 'f-2', deploymentConfiguration: { alarms } });
      await harness.until('BAKE_TIME');
      expect(harness.traffic).toBe('0/100, test 0/100');
      if (by === 'an alarm') harness.alarm('errors', 'ALARM');
      else harness.call('StopServiceDeployment', { serviceDeploymentArn: updated.currentServiceDeployment });
      await harness.pass(3);
      expect(harness.traffic).toBe('100/0, test 100/0');
      expect(harness.healthy).toBe(4);
      expect(harness.deployments[0]).toMatchObject({
        status: 'ROLLBACK_IN_PROGRESS',
        targetServiceRevision: { requestedProductionTrafficWeight: 0, requestedTestTrafficWeight: 0 },
        sourceServiceRevisions: [{ requestedProductionTrafficWeight: 100 }],
      });
      await harness.ended();
      expect(harness.deployments[0]?.status).toBe('ROLLBACK_SUCCESSFUL');
      expect(harness.service).toMatchObject({ runningCount: 2, taskDefinition: expect.stringMatching(/f-1:1$/) });
    },
  );

  it('brings the blue tasks back before the traffic where they are going already', async () => {
    const { currentServiceDeployment } = harness.update({ taskDefinition: 'f-2' });
    await harness.until('CLEAN_UP');
    await harness.pass(3);
    harness.call('StopServiceDeployment', { serviceDeploymentArn: currentServiceDeployment });
    await harness.pass(10);
    expect(harness.traffic).toBe('0/100, test 0/100');
    await harness.ended();
    expect(harness.traffic).toBe('100/0, test 100/0');
    expect(harness.service).toMatchObject({ runningCount: 2, taskDefinition: expect.stringMatching(/f-1:1$/) });
  });

  it('gives way to a newer one, which first brings the service back to one revision', async () => {
    harness.update({ taskDefinition: 'f-2' });
    await harness.until('POST_TEST_TRAFFIC_SHIFT');
    harness.register('2', { cpu: '512', memory: '1024' });
    harness.update({ taskDefinition: 'f-2:2' });
    expect(harness.deployments[0]?.lifecycleStage).toBe('RECONCILE_SERVICE');
    await harness.until('PRE_SCALE_UP');
    expect(harness.tasks().map(({ startedBy }) => startedBy)).toEqual([blue, blue]);
    await harness.ended();
    expect(harness.deployments.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'STOPPED', 'SUCCESSFUL']);
    expect(harness.traffic).toBe('0/100, test 0/100');
  });

  it('leaves both sets alone where nothing is to be rolled back', async () => {
    await begin({ deploymentCircuitBreaker: { enable: false, rollback: false } });
    harness.alarm('errors');
    const alarms = { enable: true, rollback: false, alarmNames: ['errors'] };
    harness.update({ taskDefinition: 'f-2', deploymentConfiguration: { alarms } });
    await harness.until('POST_TEST_TRAFFIC_SHIFT');
    harness.alarm('errors', 'ALARM');
    await harness.pass(300);
    expect(harness.deployments[0]).toMatchObject({ status: 'STOPPED', lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT' });
    expect(harness.healthy).toBe(4);
    expect(harness.traffic).toBe('100/0, test 0/100');
  });

  it.each<[string, [number, number], string]>([
    [
      'both get traffic',
      [1, 1],
      'productionListenerRule RULE should have exactly one target group serving traffic but found 2 target groups which are serving traffic',
    ],
    [
      'none gets any',
      [0, 0],
      'productionListenerRule RULE should have exactly one target group serving traffic but found 0 target groups which are serving traffic',
    ],
  ])('is rolled back where the rule is not as it must be: %s', async (_, [first, second], problem) => {
    harness.rules.forward(harness.rules.production, [
      { targetGroupArn: harness.targets.group, weight: first },
      { targetGroupArn: harness.targets.alternate, weight: second },
    ]);
    harness.update({ taskDefinition: 'f-2' });
    await harness.ended();
    const reason = `Service deployment rolled back because of invalid networking configuration. ${problem.replace('RULE', harness.rules.production)}`;
    expect(harness.deployments[0]).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL', statusReason: reason });
    expect(harness.events).toContainEqual(expect.stringContaining(`deployment failed: ${reason}`));
    expect(harness.healthy).toBe(2);
  });
});
