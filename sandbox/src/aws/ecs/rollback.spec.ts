import { Rehearsal } from './spec/ecs-rehearsal';

describe('a deployment that fails', () => {
  let stage: Rehearsal;
  let good: string;
  beforeEach(async () => {
    stage = new Rehearsal();
    stage.create();
    await stage.settle();
    good = stage.service.deployments?.[0]?.id ?? '';
  });

  /** Deploys a bad revision and waits until it is rolled back, with the old tasks serving all the while. */
  async function deployBadly(taskDefinition: string): Promise<string> {
    const bad = stage.update({ taskDefinition }).deployments?.[0]?.id ?? '';
    let fewest = Number.POSITIVE_INFINITY;
    await stage.pass(900, () => (fewest = Math.min(fewest, stage.healthy)));
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
      const failed = stage.tasks('STOPPED').filter(({ startedBy }) => startedBy === bad);
      const stoppedReason = reason.replace('GROUP', stage.targets.group);
      const told = failed.filter((task) => task.stoppedReason === stoppedReason);
      expect(told.length).toBeGreaterThanOrEqual(3);
      for (const task of told) {
        expect(task.stopCode).toBe(stopCode);
        expect(task.containers?.[0]?.exitCode).toBe(exitCode);
        expect(task.containers?.[0]?.reason).toBe(containerReason);
      }
      expect(stage.events).toContain(`(service api) (deployment ${bad}) deployment failed: tasks failed to start.`);
      expect(stage.events).toContain(`(service api) rolling back to deployment ${good}.`);
      expect(stage.events.slice(-2)).toEqual([
        `(service api) (deployment ${good}) deployment completed.`,
        '(service api) has reached a steady state.',
      ]);
      expect(stage.service.deployments).toHaveLength(1);
      expect(stage.service).toMatchObject({
        taskDefinition: expect.stringMatching(/f-1:1$/),
        runningCount: 2,
        pendingCount: 0,
      });
      expect(stage.deployments[0]).toMatchObject({
        status: 'ROLLBACK_SUCCESSFUL',
        statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
        rollback: { serviceRevisionArn: stage.deployments[1]?.targetServiceRevision?.arn },
        deploymentCircuitBreaker: { status: 'TRIGGERED', threshold: 3 },
      });
      expect(stage.deployments[0]?.deploymentCircuitBreaker?.failureCount).toBeGreaterThanOrEqual(3);
      expect(stage.deployments).toHaveLength(2);
    },
  );

  it('goes back to the newest that completed, not to the first or to the one before', async () => {
    stage.update({ taskDefinition: 'f-2' });
    await stage.settle();
    const newest = stage.service.deployments?.[0]?.id;
    stage.update({ taskDefinition: 'f-missing' });
    await stage.settle();
    expect(stage.service.deployments).toMatchObject([{ id: newest, rolloutState: 'COMPLETED' }]);
    stage.update({ taskDefinition: 'f-crash' });
    await stage.settle();
    expect(stage.service.deployments).toMatchObject([{ id: newest, rolloutState: 'COMPLETED' }]);
    expect(stage.deployments.map(({ status }) => status)).toEqual([
      'ROLLBACK_SUCCESSFUL',
      'ROLLBACK_SUCCESSFUL',
      'SUCCESSFUL',
      'SUCCESSFUL',
    ]);
  });

  it('starts the old revision again where its tasks had to make room', async () => {
    stage.update({ desiredCount: 1, deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 } });
    await stage.settle();
    stage.update({ taskDefinition: 'f-crash' });
    await stage.settle();
    await stage.settle();
    expect(stage.deployments[0]?.status).toBe('ROLLBACK_SUCCESSFUL');
    expect(stage.service.deployments).toMatchObject([{ id: good, runningCount: 1 }]);
    expect(stage.tasks()).toMatchObject([{ startedBy: good, containers: [{ imageDigest: 'sha256:1' }] }]);
  });

  it('shows the old deployment PRIMARY again and the failed one FAILED while it goes back', async () => {
    const bad = stage.update({ taskDefinition: 'f-sick' }).deployments?.[0]?.id ?? '';
    let seen = 0;
    await stage.pass(900, () => {
      const [primary, failed] = stage.service.deployments ?? [];
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
      expect(stage.deployments[0]?.status).toBe('ROLLBACK_IN_PROGRESS');
    });
    expect(seen).toBeGreaterThan(1);
    expect(stage.deployments[0]?.status).toBe('ROLLBACK_SUCCESSFUL');
  });

  it('names the unhealthy task, its port and the codes, and that it was replaced', async () => {
    await deployBadly('f-sick');
    expect(stage.events).toContainEqual(
      expect.stringMatching(
        /^\(service api\) \(task \w{32}\) \(port 80\) is unhealthy in \(target-group \S+\) due to \(reason Health checks failed with these codes: \[503\]\)\.$/,
      ),
    );
    expect(stage.events).toContainEqual(
      expect.stringMatching(/has started \d tasks: .*\. Amazon ECS replaced \d tasks due to an unhealthy status\.$/),
    );
  });

  it('stays FAILED and starts nothing more without roll-back', async () => {
    stage.update({
      taskDefinition: 'f-crash',
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
    });
    await stage.pass(300);
    const started = stage.runtime.actors.length;
    await stage.pass(300);
    expect(stage.runtime.actors).toHaveLength(started);
    expect(stage.service.deployments?.map(({ rolloutState }) => rolloutState)).toEqual(['FAILED', 'COMPLETED']);
    expect(stage.deployments[0]).toMatchObject({ status: 'STOPPED', stoppedAt: expect.any(Date) });
    expect(stage.healthy).toBe(2);
  });

  it('has nothing to go back to when it is the first', async () => {
    stage = new Rehearsal();
    stage.create({ taskDefinition: 'f-crash' });
    await stage.pass(600);
    expect(stage.deployments[0]).toMatchObject({
      status: 'ROLLBACK_FAILED',
      statusReason: expect.stringContaining('No rollback candidate was found'),
    });
    expect(stage.service.deployments?.[0]).toMatchObject({ status: 'PRIMARY', rolloutState: 'FAILED' });
  });

  it('without a breaker keeps trying, slower and slower where tasks never run', async () => {
    stage.update({
      taskDefinition: 'f-missing',
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: false, rollback: false } },
    });
    await stage.pass(600);
    const early = stage.tasks('STOPPED').length;
    await stage.pass(600);
    const late = stage.tasks('STOPPED').length - early;
    expect(late).toBeLessThan(early);
    expect(stage.service.deployments?.[0]).toMatchObject({ rolloutState: 'IN_PROGRESS', failedTasks: early + late });
    expect(
      stage.events.filter((event) => event.includes('unable to consistently start tasks successfully')),
    ).toHaveLength(1);
    expect(stage.events).toContain(
      '(service api) was unable to place a task. Reason: CannotPullContainerError: failed to resolve ref repo/primes:missing: not found',
    );
  });

  it('is rolled back by StopServiceDeployment, breaker or not', async () => {
    const { currentServiceDeployment } = stage.update({
      taskDefinition: 'f-deaf',
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: false, rollback: false } },
    });
    await stage.pass(30);
    stage.call('StopServiceDeployment', { serviceDeploymentArn: currentServiceDeployment, stopType: 'ROLLBACK' });
    expect(stage.deployments[0]?.status).toBe('ROLLBACK_REQUESTED');
    await stage.settle();
    expect(stage.deployments[0]).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      serviceDeploymentArn: currentServiceDeployment,
    });
    expect(stage.service.deployments?.map(({ id }) => id)).toEqual([good]);
    expect(stage.healthy).toBe(2);
    expect(() => stage.call('StopServiceDeployment', { serviceDeploymentArn: currentServiceDeployment })).toThrow(
      'ROLLBACK_SUCCESSFUL',
    );
  });
});
