import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accept } from '../accepted';
import { NAMES } from './primes.options';

export interface Balancer {
  loadBalancer: elbv2.ApplicationLoadBalancer;
  listener: elbv2.ApplicationListener;
  targetGroup: elbv2.ApplicationTargetGroup;
}

/** An application load balancer that anybody may ask on port 80, and a target group that looks at `/health`. */
export function balancer(scope: Construct, vpc: ec2.IVpc): Balancer {
  const loadBalancer = new elbv2.ApplicationLoadBalancer(scope, 'LoadBalancer', {
    loadBalancerName: NAMES.balancer,
    vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    internetFacing: true,
  });
  const targetGroup = new elbv2.ApplicationTargetGroup(scope, 'TargetGroup', {
    targetGroupName: NAMES.balancer,
    vpc,
    protocol: elbv2.ApplicationProtocol.HTTP,
    port: 80,
    targetType: elbv2.TargetType.IP,
    deregistrationDelay: Duration.seconds(30),
    healthCheck: {
      path: '/health',
      interval: Duration.seconds(10),
      timeout: Duration.seconds(5),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
    },
  });
  const listener = loadBalancer.addListener('Listener', {
    protocol: elbv2.ApplicationProtocol.HTTP,
    port: 80,
    open: true,
    defaultTargetGroups: [targetGroup],
  });
  accept(
    loadBalancer,
    'ELB2',
    "Access logs need a bucket of their own; the target group's metrics answer what the bot is asked.",
  );
  accept(loadBalancer, 'EC23', 'Port 80 is open to everybody because the service is public.');
  return { loadBalancer, listener, targetGroup };
}
