import { EcsHarness } from './spec/ecs-harness';

describe('a deployment that fails', () => {
  let harness: EcsHarness;
  let good: string;
  beforeEach(async () => {
    harness = new EcsHarness();
    harness.create();
    await harness.settle();
    good = harness.service.deployments?.[0]?.id ?? '';
  });

  /** Deploys a bad revision and waits until it is rolled back, with the old tasks serving all the while. */
  async function deployBadly(taskDefinition: string): Promise<string> {
    const bad = harness.update({ taskDefinition }).deployments?.[0]?.id ?? '';
    let fewest = Number.POSITIVE_INFINITY;
    await harness.pass(900, () => (fewest = Math.min(fewest, harness.healthy)));
    expect(fewest).toBe(2);
    return bad;
  }

  it.each([
    ['f-crash', 'EssentialContainerExited', 'Essential container in task exited', 1, undefined],
    [
      'f-oom',
      'EssentialContainerExited',
      'Essential container in task exited',
      137,
      'OutOfMemoryError: Container killed due to memory usage',
    ],
    ['f-sick', 'ServiceSchedulerInitiated', 'Task failed ELB health checks in (target-group GROUP)', 0, undefined],
    ['f-deaf', 'ServiceSchedulerInitiated', 'Task failed ELB health checks in (target-group GROUP)', 0, undefined],
    [
      'f-missing',
      'TaskFailedToStart',
      'CannotPullContainerError: failed to resolve ref repo/primes:missing: not found',
      undefined,
      'CannotPullContainerError: failed to resolve ref repo/primes:missing: not found',
    ],
  ])(
    '%s: trips the breaker, goes back and says why its tasks stopped',
    async (definition, stopCode, reason, exitCode, containerReason) => {
      const bad = await deployBadly(definition);
      const failed = harness.tasks('STOPPED').filter(({ startedBy }) => startedBy === bad);
      const stoppedReason = reason.replace('GROUP', harness.targets.group);
      const told = failed.filter((task) => task.stoppedReason === stoppedReason);
      expect(told.length).toBeGreaterThanOrEqual(3);
      for (const task of told) {
        expect(task.stopCode).toBe(stopCode);
        expect(task.containers?.[0]?.exitCode).toBe(exitCode);
        expect(task.containers?.[0]?.reason).toBe(containerReason);
      }
      expect(harness.events).toContain(`(service api) (deployment ${bad}) deployment failed: tasks failed to start.`);
      expect(harness.events).toContain(`(service api) rolling back to deployment ${good}.`);
      expect(harness.events.slice(-2)).toEqual([
        `(service api) (deployment ${good}) deployment completed.`,
        '(service api) has reached a steady state.',
      ]);
      expect(harness.service.deployments).toHaveLength(1);
      expect(harness.service).toMatchObject({
        taskDefinition: expect.stringMatching(/f-1:1$/),
        runningCount: 2,
        pendingCount: 0,
      });
      expect(harness.deployments[0]).toMatchObject({
        status: 'ROLLBACK_SUCCESSFUL',
        statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
        rollback: { serviceRevisionArn: harness.deployments[1]?.targetServiceRevision?.arn },
        deploymentCircuitBreaker: { status: 'TRIGGERED', threshold: 3 },
      });
      expect(harness.deployments[0]?.deploymentCircuitBreaker?.failureCount).toBeGreaterThanOrEqual(3);
      expect(harness.deployments).toHaveLength(2);
    },
  );

  it('goes back to the newest that completed, not to the first or to the one before', async () => {
    harness.update({ taskDefinition: 'f-2' });
    await harness.settle();
    const newest = harness.service.deployments?.[0]?.id;
    harness.update({ taskDefinition: 'f-missing' });
    await harness.settle();
    expect(harness.service.deployments).toMatchObject([{ id: newest, rolloutState: 'COMPLETED' }]);
    harness.update({ taskDefinition: 'f-crash' });
    await harness.settle();
    expect(harness.service.deployments).toMatchObject([{ id: newest, rolloutState: 'COMPLETED' }]);
    expect(harness.deployments.map(({ status }) => status)).toEqual([
      'ROLLBACK_SUCCESSFUL',
      'ROLLBACK_SUCCESSFUL',
      'SUCCESSFUL',
      'SUCCESSFUL',
    ]);
  });

  it('starts the old revision again where its tasks had to make room', async () => {
    harness.update({ desiredCount: 1, deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 } });
    await harness.settle();
    harness.update({ taskDefinition: 'f-crash' });
    await harness.settle();
    await harness.settle();
    expect(harness.deployments[0]?.status).toBe('ROLLBACK_SUCCESSFUL');
    expect(harness.service.deployments).toMatchObject([{ id: good, runningCount: 1 }]);
    expect(harness.tasks()).toMatchObject([{ startedBy: good, containers: [{ imageDigest: 'sha256:1' }] }]);
  });

  it('shows the old deployment PRIMARY again and the failed one FAILED while it goes back', async () => {
    const bad = harness.update({ taskDefinition: 'f-sick' }).deployments?.[0]?.id ?? '';
    let seen = 0;
    await harness.pass(900, () => {
      const [primary, failed] = harness.service.deployments ?? [];
      if (failed?.rolloutState !== 'FAILED') return;
      seen += 1;
      expect(primary).toMatchObject({
        id: good,
        status: 'PRIMARY',
        rolloutState: 'IN_PROGRESS',
        rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${good}.`,
      });
      expect(failed).toMatchObject({
        id: bad,
        rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
      });
      expect(harness.deployments[0]?.status).toBe('ROLLBACK_IN_PROGRESS');
    });
    expect(seen).toBeGreaterThan(1);
    expect(harness.deployments[0]?.status).toBe('ROLLBACK_SUCCESSFUL');
  });

  it('names the unhealthy task, its port and the codes, and that it was replaced', async () => {
    await deployBadly('f-sick');
    expect(harness.events).toContainEqual(
      expect.stringMatching(
        /^\(service api\) \(task \w{32}\) \(port 80\) is unhealthy in \(target-group \S+\) due to \(reason Health checks failed with these codes: \[503\]\)\.$/,
      ),
    );
    expect(harness.events).toContainEqual(
      expect.stringMatching(/has started \d tasks: .*\. Amazon ECS replaced \d tasks due to an unhealthy status\.$/),
    );
  });

  it('stays FAILED and starts nothing more without roll-back', async () => {
    harness.update({
      taskDefinition: 'f-crash',
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
    });
    await harness.pass(300);
    const started = harness.runtime.actors.length;
    await harness.pass(300);
    expect(harness.runtime.actors).toHaveLength(started);
    expect(harness.service.deployments?.map(({ rolloutState }) => rolloutState)).toEqual(['FAILED', 'COMPLETED']);
    expect(harness.deployments[0]).toMatchObject({ status: 'STOPPED', stoppedAt: expect.any(Date) });
    expect(harness.healthy).toBe(2);
  });

  it('has nothing to go back to when it is the first', async () => {
    harness = new EcsHarness();
    harness.create({ taskDefinition: 'f-crash' });
    await harness.pass(600);
    expect(harness.deployments[0]).toMatchObject({
      status: 'ROLLBACK_FAILED',
      statusReason: expect.stringContaining('No rollback candidate was found'),
    });
    expect(harness.service.deployments?.[0]).toMatchObject({ status: 'PRIMARY', rolloutState: 'FAILED' });
  });

  it('without a breaker keeps trying, slower and slower where tasks never run', async () => {
    harness.update({
      taskDefinition: 'f-missing',
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: false, rollback: false } },
    });
    await harness.pass(600);
    const early = harness.tasks('STOPPED').length;
    await harness.pass(600);
    const late = harness.tasks('STOPPED').length - early;
    expect(late).toBeLessThan(early);
    expect(harness.service.deployments?.[0]).toMatchObject({ rolloutState: 'IN_PROGRESS', failedTasks: early + late });
    expect(
      harness.events.filter((event) => event.includes('unable to consistently start tasks successfully')),
    ).toHaveLength(1);
    expect(harness.events).toContain(
      '(service api) was unable to place a task. Reason: CannotPullContainerError: failed to resolve ref repo/primes:missing: not found.',
    );
  });

  it('is rolled back by StopServiceDeployment, breaker or not', async () => {
    const { currentServiceDeployment } = harness.update({
      taskDefinition: 'f-deaf',
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: false, rollback: false } },
    });
    await harness.pass(30);
    harness.call('StopServiceDeployment', { serviceDeploymentArn: currentServiceDeployment, stopType: 'ROLLBACK' });
    expect(harness.deployments[0]?.status).toBe('ROLLBACK_REQUESTED');
    await harness.settle();
    expect(harness.deployments[0]).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      serviceDeploymentArn: currentServiceDeployment,
    });
    expect(harness.service.deployments?.map(({ id }) => id)).toEqual([good]);
    expect(harness.healthy).toBe(2);
    expect(() => harness.call('StopServiceDeployment', { serviceDeploymentArn: currentServiceDeployment })).toThrow(
      'ROLLBACK_SUCCESSFUL',
    );
  });

  it('begins a roll-back without the failures that its target had when it was new', async () => {
    harness = new EcsHarness();
    const deploymentCircuitBreaker = { enable: true, rollback: true, resetOnHealthyTask: false };
    harness.create({ deploymentConfiguration: { deploymentCircuitBreaker } });
    for (let second = 0; second < 120 && harness.service.runningCount === 0; second++) await harness.pass(1);
    harness.runtime.kill(harness.tasks()[0]?.taskArn ?? '', 1);
    await harness.settle();
    expect(harness.service.deployments?.[0]).toMatchObject({ rolloutState: 'COMPLETED', failedTasks: 1 });
    harness.update({ taskDefinition: 'f-crash' });
    for (let second = 0; second < 600; second++) {
      await harness.pass(1);
      if (harness.service.taskDefinition?.includes('/f-1:')) break;
    }
    expect(harness.service.deployments?.[0]).toMatchObject({ rolloutState: 'IN_PROGRESS', failedTasks: 0 });
  });
});
