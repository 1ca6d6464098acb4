import { EcsHarness } from './spec/ecs-harness';

describe('the alarms of a deployment', () => {
  let harness: EcsHarness;
  let good: string;
  beforeEach(async () => {
    harness = new EcsHarness();
    harness.create();
    await harness.settle();
    good = harness.service.deployments?.[0]?.id ?? '';
    harness.alarm('errors');
    harness.alarm('slow');
  });

  const deploy = (rollback = true, more: object = {}): string => {
    const alarms = { enable: true, rollback, alarmNames: ['errors', 'slow', 'not-there'] };
    const updated = harness.update({ taskDefinition: 'f-2', deploymentConfiguration: { alarms, ...more } });
    return updated.deployments?.[0]?.id ?? '';
  };

  it('are watched for as long as the slowest needs to tell, with the old deployment there to go back to', async () => {
    deploy();
    await harness.pass(170);
    expect(harness.service).toMatchObject({
      runningCount: 2,
      deployments: [
        { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', runningCount: 2 },
        { id: good, status: 'ACTIVE', desiredCount: 0, runningCount: 0 },
      ],
    });
    expect(harness.deployments[0]).toMatchObject({
      status: 'IN_PROGRESS',
      alarms: { status: 'MONITORING', alarmNames: ['errors', 'slow', 'not-there'], triggeredAlarmNames: [] },
    });
    await harness.pass(180);
    expect(harness.service.deployments).toMatchObject([{ rolloutState: 'COMPLETED' }]);
    expect(harness.deployments[0]).toMatchObject({
      status: 'SUCCESSFUL',
      alarms: { status: 'MONITORING_COMPLETE', triggeredAlarmNames: [] },
    });
  });

  it('roll it back when one goes to ALARM in the bake time, and say which', async () => {
    const bad = deploy();
    await harness.pass(170);
    harness.alarm('slow', 'ALARM');
    await harness.pass(10);
    expect(harness.service.deployments).toMatchObject([
      {
        id: good,
        status: 'PRIMARY',
        rolloutState: 'IN_PROGRESS',
        rolloutStateReason: `ECS deployment alarms: rolling back to deploymentId ${good}.`,
      },
      {
        id: bad,
        status: 'ACTIVE',
        rolloutState: 'FAILED',
        rolloutStateReason: 'ECS deployment alarms: alarm detected.',
      },
    ]);
    expect(harness.events).toContain(`(service api) (deployment ${bad}) deployment failed: alarm detected.`);
    expect(harness.events).toContain(`(service api) rolling back to deployment ${good}.`);
    await harness.settle();
    expect(harness.deployments[0]).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      statusReason: 'Service deployment rolled back because the CloudWatch alarms [slow] are in ALARM state.',
      rollback: { serviceRevisionArn: harness.deployments[1]?.targetServiceRevision?.arn },
      alarms: { status: 'TRIGGERED', triggeredAlarmNames: ['slow'] },
    });
    expect(harness.service).toMatchObject({ taskDefinition: expect.stringMatching(/f-1:1$/), runningCount: 2 });
  });

  it('stop it where nothing is to be rolled back: what runs stays', async () => {
    deploy(false);
    await harness.pass(60);
    harness.alarm('errors', 'ALARM');
    await harness.settle();
    expect(harness.service.deployments?.[0]).toMatchObject({ status: 'PRIMARY', rolloutState: 'FAILED' });
    expect(harness.deployments[0]).toMatchObject({
      status: 'STOPPED',
      statusReason: 'Service deployment stopped because the CloudWatch alarms [errors] are in ALARM state.',
      alarms: { status: 'TRIGGERED', triggeredAlarmNames: ['errors'] },
    });
  });

  it('do not count where one is in ALARM when the deployment begins: it may be what mends it', async () => {
    harness.alarm('errors', 'ALARM');
    deploy();
    await harness.pass(60);
    harness.alarm('slow', 'ALARM');
    await harness.settle();
    expect(harness.deployments[0]).toMatchObject({
      status: 'SUCCESSFUL',
      alarms: { status: 'DISABLED', alarmNames: ['errors', 'slow', 'not-there'] },
    });
  });

  it('count from the first new task that runs', async () => {
    deploy();
    await harness.pass(4);
    harness.alarm('errors', 'ALARM');
    await harness.pass(2);
    harness.alarm('errors', 'OK');
    await harness.pass(400);
    expect(harness.deployments[0]?.status).toBe('SUCCESSFUL');
  });

  it.each([
    ['with alarms', true],
    ['without', false],
  ])('are watched for the bake time that was asked for: %s', async (_, enable) => {
    deploy(true, { bakeTimeInMinutes: 10, ...(!enable && { alarms: { enable, rollback: false, alarmNames: [] } }) });
    await harness.pass(600);
    expect(harness.deployments[0]?.status).toBe('IN_PROGRESS');
    await harness.pass(200);
    expect(harness.deployments[0]?.status).toBe('SUCCESSFUL');
  });
});
