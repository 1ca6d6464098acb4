import { first, Rig } from './spec/balancer-rig';

describe('ELBv2', () => {
  let rig: Rig;
  beforeEach(async () => (rig = await new Rig().build()));
  afterEach(() => rig.close());

  it('fills its shapes as AWS does', async () => {
    const balancers = await rig.ask('DescribeLoadBalancers', { Names: ['primes'] });
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
    const groups = await rig.ask('DescribeTargetGroups', { LoadBalancerArn: rig.balancer });
    expect(groups['TargetGroups']).toMatchObject([
      {
        HealthyThresholdCount: 5,
        UnhealthyThresholdCount: 2,
        HealthCheckPort: 'traffic-port',
        LoadBalancerArns: [rig.balancer],
      },
    ]);
    const health = await rig.ask('DescribeTargetHealth', { TargetGroupArn: rig.group, Targets: [{ Id: '10.0.1.9' }] });
    expect(health['TargetHealthDescriptions']).toMatchObject([
      { Target: { Id: '10.0.1.9', Port: 80 }, TargetHealth: { State: 'unused', Reason: 'Target.NotRegistered' } },
    ]);
    expect(await rig.ask('DescribeRules', { ListenerArn: rig.listener })).toMatchObject({
      Rules: [{ Priority: 'default', IsDefault: true, Actions: [{ Type: 'forward', TargetGroupArn: rig.group }] }],
    });
  });

  it('refuses in AWS’s words', async () => {
    expect(await rig.fault('DescribeTargetGroups', { Names: ['none'] })).toBe(
      'TargetGroupNotFoundException: One or more target groups not found',
    );
    expect(await rig.fault('DescribeLoadBalancers', { Names: ['none'] })).toBe(
      'LoadBalancerNotFoundException: One or more load balancers not found',
    );
    expect(await rig.fault('DeleteTargetGroup', { TargetGroupArn: rig.group })).toBe(
      `ResourceInUseException: Target group '${rig.group}' is currently in use by a listener or a rule`,
    );
    expect(
      await rig.fault('CreateTargetGroup', {
        Name: 'primes',
        TargetType: 'ip',
        Protocol: 'HTTP',
        Port: 81,
        VpcId: 'v',
      }),
    ).toBe(
      "DuplicateTargetGroupNameException: A target group with the same name 'primes' exists, but with different settings",
    );
    expect(await rig.fault('ModifyTargetGroup', { TargetGroupArn: rig.group, HealthCheckIntervalSeconds: 5 })).toBe(
      'ValidationError: Health check interval must be greater than the timeout.',
    );
    expect(
      await rig.fault('ModifyTargetGroupAttributes', {
        TargetGroupArn: rig.group,
        Attributes: [{ Key: 'stickiness.enabled', Value: 'true' }],
      }),
    ).toMatch(/^NotImplemented: elasticloadbalancing:the target group attribute stickiness\.enabled=true/);
  });

  it('answers a repeated creation with what is there, keeps tags, and takes everything down again', async () => {
    const again = await rig.ask('CreateLoadBalancer', { Name: 'primes', Subnets: ['subnet-b', 'subnet-a'] });
    expect(first(again['LoadBalancers'], 'LoadBalancerArn')).toBe(rig.balancer);
    await rig.ask('AddTags', {
      ResourceArns: [rig.group],
      Tags: [
        { Key: 'team', Value: 'a' },
        { Key: 'x', Value: '1' },
      ],
    });
    await rig.ask('RemoveTags', { ResourceArns: [rig.group], TagKeys: ['x'] });
    expect(await rig.ask('DescribeTags', { ResourceArns: [rig.group] })).toEqual({
      TagDescriptions: [{ ResourceArn: rig.group, Tags: [{ Key: 'team', Value: 'a' }] }],
    });
    await rig.ask('DeleteLoadBalancer', { LoadBalancerArn: rig.balancer });
    await rig.ask('DeleteTargetGroup', { TargetGroupArn: rig.group });
    expect(await rig.fault('DescribeTags', { ResourceArns: [rig.group] })).toMatch(/^TargetGroupNotFoundException/);
  });
});
