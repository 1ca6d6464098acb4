import { aws_ec2 as ec2, Fn, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accept, FLOW_LOGS } from './accepted';

/** Where a stack stands: a VPC of its own, or an existing one. */
export interface Place {
  vpc?: string;
  /** Public ones, each in an availability zone of its own. */
  subnets?: string[];
  /** Whether a new one also has subnets without a way out, for what only its neighbours may reach. */
  isolated?: boolean;
}

/**
 * The VPC of the options, or a new one with two public subnets. Without private subnets there is no NAT gateway to pay:
 * what may come in is for the security groups to say.
 */
export function network(scope: Construct, { vpc, subnets = [], isolated = false }: Place): ec2.IVpc {
  if (vpc) return existingVpc(scope, vpc, subnets);
  const made = new ec2.Vpc(scope, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [
      { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24 },
      ...(isolated ? [{ name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }] : []),
    ],
    // The custom resource that would empty the default security group is a Lambda function, which wants bootstrap.
    restrictDefaultSecurityGroup: false,
  });
  accept(made, 'VPC7', FLOW_LOGS);
  return made;
}

function existingVpc(scope: Construct, vpcId: string, subnets: readonly string[]): ec2.IVpc {
  const existing = ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId,
    availabilityZones: subnets.map((_subnet, index) => Fn.select(index, Fn.getAzs())),
    publicSubnetIds: [...subnets],
  });
  Validations.of(existing).acknowledge({
    id: 'Annotation::@aws-cdk/aws-ec2:noSubnetRouteTableId',
    reason: "Nothing is put into the route tables of somebody else's VPC.",
  });
  return existing;
}
