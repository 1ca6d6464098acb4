import { EcsHarness } from './spec/ecs-harness';

describe('a service that runs', () => {
  let harness: EcsHarness;
  beforeEach(async () => {
    harness = new EcsHarness();
    harness.create();
    await harness.settle();
  });

  it('scales out and in, drained, and stays COMPLETED all along', async () => {
    const [deployment] = harness.service.deployments ?? [];
    const states = new Set<string | undefined>();
    const look = (): unknown => states.add(harness.service.deployments?.[0]?.rolloutState);
    const answer = harness.update({ desiredCount: 5 });
    expect(answer).toMatchObject({ desiredCount: 5, runningCount: 2 });
    expect(answer.currentServiceDeployment).toBeUndefined();
    await harness.pass(120, look);
    expect(harness.healthy).toBe(5);
    const addresses = harness
      .tasks()
      .map(({ containers }) => containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address);
    expect(new Set(addresses).size).toBe(5);
    const before = harness.events.length;
    harness.update({ desiredCount: 2 });
    await harness.pass(120, look);
    expect([...states]).toEqual(['COMPLETED']);
    expect(harness.service).toMatchObject({
      runningCount: 2,
      pendingCount: 0,
      deployments: [{ id: deployment?.id, desiredCount: 2 }],
    });
    expect(new Set(harness.tasks().map(({ availabilityZone }) => availabilityZone))).toEqual(
      new Set(['us-west-2a', 'us-west-2b']),
    );
    expect(harness.events.slice(before).map((event) => event.replace(/ \(task \w+\)/g, ''))).toEqual([
      '(service api) has stopped 3 running tasks:.',
      `(service api) deregistered 3 targets in (target-group ${harness.targets.group})`,
      `(service api, taskSet ${deployment?.id}) has begun draining connections on 3 tasks.`,
      '(service api) has reached a steady state.',
    ]);
    const [stopped] = harness.tasks('STOPPED');
    expect(stopped).toMatchObject({
      lastStatus: 'STOPPED',
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${deployment?.id})`,
    });
  });

  it('replaces a task whose process was killed, at once', async () => {
    const [victim] = harness.tasks();
    harness.runtime.kill(victim?.taskArn ?? '', 137);
    await harness.clock.advance(0);
    expect(harness.events.at(-1)).toMatch(/^\(service api\) has started 1 tasks: \(task \w{32}\)\.$/);
    expect(harness.targets.routed).not.toContain(victim?.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address);
    await harness.settle();
    expect(harness.healthy).toBe(2);
    expect(harness.tasks('STOPPED')[0]).toMatchObject({
      taskArn: victim?.taskArn,
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ exitCode: 137, lastStatus: 'STOPPED' }],
    });
    expect(harness.service.deployments?.[0]).toMatchObject({ rolloutState: 'COMPLETED', failedTasks: 0 });
    expect(harness.events.at(-1)).toBe('(service api) has reached a steady state.');
  });

  it('replaces a task that someone stops, and says who did', async () => {
    const [task] = harness.tasks();
    harness.call('StopTask', { cluster: 'primes', task: task?.taskArn, reason: 'recycled' });
    await harness.settle();
    expect(harness.healthy).toBe(2);
    expect(harness.tasks('STOPPED')[0]).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'recycled' });
  });

  it('reports the steady state again every six hours, and keeps a hundred events', async () => {
    const steady = (): number => harness.events.filter((event) => event.endsWith('has reached a steady state.')).length;
    expect(steady()).toBe(1);
    await harness.clock.advance(6 * 3_600_000 + 5000);
    expect(steady()).toBe(2);
    for (let round = 0; round < 30; round++) {
      harness.update({ desiredCount: round % 2 ? 2 : 3 });
      await harness.pass(90);
    }
    expect(harness.events).toHaveLength(100);
    expect(harness.service.events?.[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  it('forgets stopped tasks after an hour', async () => {
    harness.update({ desiredCount: 1 });
    await harness.settle();
    expect(harness.tasks('STOPPED')).toHaveLength(1);
    await harness.clock.advance(3_600_000);
    expect(harness.tasks('STOPPED')).toHaveLength(0);
  });

  it('is seen and scaled by Application Auto Scaling', async () => {
    const { scaledServices } = harness.region;
    expect(scaledServices.find('primes', 'api')).toMatchObject({
      desiredCount: 2,
      runningCount: 2,
      deploying: false,
      cpuUnits: 256,
      memoryMiB: 512,
    });
    expect(scaledServices.find('primes', 'api')?.running).toHaveLength(2);
    scaledServices.setDesiredCount('primes', 'api', 3);
    await harness.settle();
    expect(scaledServices.list()).toMatchObject([{ runningCount: 3 }]);
    harness.update({ taskDefinition: 'f-2' });
    expect(scaledServices.find('primes', 'api')?.deploying).toBe(true);
    expect(() => scaledServices.setDesiredCount('primes', 'nothing', 3)).toThrow('Service not found.');
  });

  it('goes when it is deleted: DRAINING, then INACTIVE, and may be made again', async () => {
    expect(() => harness.call('DeleteService', { cluster: 'primes', service: 'api' })).toThrow(
      'The service cannot be stopped while it is scaled above 0.',
    );
    harness.call('DeleteService', { cluster: 'primes', service: 'api', force: true });
    expect(harness.service.status).toBe('DRAINING');
    expect(() => harness.create()).toThrow('Unable to Start a service that is still Draining.');
    expect(() => harness.update({ desiredCount: 1 })).toThrow('Service was not ACTIVE.');
    await harness.settle();
    expect(harness.service.status).toBe('INACTIVE');
    expect(() => harness.update({ desiredCount: 1 })).toThrow('Service was not ACTIVE.');
    expect(harness.runtime.alive).toBe(0);
    harness.create();
    await harness.settle();
    expect(harness.healthy).toBe(2);
  });

  it('leaves no process and no timer behind when its region is closed', async () => {
    harness.update({ taskDefinition: 'f-2' });
    await harness.pass(20);
    const closed = harness.region.close();
    await harness.clock.advance(0);
    await closed;
    expect(harness.runtime.alive).toBe(0);
    const started = harness.runtime.actors.length;
    await harness.clock.advance(60_000);
    expect(harness.runtime.actors).toHaveLength(started);
  });
});

describe('a service without a load balancer', () => {
  it('counts a task 40 s after it runs, and completes a deployment of nothing after 15 s', async () => {
    const harness = new EcsHarness();
    harness.create({ loadBalancers: [], healthCheckGracePeriodSeconds: undefined, desiredCount: 0 });
    await harness.pass(14);
    expect(harness.service.deployments?.[0]?.rolloutState).toBe('IN_PROGRESS');
    await harness.pass(4);
    expect(harness.service.deployments?.[0]?.rolloutState).toBe('COMPLETED');
    harness.update({ desiredCount: 1 });
    await harness.pass(30);
    expect({ running: harness.service.runningCount, healthy: harness.healthy }).toEqual({ running: 1, healthy: 0 });
    await harness.pass(25);
    expect(harness.healthy).toBe(1);
  });

  it('cannot be placed on container instances that are not there', async () => {
    const harness = new EcsHarness();
    harness.create({ launchType: 'EC2', loadBalancers: [], healthCheckGracePeriodSeconds: undefined });
    await harness.pass(100);
    expect(harness.service).toMatchObject({ runningCount: 0, pendingCount: 0 });
    expect(harness.events).toEqual([
      expect.stringContaining('was unable to place a task because no container instance met all of its requirements.'),
    ]);
  });
});
