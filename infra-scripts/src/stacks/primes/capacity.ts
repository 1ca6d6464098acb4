import { aws_autoscaling as autoscaling, aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accept } from '../accepted';

/** Two tasks with an address of their own fit: t3.small has three network interfaces. */
const INSTANCE_TYPE = ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.SMALL);

/**
 * Container instances in an auto scaling group behind a capacity provider. ECS drains an instance by itself before it
 * goes (managed draining), so no Lambda function has to.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instance-draining.html
 */
export function containerInstances(scope: Construct, cluster: ecs.Cluster, instances: number): ecs.AsgCapacityProvider {
  const group = new autoscaling.AutoScalingGroup(scope, 'Instances', {
    vpc: cluster.vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    associatePublicIpAddress: true,
    instanceType: INSTANCE_TYPE,
    machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
    minCapacity: instances,
    maxCapacity: Math.max(instances + 1, instances * 2),
    requireImdsv2: true,
    blockDevices: [{ deviceName: '/dev/xvda', volume: autoscaling.BlockDeviceVolume.ebs(30, { encrypted: true }) }],
  });
  const provider = new ecs.AsgCapacityProvider(scope, 'Capacity', {
    autoScalingGroup: group,
    enableManagedTerminationProtection: false,
    enableManagedDraining: true,
  });
  accept(
    group,
    'IAM5[Resource::*]',
    'The ECS agent registers its instance before the cluster knows it: AWS scopes those calls to nothing.',
  );
  accept(
    group,
    'IAM5[Action::ecs:Submit*]',
    'The three calls by which the ECS agent tells the state of tasks; CDK writes them so.',
  );
  accept(group, 'AS3', 'ECS says what it does with instances; nobody is subscribed to the group itself.');
  cluster.addAsgCapacityProvider(provider);
  cluster.addDefaultCapacityProviderStrategy([{ capacityProvider: provider.capacityProviderName, weight: 1 }]);
  return provider;
}
