import { ManualClock } from '../../kernel/spec/manual-clock';
import { first, BalancerHarness } from './spec/balancer-harness';

describe('ELBv2', () => {
  let harness: BalancerHarness;
  beforeEach(async () => (harness = await new BalancerHarness().build()));
  afterEach(() => harness.close());

  it('fills its shapes as AWS does', async () => {
    // On a busy machine it would not be provisioning any more.
    await harness.close();
    harness = await new BalancerHarness(new ManualClock()).build();
    const balancers = await harness.ask('DescribeLoadBalancers', { Names: ['primes'] });
    expect(balancers['LoadBalancers']).toMatchObject([
      {
        LoadBalancerArn: expect.stringMatching(
          /^arn:aws:elasticloadbalancing:us-west-2:000000000000:loadbalancer\/app\/primes\/[0-9a-f]{16}$/,
        ),
        DNSName: expect.stringMatching(/^primes-\d{10}\.us-west-2\.elb\.amazonaws\.com$/),
        State: { Code: 'provisioning' },
        AvailabilityZones: [{ ZoneName: 'us-west-2a' }, { ZoneName: 'us-west-2b' }],
      },
    ]);
    const groups = await harness.ask('DescribeTargetGroups', { LoadBalancerArn: harness.balancer });
    expect(groups['TargetGroups']).toMatchObject([
      {
        HealthyThresholdCount: 5,
        UnhealthyThresholdCount: 2,
        HealthCheckPort: 'traffic-port',
        LoadBalancerArns: [harness.balancer],
      },
    ]);
    const health = await harness.ask('DescribeTargetHealth', {
      TargetGroupArn: harness.group,
      Targets: [{ Id: '10.0.1.9' }],
    });
    expect(health['TargetHealthDescriptions']).toMatchObject([
      { Target: { Id: '10.0.1.9', Port: 80 }, TargetHealth: { State: 'unused', Reason: 'Target.NotRegistered' } },
    ]);
    expect(await harness.ask('DescribeRules', { ListenerArn: harness.listener })).toMatchObject({
      Rules: [{ Priority: 'default', IsDefault: true, Actions: [{ Type: 'forward', TargetGroupArn: harness.group }] }],
    });
  });

  it('refuses in AWS’s words', async () => {
    expect(await harness.fault('DescribeTargetGroups', { Names: ['none'] })).toBe(
      'TargetGroupNotFoundException: One or more target groups not found',
    );
    expect(await harness.fault('DescribeLoadBalancers', { Names: ['none'] })).toBe(
      'LoadBalancerNotFoundException: One or more load balancers not found',
    );
    expect(await harness.fault('DeleteTargetGroup', { TargetGroupArn: harness.group })).toBe(
      `ResourceInUseException: Target group '${harness.group}' is currently in use by a listener or a rule`,
    );
    expect(
      await harness.fault('CreateTargetGroup', {
        Name: 'primes',
        TargetType: 'ip',
        Protocol: 'HTTP',
        Port: 81,
        VpcId: 'v',
      }),
    ).toBe(
      "DuplicateTargetGroupNameException: A target group with the same name 'primes' exists, but with different settings",
    );
    expect(
      await harness.fault('ModifyTargetGroup', { TargetGroupArn: harness.group, HealthCheckIntervalSeconds: 5 }),
    ).toBe('ValidationError: Health check interval must be greater than the timeout.');
    expect(
      await harness.fault('ModifyTargetGroupAttributes', {
        TargetGroupArn: harness.group,
        Attributes: [{ Key: 'stickiness.enabled', Value: 'true' }],
      }),
    ).toMatch(/^NotImplemented: elasticloadbalancing:the target group attribute stickiness\.enabled=true/);
  });

  it('answers a repeated creation with what is there, keeps tags, and takes everything down again', async () => {
    const again = await harness.ask('CreateLoadBalancer', { Name: 'primes', Subnets: ['subnet-b', 'subnet-a'] });
    expect(first(again['LoadBalancers'], 'LoadBalancerArn')).toBe(harness.balancer);
    await harness.ask('AddTags', {
      ResourceArns: [harness.group],
      Tags: [
        { Key: 'team', Value: 'a' },
        { Key: 'x', Value: '1' },
      ],
    });
    await harness.ask('RemoveTags', { ResourceArns: [harness.group], TagKeys: ['x'] });
    expect(await harness.ask('DescribeTags', { ResourceArns: [harness.group] })).toEqual({
      TagDescriptions: [{ ResourceArn: harness.group, Tags: [{ Key: 'team', Value: 'a' }] }],
    });
    await harness.ask('DeleteLoadBalancer', { LoadBalancerArn: harness.balancer });
    await harness.ask('DeleteTargetGroup', { TargetGroupArn: harness.group });
    expect(await harness.fault('DescribeTags', { ResourceArns: [harness.group] })).toMatch(
      /^TargetGroupNotFoundException/,
    );
  });

  it('tells and changes attributes, of each kind of thing', async () => {
    const { balancer, group, listener } = harness;
    const of = (answer: Record<string, unknown>, key: string) =>
      (answer['Attributes'] as { Key: string; Value: string }[]).find(({ Key }) => Key === key)?.Value;
    const idle = { Key: 'idle_timeout.timeout_seconds', Value: '90' };
    await harness.ask('ModifyLoadBalancerAttributes', { LoadBalancerArn: balancer, Attributes: [idle] });
    const balancers = await harness.ask('DescribeLoadBalancerAttributes', { LoadBalancerArn: balancer });
    expect(of(balancers, idle.Key)).toBe('90');
    const groups = await harness.ask('DescribeTargetGroupAttributes', { TargetGroupArn: group });
    expect(of(groups, 'deregistration_delay.timeout_seconds')).toBe('200');
    const listeners = await harness.ask('DescribeListenerAttributes', { ListenerArn: listener });
    expect(listeners['Attributes']).toEqual(
      expect.arrayContaining([expect.objectContaining({ Key: expect.any(String) })]),
    );
    const unknown = { LoadBalancerArn: balancer, Attributes: [{ Key: 'none', Value: '1' }] };
    expect(await harness.fault('ModifyLoadBalancerAttributes', unknown)).toMatch(
      /^ValidationError: .*'none' is not recogni/,
    );
    expect(await harness.ask('DescribeCapacityReservation', { LoadBalancerArn: balancer })).toMatchObject({
      DecreaseRequestsRemaining: 0,
    });
  });

  it('registers and deregisters targets by hand, and changes how they are checked', async () => {
    const of = { TargetGroupArn: harness.group, Targets: [{ Id: '10.0.1.9' }] };
    const stateNow = async () => {
      const { TargetHealthDescriptions: found } = await harness.ask('DescribeTargetHealth', {
        TargetGroupArn: harness.group,
      });
      return (found as { TargetHealth: { State: string } }[]).map(({ TargetHealth }) => TargetHealth.State);
    };
    await harness.ask('RegisterTargets', of);
    expect(await stateNow()).toEqual(['initial']);
    await harness.ask('DeregisterTargets', of);
    expect(await stateNow()).not.toContain('initial');
    expect(await harness.fault('RegisterTargets', { ...of, Targets: [{ Id: 'i-1' }] })).toMatch(/^ValidationError/);
    const changed = await harness.ask('ModifyTargetGroup', { TargetGroupArn: harness.group, HealthCheckPath: '/live' });
    expect(changed['TargetGroups']).toMatchObject([{ HealthCheckPath: '/live', HealthCheckIntervalSeconds: 10 }]);
  });

  it('lists its listeners, and closes one', async () => {
    const { balancer: LoadBalancerArn, listener: ListenerArn } = harness;
    expect(await harness.ask('DescribeListeners', { LoadBalancerArn })).toMatchObject({
      Listeners: [{ ListenerArn, Port: 80, Protocol: 'HTTP' }],
    });
    await harness.ask('DeleteListener', { ListenerArn });
    expect(await harness.ask('DescribeListeners', { LoadBalancerArn })).toEqual({ Listeners: [] });
    expect(await harness.fault('DeleteListener', { ListenerArn })).toMatch(/^ListenerNotFoundException/);
  });

  it.each([
    [
      'CreateListener',
      { LoadBalancerArn: 'a', Protocol: 'HTTPS', Port: 443, DefaultActions: [{ Type: 'forward' }] },
      'Protocol HTTPS',
    ],
    [
      'CreateListener',
      { LoadBalancerArn: 'a', DefaultActions: [{ Type: 'redirect' }] },
      'DefaultActions[0].Type redirect',
    ],
    ['CreateLoadBalancer', { Name: 'n', Type: 'network' }, 'Type network'],
    ['CreateTargetGroup', { Name: 'n', TargetType: 'lambda' }, 'TargetType lambda'],
    ['CreateTargetGroup', { Name: 'n', Protocol: 'HTTP', Port: 80, VpcId: 'v' }, 'TargetType instance'],
    ['ModifyTargetGroup', { TargetGroupArn: 'a', Matcher: { GrpcCode: '0' } }, 'Matcher.GrpcCode'],
  ])('%s answers 501 with the path of what it does not have: %j', async (name, input, path) => {
    expect(await harness.fault(name, input)).toContain(
      `NotImplemented: elasticloadbalancing:${name} with ${path} is not`,
    );
  });
});
