import { aws_ec2 as ec2, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { PrimesOptions } from './primes.options';

/**
 * The VPC of the options, or a new one with two public subnets. Without private subnets there is no NAT gateway to pay:
 * what may come in is for the security groups to say.
 */
export function network(scope: Construct, { vpc, subnets = [] }: Pick<PrimesOptions, 'vpc' | 'subnets'>): ec2.IVpc {
  if (vpc) return existingVpc(scope, vpc, subnets);
  return new ec2.Vpc(scope, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [{ name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24 }],
    // The custom resource that would empty the default security group is a Lambda function, which wants bootstrap.
    restrictDefaultSecurityGroup: false,
  });
}

/** @param subnets public ones, each in an availability zone of its own */
export function existingVpc(scope: Construct, vpcId: string, subnets: readonly string[]): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId,
    availabilityZones: subnets.map((_subnet, index) => Fn.select(index, Fn.getAzs())),
    publicSubnetIds: [...subnets],
  });
}
