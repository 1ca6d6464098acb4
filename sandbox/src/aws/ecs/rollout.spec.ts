import { Rehearsal } from './spec/ecs-rehearsal';

/** The kinds of sentence, with the particulars taken out. */
const kinds = (events: readonly string[]): string[] =>
  events.map((event) =>
    event
      .replace(/\(task \w{32}\)( \(task \w{32}\))*/g, '(task)')
      .replace(/ecs-svc\/\d{19}/g, 'ecs-svc')
      .replace(/\(target-group [^)]+\)/g, '(target-group)'),
  );

describe('rolling out a new revision', () => {
  let stage: Rehearsal;
  beforeEach(async () => {
    stage = new Rehearsal();
    stage.create();
    await stage.settle();
  });

  it('completes the first deployment and reaches a steady state', () => {
    const { deployments = [], runningCount } = stage.service;
    expect(runningCount).toBe(2);
    expect(deployments).toHaveLength(1);
    expect(deployments[0]).toMatchObject({
      status: 'PRIMARY',
      rolloutState: 'COMPLETED',
      desiredCount: 2,
      failedTasks: 0,
    });
    expect(deployments[0]?.rolloutStateReason).toBe(`ECS deployment ${deployments[0]?.id} completed.`);
    expect(stage.deployments[0]).toMatchObject({
      status: 'SUCCESSFUL',
      deploymentCircuitBreaker: { status: 'MONITORING_COMPLETE', failureCount: 0, threshold: 3 },
      targetServiceRevision: { requestedTaskCount: 2, runningTaskCount: 2, pendingTaskCount: 0 },
    });
  });

  it('never has fewer healthy tasks than asked for, nor more than twice as many', async () => {
    stage.update({ taskDefinition: 'f-2' });
    let most = 0;
    let fewest = Number.POSITIVE_INFINITY;
    await stage.pass(180, () => {
      fewest = Math.min(fewest, stage.healthy);
      most = Math.max(most, stage.runtime.alive);
    });
    expect({ fewest, most }).toEqual({ fewest: 2, most: 4 });
    expect(stage.service.deployments).toHaveLength(1);
    expect(stage.tasks().map(({ taskDefinitionArn }) => taskDefinitionArn)).toEqual(
      Array(2).fill('arn:aws:ecs:us-west-2:000000000000:task-definition/f-2:1'),
    );
  });

  it('ends a process only when no request can reach it any more', async () => {
    const reachable: string[] = [];
    stage.runtime.onStop = ({ address }) => {
      if (stage.targets.health(stage.targets.group, { id: address, port: 80 })) reachable.push(address);
    };
    stage.update({ taskDefinition: 'f-2' });
    await stage.settle();
    stage.update({ desiredCount: 1 });
    await stage.settle();
    expect(reachable).toEqual([]);
    expect(stage.runtime.alive).toBe(1);
    expect(stage.tasks('STOPPED').map(({ containers }) => containers?.[0]?.exitCode)).toEqual([0, 0, 0]);
  });

  it("says what it does in ECS's words and order", async () => {
    const before = stage.events.length;
    stage.update({ taskDefinition: 'f-2' });
    await stage.settle();
    expect(kinds(stage.events.slice(before))).toEqual([
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
    stage.update({ desiredCount: 4, deploymentConfiguration: { minimumHealthyPercent: 50, maximumPercent: 100 } });
    await stage.settle();
    stage.update({ taskDefinition: 'f-2' });
    let most = 0;
    let fewest = Number.POSITIVE_INFINITY;
    await stage.pass(400, () => {
      fewest = Math.min(fewest, stage.healthy);
      most = Math.max(most, stage.runtime.alive);
    });
    expect({ fewest, most }).toEqual({ fewest: 2, most: 4 });
    expect(stage.service.deployments?.map(({ rolloutState }) => rolloutState)).toEqual(['COMPLETED']);
  });

  it('says that it is cornered where rounding leaves no room', async () => {
    stage.update({ desiredCount: 1, deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 150 } });
    await stage.settle();
    stage.update({ taskDefinition: 'f-2' });
    await stage.settle();
    expect(
      stage.events.filter((event) => event.includes('because of the service deployment configuration')),
    ).toHaveLength(1);
    expect(stage.service.runningCount).toBe(1);
  });

  it('gives way to a newer deployment, whose predecessor is STOPPED', async () => {
    const first = stage.update({ taskDefinition: 'f-crash' });
    await stage.pass(10);
    stage.update({ taskDefinition: 'f-2' });
    await stage.settle();
    expect(stage.deployments.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'STOPPED', 'SUCCESSFUL']);
    expect(stage.deployments[1]?.serviceDeploymentArn).toBe(first.currentServiceDeployment);
    expect(stage.service).toMatchObject({ runningCount: 2, pendingCount: 0 });
  });

  it('runs the bytes that the tag meant when the deployment began, and the new ones when forced', async () => {
    const digests = (): unknown[] => stage.tasks().map(({ containers }) => containers?.[0]?.imageDigest);
    stage.point('1', '2');
    stage.update({ desiredCount: 3 });
    await stage.settle();
    expect(digests()).toEqual(['sha256:1', 'sha256:1', 'sha256:1']);
    const before = stage.service.deployments?.[0];
    stage.update({ forceNewDeployment: true });
    const arns = stage.service.currentServiceRevisions?.map(({ arn }) => arn);
    await stage.settle();
    expect(digests()).toEqual(['sha256:2', 'sha256:2', 'sha256:2']);
    expect(stage.service.deployments).toMatchObject([
      { taskDefinition: before?.taskDefinition, rolloutState: 'COMPLETED' },
    ]);
    const revisions = stage.call<{ serviceRevisions: { containerImages: object[] }[] }>('DescribeServiceRevisions', {
      serviceRevisionArns: arns,
    });
    expect(revisions.serviceRevisions.map(({ containerImages }) => containerImages)).toEqual([
      [{ containerName: 'app', image: 'repo/primes:1', imageDigest: 'sha256:2' }],
      [{ containerName: 'app', image: 'repo/primes:1', imageDigest: 'sha256:1' }],
    ]);
  });

  it('begins no deployment for what needs none', () => {
    const [before] = stage.service.deployments ?? [];
    stage.update({ taskDefinition: 'f-1', desiredCount: 3, healthCheckGracePeriodSeconds: 5 });
    stage.update({ deploymentConfiguration: { maximumPercent: 150 } });
    expect(stage.service.deployments).toMatchObject([{ id: before?.id, rolloutState: 'COMPLETED' }]);
    expect(stage.service.deploymentConfiguration).toMatchObject({
      maximumPercent: 150,
      deploymentCircuitBreaker: { enable: true },
    });
  });

  it('follows a change of the desired count in the middle of it', async () => {
    stage.update({ taskDefinition: 'f-2' });
    await stage.pass(20);
    stage.update({ desiredCount: 4 });
    await stage.settle();
    expect(stage.service).toMatchObject({
      runningCount: 4,
      deployments: [{ rolloutState: 'COMPLETED', desiredCount: 4 }],
    });
    expect(stage.deployments.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'SUCCESSFUL']);
  });
});
