import { aws_ec2 as ec2, aws_ecr as ecr, aws_ecs as ecs, aws_logs as logs, Duration, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accept, INSIGHTS } from '../accepted';
import { keptOrNewLogs, keptOrNewRepository } from '../kept';
import { network } from '../network';
import { output } from '../output';
import { balancer } from './balancer';
import { NAMES, type PrimesCircumstances, type PrimesOptions } from './primes.options';
import { primesService } from './service';

/** Cooldowns of target tracking, in seconds. */
const SCALE_OUT = 60;
const SCALE_IN = 120;

/** The service that the bot is shown on: primes-api on ECS, behind a load balancer, scaled on CPU. */
export class PrimesStack extends Stack {
  constructor(scope: Construct, options: PrimesOptions, circumstances: PrimesCircumstances, props: StackProps) {
    super(scope, NAMES.stack, props);
    const images = keptOrNewRepository(this, NAMES.repository, options.keep, circumstances);
    output(this, 'RepositoryUri', images.repositoryUri);
    if (circumstances.firstOnly) return;
    this.service(options, images, keptOrNewLogs(this, NAMES.logGroup, options, circumstances));
  }

  private service(options: PrimesOptions, images: ecr.IRepository, logGroup: logs.ILogGroup): void {
    const vpc = network(this, options);
    const cluster = new ecs.Cluster(this, 'Cluster', { vpc, clusterName: NAMES.cluster });
    accept(cluster, 'ECS4', INSIGHTS);
    if (options.serviceDiscovery) cluster.addDefaultCloudMapNamespace({ name: NAMES.namespace });
    const service = primesService(this, { cluster, repository: images, logGroup }, options);
    const { loadBalancer, listener, targetGroup } = balancer(this, vpc);
    service.attachToApplicationTargetGroup(targetGroup);
    service.node.addDependency(listener);
    scaleOnCpu(service, options);
    this.outputs(vpc, { service, loadBalancer });
  }

  private outputs(
    vpc: ec2.IVpc,
    { service, loadBalancer }: { service: ecs.BaseService; loadBalancer: { loadBalancerDnsName: string } },
  ): void {
    const { taskDefinition } = service;
    const values = {
      LoadBalancerUrl: `http://${loadBalancer.loadBalancerDnsName}`,
      ClusterName: service.cluster.clusterName,
      ServiceName: service.serviceName,
      VpcId: vpc.vpcId,
      SubnetIds: vpc.publicSubnets.map(({ subnetId }) => subnetId).join(','),
      TaskRoleArn: taskDefinition.taskRole.roleArn,
      ExecutionRoleArn: taskDefinition.obtainExecutionRole().roleArn,
    };
    for (const [name, value] of Object.entries(values)) output(this, name, value);
  }
}

function scaleOnCpu(service: ecs.BaseService, { min, max, cpuTarget }: PrimesOptions): void {
  const scaling = service.autoScaleTaskCount({ minCapacity: min, maxCapacity: max });
  scaling.scaleOnCpuUtilization('Cpu', {
    policyName: 'cpu',
    targetUtilizationPercent: cpuTarget,
    scaleOutCooldown: Duration.seconds(SCALE_OUT),
    scaleInCooldown: Duration.seconds(SCALE_IN),
  });
}
