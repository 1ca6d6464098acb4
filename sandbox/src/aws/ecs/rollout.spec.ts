import { EcsHarness } from './spec/ecs-harness';

/** The kinds of sentence, with the particulars taken out. */
const kinds = (events: readonly string[]): string[] =>
  events.map((event) =>
    event
      .replace(/\(task \w{32}\)( \(task \w{32}\))*/g, '(task)')
      .replace(/ecs-svc\/\d{19}/g, 'ecs-svc')
      .replace(/\(target-group [^)]+\)/g, '(target-group)'),
  );

describe('rolling out a new revision', () => {
  let harness: EcsHarness;
  beforeEach(async () => {
    harness = new EcsHarness();
    harness.create();
    await harness.settle();
  });

  it('completes the first deployment and reaches a steady state', () => {
    const { deployments = [], runningCount } = harness.service;
    expect(runningCount).toBe(2);
    expect(deployments).toHaveLength(1);
    expect(deployments[0]).toMatchObject({
      status: 'PRIMARY',
      rolloutState: 'COMPLETED',
      desiredCount: 2,
      failedTasks: 0,
    });
    expect(deployments[0]?.rolloutStateReason).toBe(`ECS deployment ${deployments[0]?.id} completed.`);
    expect(harness.deployments[0]).toMatchObject({
      status: 'SUCCESSFUL',
      deploymentCircuitBreaker: { status: 'MONITORING_COMPLETE', failureCount: 0, threshold: 3 },
      targetServiceRevision: { requestedTaskCount: 2, runningTaskCount: 2, pendingTaskCount: 0 },
    });
  });

  it('never has fewer healthy tasks than asked for, nor more than twice as many', async () => {
    harness.update({ taskDefinition: 'f-2' });
    let most = 0;
    let fewest = Number.POSITIVE_INFINITY;
    await harness.pass(180, () => {
      fewest = Math.min(fewest, harness.healthy);
      most = Math.max(most, harness.runtime.alive);
    });
    expect({ fewest, most }).toEqual({ fewest: 2, most: 4 });
    expect(harness.service.deployments).toHaveLength(1);
    expect(harness.tasks().map(({ taskDefinitionArn }) => taskDefinitionArn)).toEqual(
      Array(2).fill('arn:aws:ecs:us-west-2:000000000000:task-definition/f-2:1'),
    );
  });

  it('ends a process only when no request can reach it any more', async () => {
    const reachable: string[] = [];
    harness.runtime.onStop = ({ address }) => {
      if (harness.targets.health(harness.targets.group, { id: address, port: 80 })) reachable.push(address);
    };
    harness.update({ taskDefinition: 'f-2' });
    await harness.settle();
    harness.update({ desiredCount: 1 });
    await harness.settle();
    expect(reachable).toEqual([]);
    expect(harness.runtime.alive).toBe(1);
    expect(harness.tasks('STOPPED').map(({ containers }) => containers?.[0]?.exitCode)).toEqual([0, 0, 0]);
  });

  it("says what it does in ECS's words and order", async () => {
    const before = harness.events.length;
    harness.update({ taskDefinition: 'f-2' });
    await harness.settle();
    expect(kinds(harness.events.slice(before))).toEqual([
      '(service api) has started 2 tasks: (task).',
      '(service api) registered 2 targets in (target-group)',
      '(service api) has stopped 2 running tasks: (task).',
      '(service api) deregistered 2 targets in (target-group)',
      '(service api, taskSet ecs-svc) has begun draining connections on 2 tasks.',
      '(service api) (deployment ecs-svc) deployment completed.',
      '(service api) has reached a steady state.',
    ]);
  });

  it('goes by halves where no more tasks than asked for may run', async () => {
    harness.update({ desiredCount: 4, deploymentConfiguration: { minimumHealthyPercent: 50, maximumPercent: 100 } });
    await harness.settle();
    harness.update({ taskDefinition: 'f-2' });
    let most = 0;
    let fewest = Number.POSITIVE_INFINITY;
    await harness.pass(400, () => {
      fewest = Math.min(fewest, harness.healthy);
      most = Math.max(most, harness.runtime.alive);
    });
    expect({ fewest, most }).toEqual({ fewest: 2, most: 4 });
    expect(harness.service.deployments?.map(({ rolloutState }) => rolloutState)).toEqual(['COMPLETED']);
  });

  it('says that it is cornered where rounding leaves no room', async () => {
    harness.update({ desiredCount: 1, deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 150 } });
    await harness.settle();
    harness.update({ taskDefinition: 'f-2' });
    await harness.settle();
    expect(
      harness.events.filter((event) => event.includes('because of the service deployment configuration')),
    ).toHaveLength(1);
    expect(harness.service.runningCount).toBe(1);
  });

  it('gives way to a newer deployment, whose predecessor is STOPPED', async () => {
    const first = harness.update({ taskDefinition: 'f-crash' });
    await harness.pass(10);
    harness.update({ taskDefinition: 'f-2' });
    await harness.settle();
    expect(harness.deployments.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'STOPPED', 'SUCCESSFUL']);
    expect(harness.deployments[1]?.serviceDeploymentArn).toBe(first.currentServiceDeployment);
    expect(harness.service).toMatchObject({ runningCount: 2, pendingCount: 0 });
  });

  it('runs the bytes that the tag meant when the deployment began, and the new ones when forced', async () => {
    const digests = (): unknown[] => harness.tasks().map(({ containers }) => containers?.[0]?.imageDigest);
    harness.point('1', '2');
    harness.update({ desiredCount: 3 });
    await harness.settle();
    expect(digests()).toEqual(['sha256:1', 'sha256:1', 'sha256:1']);
    const before = harness.service.deployments?.[0];
    harness.update({ forceNewDeployment: true });
    const arns = harness.service.currentServiceRevisions?.map(({ arn }) => arn);
    await harness.settle();
    expect(digests()).toEqual(['sha256:2', 'sha256:2', 'sha256:2']);
    expect(harness.service.deployments).toMatchObject([
      { taskDefinition: before?.taskDefinition, rolloutState: 'COMPLETED' },
    ]);
    const revisions = harness.call<{ serviceRevisions: { containerImages: object[] }[] }>('DescribeServiceRevisions', {
      serviceRevisionArns: arns,
    });
    expect(revisions.serviceRevisions.map(({ containerImages }) => containerImages)).toEqual([
      [{ containerName: 'app', image: 'repo/primes:1', imageDigest: 'sha256:2' }],
      [{ containerName: 'app', image: 'repo/primes:1', imageDigest: 'sha256:1' }],
    ]);
  });

  it('begins no deployment for what needs none', () => {
    const [before] = harness.service.deployments ?? [];
    harness.update({ taskDefinition: 'f-1', desiredCount: 3, healthCheckGracePeriodSeconds: 5 });
    harness.update({ deploymentConfiguration: { maximumPercent: 150 } });
    expect(harness.service.deployments).toMatchObject([{ id: before?.id, rolloutState: 'COMPLETED' }]);
    expect(harness.service.deploymentConfiguration).toMatchObject({
      maximumPercent: 150,
      deploymentCircuitBreaker: { enable: true },
    });
  });

  it('follows a change of the desired count in the middle of it', async () => {
    harness.update({ taskDefinition: 'f-2' });
    await harness.pass(20);
    harness.update({ desiredCount: 4 });
    await harness.settle();
    expect(harness.service).toMatchObject({
      runningCount: 4,
      deployments: [{ rolloutState: 'COMPLETED', desiredCount: 4 }],
    });
    expect(harness.deployments.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'SUCCESSFUL']);
  });
});
