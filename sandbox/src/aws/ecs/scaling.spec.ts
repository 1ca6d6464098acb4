import { Rehearsal } from './spec/ecs-rehearsal';

describe('a service that runs', () => {
  let stage: Rehearsal;
  beforeEach(async () => {
    stage = new Rehearsal();
    stage.create();
    await stage.settle();
  });

  it('scales out and in, drained, and stays COMPLETED all along', async () => {
    const [deployment] = stage.service.deployments ?? [];
    const states = new Set<string | undefined>();
    const look = (): unknown => states.add(stage.service.deployments?.[0]?.rolloutState);
    const answer = stage.update({ desiredCount: 5 });
    expect(answer).toMatchObject({ desiredCount: 5, runningCount: 2 });
    expect(answer.currentServiceDeployment).toBeUndefined();
    await stage.pass(120, look);
    expect(stage.healthy).toBe(5);
    const addresses = stage
      .tasks()
      .map(({ containers }) => containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address);
    expect(new Set(addresses).size).toBe(5);
    const before = stage.events.length;
    stage.update({ desiredCount: 2 });
    await stage.pass(120, look);
    expect([...states]).toEqual(['COMPLETED']);
    expect(stage.service).toMatchObject({
      runningCount: 2,
      pendingCount: 0,
      deployments: [{ id: deployment?.id, desiredCount: 2 }],
    });
    expect(new Set(stage.tasks().map(({ availabilityZone }) => availabilityZone))).toEqual(
      new Set(['us-west-2a', 'us-west-2b']),
    );
    expect(stage.events.slice(before).map((event) => event.replace(/ \(task \w+\)/g, ''))).toEqual([
      '(service api) has stopped 3 running tasks:.',
      `(service api) deregistered 3 targets in (target-group ${stage.targets.group})`,
      `(service api, taskSet ${deployment?.id}) has begun draining connections on 3 tasks.`,
      '(service api) has reached a steady state.',
    ]);
    const [stopped] = stage.tasks('STOPPED');
    expect(stopped).toMatchObject({
      lastStatus: 'STOPPED',
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${deployment?.id})`,
    });
  });

  it('replaces a task whose process was killed, at once', async () => {
    const [victim] = stage.tasks();
    stage.runtime.kill(victim?.taskArn ?? '', 137);
    await stage.clock.advance(0);
    expect(stage.events.at(-1)).toMatch(/^\(service api\) has started 1 tasks: \(task \w{32}\)\.$/);
    expect(stage.targets.routed).not.toContain(victim?.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address);
    await stage.settle();
    expect(stage.healthy).toBe(2);
    expect(stage.tasks('STOPPED')[0]).toMatchObject({
      taskArn: victim?.taskArn,
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ exitCode: 137, lastStatus: 'STOPPED' }],
    });
    expect(stage.service.deployments?.[0]).toMatchObject({ rolloutState: 'COMPLETED', failedTasks: 0 });
    expect(stage.events.at(-1)).toBe('(service api) has reached a steady state.');
  });

  it('replaces a task that someone stops, and says who did', async () => {
    const [task] = stage.tasks();
    stage.call('StopTask', { cluster: 'primes', task: task?.taskArn, reason: 'recycled' });
    await stage.settle();
    expect(stage.healthy).toBe(2);
    expect(stage.tasks('STOPPED')[0]).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'recycled' });
  });

  it('reports the steady state again every six hours, and keeps a hundred events', async () => {
    const steady = (): number => stage.events.filter((event) => event.endsWith('has reached a steady state.')).length;
    expect(steady()).toBe(1);
    await stage.clock.advance(6 * 3_600_000 + 5000);
    expect(steady()).toBe(2);
    for (let round = 0; round < 30; round++) {
      stage.update({ desiredCount: round % 2 ? 2 : 3 });
      await stage.pass(90);
    }
    expect(stage.events).toHaveLength(100);
    expect(stage.service.events?.[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  it('forgets stopped tasks after an hour', async () => {
    stage.update({ desiredCount: 1 });
    await stage.settle();
    expect(stage.tasks('STOPPED')).toHaveLength(1);
    await stage.clock.advance(3_600_000);
    expect(stage.tasks('STOPPED')).toHaveLength(0);
  });

  it('is seen and scaled by Application Auto Scaling', async () => {
    const { scaledServices } = stage.region;
    expect(scaledServices.find('primes', 'api')).toMatchObject({
      desiredCount: 2,
      runningCount: 2,
      deploying: false,
      cpuUnits: 256,
      memoryMiB: 512,
    });
    expect(scaledServices.find('primes', 'api')?.running).toHaveLength(2);
    scaledServices.setDesiredCount('primes', 'api', 3);
    await stage.settle();
    expect(scaledServices.list()).toMatchObject([{ runningCount: 3 }]);
    stage.update({ taskDefinition: 'f-2' });
    expect(scaledServices.find('primes', 'api')?.deploying).toBe(true);
    expect(() => scaledServices.setDesiredCount('primes', 'nothing', 3)).toThrow('Service not found.');
  });

  it('goes when it is deleted: DRAINING, then INACTIVE, and may be made again', async () => {
    expect(() => stage.call('DeleteService', { cluster: 'primes', service: 'api' })).toThrow(
      'The service cannot be stopped while it is scaled above 0.',
    );
    stage.call('DeleteService', { cluster: 'primes', service: 'api', force: true });
    expect(stage.service.status).toBe('DRAINING');
    expect(() => stage.create()).toThrow('Unable to Start a service that is still Draining.');
    expect(() => stage.update({ desiredCount: 1 })).toThrow('Service was not ACTIVE.');
    await stage.settle();
    expect(stage.service.status).toBe('INACTIVE');
    expect(() => stage.update({ desiredCount: 1 })).toThrow('Service was not ACTIVE.');
    expect(stage.runtime.alive).toBe(0);
    stage.create();
    await stage.settle();
    expect(stage.healthy).toBe(2);
  });

  it('leaves no process and no timer behind when its region is closed', async () => {
    stage.update({ taskDefinition: 'f-2' });
    await stage.pass(20);
    const closed = stage.region.close();
    await stage.clock.advance(0);
    await closed;
    expect(stage.runtime.alive).toBe(0);
    const started = stage.runtime.actors.length;
    await stage.clock.advance(60_000);
    expect(stage.runtime.actors).toHaveLength(started);
  });
});

describe('a service without a load balancer', () => {
  it('counts a task 40 s after it runs, and completes a deployment of nothing after 15 s', async () => {
    const stage = new Rehearsal();
    stage.create({ loadBalancers: [], healthCheckGracePeriodSeconds: undefined, desiredCount: 0 });
    await stage.pass(14);
    expect(stage.service.deployments?.[0]?.rolloutState).toBe('IN_PROGRESS');
    await stage.pass(4);
    expect(stage.service.deployments?.[0]?.rolloutState).toBe('COMPLETED');
    stage.update({ desiredCount: 1 });
    await stage.pass(30);
    expect({ running: stage.service.runningCount, healthy: stage.healthy }).toEqual({ running: 1, healthy: 0 });
    await stage.pass(25);
    expect(stage.healthy).toBe(1);
  });

  it('cannot be placed on container instances that are not there', async () => {
    const stage = new Rehearsal();
    stage.create({ launchType: 'EC2', loadBalancers: [], healthCheckGracePeriodSeconds: undefined });
    await stage.pass(100);
    expect(stage.service).toMatchObject({ runningCount: 0, pendingCount: 0 });
    expect(stage.events).toEqual([
      expect.stringContaining('was unable to place a task because no container instance met all of its requirements.'),
    ]);
  });
});
