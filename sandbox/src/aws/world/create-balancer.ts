import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ModifyTargetGroupAttributesCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';

/** AWS seconds between health checks; counts of answers that change a target's health. */
const HEALTH_CHECK = {
  HealthCheckPath: '/health',
  HealthCheckIntervalSeconds: 10,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 2,
  UnhealthyThresholdCount: 3,
};

/**
 * Makes the application load balancer with one listener on port 80 and its target group.
 * @returns the target group's ARN
 */
export async function createBalancer(elbv2: ElasticLoadBalancingV2Client, name: string): Promise<string> {
  const balancer = await elbv2.send(
    new CreateLoadBalancerCommand({ Name: name, Type: 'application', Subnets: ['subnet-0a', 'subnet-0b'] }),
  );
  const group = await elbv2.send(
    new CreateTargetGroupCommand({
      Name: name,
      Protocol: 'HTTP',
      Port: 80,
      VpcId: 'vpc-0primes',
      TargetType: 'ip',
      ...HEALTH_CHECK,
    }),
  );
  const TargetGroupArn = group.TargetGroups![0]!.TargetGroupArn!;
  await elbv2.send(
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
    }),
  );
  await elbv2.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancer.LoadBalancers![0]!.LoadBalancerArn!,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn }],
    }),
  );
  return TargetGroupArn;
}
