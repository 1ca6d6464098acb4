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
    await harness.until('BAKE_TIME');
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
    await harness.until('CLEAN_UP');
    await harness.pass(100);
    expect(harness.tasks().filter(({ startedBy }) => startedBy === blue)).toHaveLength(0);
    expect(harness.service.runningCount).toBe(2);
  });

  it('waits for blue tasks that are protected, and says so', async () => {
    const [protectedTask = ''] = harness.tasks().flatMap(({ taskArn }) => taskArn ?? []);
    const protection = { cluster: 'primes', tasks: [protectedTask], expiresInMinutes: 20 };
    harness.call('UpdateTaskProtection', { ...protection, protectionEnabled: true });
    harness.update({ taskDefinition: 'f-2' });
    await harness.until('CLEAN_UP');
    await harness.pass(120);
    expect(harness.tasks().filter(({ startedBy }) => startedBy === blue)).toMatchObject([{ taskArn: protectedTask }]);
    expect(harness.deployments[0]).toMatchObject({ status: 'IN_PROGRESS', lifecycleStage: 'CLEAN_UP' });
    expect(harness.events).toContainEqual(expect.stringContaining('1 tasks under protection'));
    await harness.ended();
    expect(harness.deployments[0]?.status).toBe('SUCCESSFUL');
    expect(harness.service.runningCount).toBe(2);
  });

  it('replaces a green task that turns sick in the bake time, and counts it', async () => {
    harness.update({ taskDefinition: 'f-2' });
    await harness.until('BAKE_TIME');
    const green = harness.tasks().find(({ startedBy }) => startedBy !== blue);
    harness.runtime.kill(green?.taskArn ?? '', 1);
    await harness.pass(5);
    expect(harness.service.deployments?.[0]).toMatchObject({ failedTasks: 1, rolloutState: 'IN_PROGRESS' });
    await harness.pass(60);
    expect(harness.healthy).toBe(4);
    expect(harness.service.deployments?.[0]).toMatchObject({ failedTasks: 0 });
  });

  it('goes to and fro between the two target groups', async () => {
    for (const [taskDefinition, traffic] of [
      ['f-2', '0/100, test 0/100'],
      ['f-1', '100/0, test 100/0'],
    ]) {
      harness.update({ taskDefinition });
      await harness.ended();
      expect(harness.traffic).toBe(traffic);
    }
    expect(harness.deployments.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'SUCCESSFUL', 'SUCCESSFUL']);
  });

  it('follows the desired count with both sets', async () => {
    harness.update({ taskDefinition: 'f-2' });
    await harness.until('BAKE_TIME');
    harness.update({ desiredCount: 3 });
    await harness.pass(90);
    expect(harness.healthy).toBe(6);
    await harness.ended();
    expect(harness.service.runningCount).toBe(3);
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
    await harness.ended();
    expect(harness.traffic).toBe('0/100, test 0/100');
    harness.update({ deploymentConfiguration: { strategy: 'ROLLING' } });
    harness.update({ taskDefinition: 'f-2' });
    await harness.ended();
    expect(harness.traffic).toBe('0/100, test 0/100');
    expect(harness.healthy).toBe(2);
    expect(groups()).toMatchObject([
      { resolvedConfiguration: { loadBalancers: [{ targetGroupArn: harness.targets.alternate }] } },
    ]);
  });
});
