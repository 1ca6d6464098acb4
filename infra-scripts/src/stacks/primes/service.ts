import { aws_ec2 as ec2, aws_ecr as ecr, aws_ecs as ecs, aws_logs as logs, Duration, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accept, acceptLogStreams, LOGIN } from '../accepted';
import { imageOf } from '../image';
import { containerInstances } from './capacity';
import { NAMES, type PrimesOptions } from './primes.options';

/** Seconds that a new task has before failed health checks count. */
const GRACE = 20;
/** Seconds from SIGTERM to SIGKILL. */
const STOP_TIMEOUT = 30;

export interface ServiceParts {
  cluster: ecs.Cluster;
  repository: ecr.IRepository;
  logGroup: logs.ILogGroup;
}

/** The task definition and the service that runs it, on Fargate or on container instances. */
export function primesService(scope: Construct, parts: ServiceParts, options: PrimesOptions): ecs.BaseService {
  const taskDefinition = task(scope, parts, options);
  const { cluster } = parts;
  const common = {
    cluster,
    taskDefinition,
    serviceName: NAMES.service,
    desiredCount: options.desired,
    minHealthyPercent: options.minimumHealthy,
    maxHealthyPercent: options.maximumPercent,
    circuitBreaker: { enable: true, rollback: true },
    healthCheckGracePeriod: Duration.seconds(GRACE),
    securityGroups: [
      new ec2.SecurityGroup(scope, 'TaskSecurityGroup', { vpc: cluster.vpc, description: 'primes-api' }),
    ],
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    cloudMapOptions: options.serviceDiscovery ? { name: NAMES.service } : undefined,
  };
  // Tasks in public subnets pull their image through an address of their own; on an instance the instance pulls it.
  if (options.launchType === 'fargate')
    return new ecs.FargateService(scope, 'Service', { ...common, assignPublicIp: true });
  const provider = containerInstances(scope, cluster, options.instances);
  const service = new ecs.Ec2Service(scope, 'Service', {
    ...common,
    capacityProviderStrategies: [{ capacityProvider: provider.capacityProviderName, weight: 1 }],
  });
  return service;
}

function task(scope: Construct, parts: ServiceParts, options: PrimesOptions): ecs.TaskDefinition {
  const isEc2 = options.launchType === 'ec2';
  const taskDefinition = new ecs.TaskDefinition(scope, 'Task', {
    family: NAMES.service,
    compatibility: isEc2 ? ecs.Compatibility.EC2 : ecs.Compatibility.FARGATE,
    networkMode: ecs.NetworkMode.AWS_VPC,
    cpu: String(options.cpu),
    memoryMiB: String(options.memory),
  });
  Tags.of(taskDefinition).add('service', NAMES.service);
  taskDefinition.addContainer(NAMES.service, {
    image: imageOf(options.image, parts.repository),
    portMappings: [{ containerPort: 80 }],
    stopTimeout: Duration.seconds(STOP_TIMEOUT),
    readonlyRootFilesystem: true,
    logging: ecs.LogDrivers.awsLogs({ logGroup: parts.logGroup, streamPrefix: NAMES.service }),
    memoryLimitMiB: isEc2 ? options.memory : undefined,
  });
  accept(taskDefinition.obtainExecutionRole(), 'IAM5[Resource::*]', LOGIN);
  acceptLogStreams(taskDefinition.obtainExecutionRole(), NAMES.logGroup);
  return taskDefinition;
}
