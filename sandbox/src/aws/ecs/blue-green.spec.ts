import { ShiftingHarness } from './spec/shifting-harness';

describe('a blue/green deployment', () => {
  let harness: ShiftingHarness;
  let blue: string;
  const begin = async (...how: Parameters<ShiftingHarness['createShifting']>): Promise<void> => {
    harness = new ShiftingHarness();
    harness.createShifting(...how);
    await harness.settle();
    blue = harness.service.deployments?.[0]?.id ?? '';
  };
  beforeEach(() => begin({ bakeTimeInMinutes: 5 }));

  /** Lets time pass until the newest deployment is in a stage. */
  const until = async (stage: string): Promise<void> => {
    for (let second = 0; second < 900 && harness.deployments[0]?.lifecycleStage !== stage; second++)
      await harness.pass(1);
    expect(harness.deployments[0]?.lifecycleStage).toBe(stage);
  };
  const ended = async (): Promise<void> => {
    for (let second = 0; second < 1500 && harness.service.currentServiceDeployment; second++) await harness.pass(1);
  };
  const groups = () =>
    harness.service.currentServiceRevisions?.map(({ arn }) => {
      const { serviceRevisions } = harness.call<{ serviceRevisions: object[] }>('DescribeServiceRevisions', {
        serviceRevisionArns: [arn],
      });
      return serviceRevisions[0];
    });

  it('begins with the first revision in production, in the first target group', () => {
    expect(harness.service).toMatchObject({ runningCount: 2, deployments: [{ rolloutState: 'COMPLETED' }] });
    expect(harness.traffic).toBe('100/0, test 100/0');
    expect(harness.deployments[0]).toMatchObject({
      status: 'SUCCESSFUL',
      lifecycleStage: 'CLEAN_UP',
      lifecycleHookDetails: [],
      targetServiceRevision: { requestedProductionTrafficWeight: 100, requestedTestTrafficWeight: 100 },
    });
    expect(groups()).toMatchObject([
      {
        resolvedConfiguration: {
          loadBalancers: [{ targetGroupArn: harness.targets.group, productionListenerRule: harness.rules.production }],
        },
      },
    ]);
  });

  it('goes through the stages, and shifts all traffic at once between two whole sets of tasks', async () => {
    harness.update({ taskDefinition: 'f-2' });
    const seen: string[] = [];
    for (let second = 0; second < 1000 && harness.service.currentServiceDeployment; second++) {
      await harness.pass(1);
      const {
        lifecycleStage,
        targetServiceRevision: green,
        sourceServiceRevisions = [],
      } = harness.deployments[0] ?? {};
      const line = `${lifecycleStage}: ${harness.traffic}; ${green?.requestedProductionTrafficWeight}/${green?.requestedTestTrafficWeight}, blue ${sourceServiceRevisions[0]?.requestedProductionTrafficWeight}`;
      if (seen.at(-1) !== line) seen.push(line);
      expect(harness.healthy).toBeGreaterThanOrEqual(2);
    }
    expect(seen).toEqual([
      'PRE_SCALE_UP: 100/0, test 100/0; 0/0, blue 100',
      'SCALE_UP: 100/0, test 100/0; 0/0, blue 100',
      'POST_SCALE_UP: 100/0, test 100/0; 0/0, blue 100',
      'TEST_TRAFFIC_SHIFT: 100/0, test 0/100; 0/100, blue 100',
      'POST_TEST_TRAFFIC_SHIFT: 100/0, test 0/100; 0/100, blue 100',
      'PRE_PRODUCTION_TRAFFIC_SHIFT: 100/0, test 0/100; 0/100, blue 100',
      'PRODUCTION_TRAFFIC_SHIFT: 0/100, test 0/100; 100/100, blue 0',
      'POST_PRODUCTION_TRAFFIC_SHIFT: 0/100, test 0/100; 100/100, blue 0',
      'BAKE_TIME: 0/100, test 0/100; 100/100, blue 0',
      'CLEAN_UP: 0/100, test 0/100; 100/100, blue 0',
    ]);
    expect(harness.deployments[0]?.status).toBe('SUCCESSFUL');
    expect(harness.service.deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 2 }]);
    expect(groups()).toMatchObject([
      { resolvedConfiguration: { loadBalancers: [{ targetGroupArn: harness.targets.alternate }] } },
    ]);
  });

  it('keeps the blue tasks for the whole bake time, and replaces one that dies', async () => {
    harness.update({ taskDefinition: 'f-2' });
    await until('BAKE_TIME');
    await harness.pass(200);
    expect(harness.healthy).toBe(4);
    const dead = harness.tasks().find(({ startedBy }) => startedBy === blue);
    harness.runtime.kill(dead?.taskArn ?? '', 1);
    await harness.pass(60);
    expect(harness.tasks().filter(({ startedBy }) => startedBy === blue)).toHaveLength(2);
    expect(harness.service.deployments).toMatchObject([
      { status: 'PRIMARY', desiredCount: 2 },
      { id: blue, status: 'ACTIVE', desiredCount: 2 },
    ]);
    await until('CLEAN_UP');
    await harness.pass(100);
    expect(harness.tasks().filter(({ startedBy }) => startedBy === blue)).toHaveLength(0);
    expect(harness.service.runningCount).toBe(2);
  });

  it('goes to and fro between the two target groups', async () => {
    for (const [taskDefinition, traffic] of [
      ['f-2', '0/100, test 0/100'],
      ['f-1', '100/0, test 100/0'],
    ]) {
      harness.update({ taskDefinition });
      await ended();
      expect(harness.traffic).toBe(traffic);
    }
    expect(harness.deployments.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'SUCCESSFUL', 'SUCCESSFUL']);
  });

  it('follows the desired count with both sets', async () => {
    harness.update({ taskDefinition: 'f-2' });
    await until('BAKE_TIME');
    harness.update({ desiredCount: 3 });
    await harness.pass(90);
    expect(harness.healthy).toBe(6);
    await ended();
    expect(harness.service.runningCount).toBe(3);
  });

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
      await until('BAKE_TIME');
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
      await ended();
      expect(harness.deployments[0]?.status).toBe('ROLLBACK_SUCCESSFUL');
      expect(harness.service).toMatchObject({ runningCount: 2, taskDefinition: expect.stringMatching(/f-1:1$/) });
    },
  );

  it('brings the blue tasks back before the traffic where they are going already', async () => {
    const { currentServiceDeployment } = harness.update({ taskDefinition: 'f-2' });
    await until('CLEAN_UP');
    await harness.pass(3);
    harness.call('StopServiceDeployment', { serviceDeploymentArn: currentServiceDeployment });
    await harness.pass(10);
    expect(harness.traffic).toBe('0/100, test 0/100');
    await ended();
    expect(harness.traffic).toBe('100/0, test 100/0');
    expect(harness.service).toMatchObject({ runningCount: 2, taskDefinition: expect.stringMatching(/f-1:1$/) });
  });

  it('gives way to a newer one, which first brings the service back to one revision', async () => {
    harness.update({ taskDefinition: 'f-2' });
    await until('POST_TEST_TRAFFIC_SHIFT');
    harness.register('2', { cpu: '512', memory: '1024' });
    harness.update({ taskDefinition: 'f-2:2' });
    expect(harness.deployments[0]?.lifecycleStage).toBe('RECONCILE_SERVICE');
    await until('PRE_SCALE_UP');
    expect(harness.tasks().map(({ startedBy }) => startedBy)).toEqual([blue, blue]);
    await ended();
    expect(harness.deployments.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'STOPPED', 'SUCCESSFUL']);
    expect(harness.traffic).toBe('0/100, test 0/100');
  });

  it('leaves both sets alone where nothing is to be rolled back', async () => {
    await begin({ deploymentCircuitBreaker: { enable: false, rollback: false } });
    harness.alarm('errors');
    const alarms = { enable: true, rollback: false, alarmNames: ['errors'] };
    harness.update({ taskDefinition: 'f-2', deploymentConfiguration: { alarms } });
    await until('POST_TEST_TRAFFIC_SHIFT');
    harness.alarm('errors', 'ALARM');
    await harness.pass(300);
    expect(harness.deployments[0]).toMatchObject({ status: 'STOPPED', lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT' });
    expect(harness.healthy).toBe(4);
    expect(harness.traffic).toBe('100/0, test 0/100');
  });

  it('is what an update of a rolling service becomes that names the strategy and the target groups', async () => {
    harness = new ShiftingHarness();
    harness.makeRules();
    harness.create();
    await harness.settle();
    expect(harness.service.runningCount).toBe(2);
    harness.update({
      deploymentConfiguration: { strategy: 'BLUE_GREEN' },
      loadBalancers: [harness.shiftingBalancer()],
    });
    await ended();
    expect(harness.traffic).toBe('0/100, test 0/100');
    harness.update({ deploymentConfiguration: { strategy: 'ROLLING' } });
    harness.update({ taskDefinition: 'f-2' });
    await ended();
    expect(harness.traffic).toBe('0/100, test 0/100');
    expect(harness.healthy).toBe(2);
    expect(groups()).toMatchObject([
      { resolvedConfiguration: { loadBalancers: [{ targetGroupArn: harness.targets.alternate }] } },
    ]);
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
    await ended();
    const reason = `Service deployment rolled back because of invalid networking configuration. ${problem.replace('RULE', harness.rules.production)}`;
    expect(harness.deployments[0]).toMatchObject({ status: 'ROLLBACK_SUCCESSFUL', statusReason: reason });
    expect(harness.events).toContainEqual(expect.stringContaining(`deployment failed: ${reason}`));
    expect(harness.healthy).toBe(2);
  });
});
