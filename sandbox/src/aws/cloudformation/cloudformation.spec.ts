import { ApplicationAutoScalingClient, DescribeScalingPoliciesCommand } from '@aws-sdk/client-application-auto-scaling';
import * as cfn from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ECRClient, GetLifecyclePolicyCommand } from '@aws-sdk/client-ecr';
import {
  DescribeServicesCommand,
  ECSClient,
  ListClustersCommand,
  ListTaskDefinitionsCommand,
} from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListServicesCommand, ServiceDiscoveryClient } from '@aws-sdk/client-servicediscovery';
import { SystemClock } from '../../kernel/clock';
import { Guard } from '../../kernel/guard/guard';
import { type Aws, startAws } from '../start-aws';

/** One of each real type, in YAML as tools send it. What may be changed in place comes from a parameter. */
const TEMPLATE = `
Parameters:
  Number: { Type: Number, Default: 7 }
  Command: { Type: String, Default: 'one' }
Resources:
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: 10.0.0.0/16 } }
  SubnetA: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/17 } }
  SubnetB: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.128.0/17 } }
  Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17' } } }
  Repository:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: app
      EmptyOnDelete: true
      LifecyclePolicy:
        LifecyclePolicyText: !Sub '{"rules":[{"rulePriority":\${Number},"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}'
  Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: /app, RetentionInDays: !Ref Number } }
  Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: { PasswordLength: 20 } } }
  Namespace: { Type: 'AWS::ServiceDiscovery::PrivateDnsNamespace', Properties: { Name: app.local, Vpc: !Ref Vpc } }
  Registry:
    Type: AWS::ServiceDiscovery::Service
    Properties:
      Name: app
      DnsConfig: { NamespaceId: !Ref Namespace, DnsRecords: [{ Type: A, TTL: 10 }] }
  Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: app } }
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: app
      Cpu: 256
      Memory: 512
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Role.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Join [':', [!GetAtt Repository.RepositoryUri, '1']]
          Command: [!Ref Command]
          PortMappings: [{ ContainerPort: '80' }]
          LogConfiguration: { LogDriver: awslogs, Options: { awslogs-group: !Ref Logs } }
  Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Subnets: [!Ref SubnetA, !Ref SubnetB] } }
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { Port: 80, Protocol: HTTP, TargetType: ip, VpcId: !Ref Vpc, HealthCheckIntervalSeconds: !Ref Number }
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }]
  Service:
    Type: AWS::ECS::Service
    DependsOn: Listener
    Properties:
      Cluster: !Ref Cluster
      ServiceName: app
      TaskDefinition: !Ref Task
      DesiredCount: 0
      LaunchType: FARGATE
      LoadBalancers: [{ ContainerName: app, ContainerPort: 80, TargetGroupArn: !Ref Group }]
      ServiceRegistries: [{ RegistryArn: !GetAtt Registry.Arn }]
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref SubnetA, !Ref SubnetB] } }
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      MinCapacity: 0
      MaxCapacity: 0
      ResourceId: !Sub 'service/\${Cluster}/\${Service.Name}'
      ScalableDimension: ecs:service:DesiredCount
      ServiceNamespace: ecs
  Policy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: cpu
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: !Ref Number
        PredefinedMetricSpecification: { PredefinedMetricType: ECSServiceAverageCPUUtilization }
Outputs:
  Secret: { Value: !Ref Secret }
`;

describe('CloudFormation, met by its real client', () => {
  let aws: Aws;
  const defects: unknown[] = [];
  const options = () => ({
    endpoint: aws.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIASPEC', secretAccessKey: 'secret' },
  });
  const stack = { StackName: 'app' };
  const waiting = () => ({
    client: new cfn.CloudFormationClient(options()),
    minDelay: 1,
    maxDelay: 1,
    maxWaitTime: 15,
  });

  beforeAll(async () => {
    const loopback = { host: '127.0.0.1', guard: new Guard(), port: 0, loadBalancerPort: 0 };
    const world = { template: 'none', imagesFolder: 'none' };
    const onDefect = (error: unknown) => void defects.push(error);
    const parts = { clock: new SystemClock(), minuteMs: 200, callsFile: undefined, root: '/', world, onDefect };
    aws = await startAws({ ...loopback, ...parts });
  });
  afterAll(() => aws.close());

  /** What stands of it in the services themselves. */
  async function standing() {
    const [ecs, ecr] = [new ECSClient(options()), new ECRClient(options())];
    const service = await ecs.send(new DescribeServicesCommand({ cluster: 'app', services: ['app'] }));
    const lifecycle = await ecr.send(new GetLifecyclePolicyCommand({ repositoryName: 'app' }));
    const groups = await new ElasticLoadBalancingV2Client(options()).send(new DescribeTargetGroupsCommand({}));
    const logs = await new CloudWatchLogsClient(options()).send(new DescribeLogGroupsCommand({}));
    const policies = await new ApplicationAutoScalingClient(options()).send(
      new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs' }),
    );
    const active = await ecs.send(new ListTaskDefinitionsCommand({ status: 'ACTIVE' }));
    return {
      runs: service.services?.[0]?.taskDefinition?.split('/').at(-1),
      active: active.taskDefinitionArns?.map((arn) => arn.split('/').at(-1)),
      priority: /"rulePriority":(\d+)/.exec(lifecycle.lifecyclePolicyText ?? '')?.[1],
      interval: groups.TargetGroups?.[0]?.HealthCheckIntervalSeconds,
      retention: logs.logGroups?.[0]?.retentionInDays,
      target: policies.ScalingPolicies?.[0]?.TargetTrackingScalingPolicyConfiguration?.TargetValue,
    };
  }

  test('a stack of every real type is made, changed in place and deleted, and nothing is left', async () => {
    const client = new cfn.CloudFormationClient(options());
    const create = new cfn.CreateStackCommand({ ...stack, TemplateBody: TEMPLATE });
    await expect(client.send(create)).rejects.toThrow(cfn.InsufficientCapabilitiesException);
    await client.send(new cfn.CreateStackCommand({ ...create.input, Capabilities: ['CAPABILITY_IAM'] }));
    await cfn.waitUntilStackCreateComplete(waiting(), stack);
    expect(await standing()).toEqual({
      runs: 'app:1',
      active: ['app:1'],
      priority: '7',
      interval: 7,
      retention: 7,
      target: 7,
    });
    const { Stacks } = await client.send(new cfn.DescribeStacksCommand(stack));
    const SecretId = Stacks?.[0]?.Outputs?.[0]?.OutputValue;
    const secret = await new SecretsManagerClient(options()).send(new GetSecretValueCommand({ SecretId }));
    expect(secret.SecretString).toMatch(/^.{20}$/);

    const Parameters = [
      { ParameterKey: 'Number', ParameterValue: '14' },
      { ParameterKey: 'Command', ParameterValue: 'two' },
    ];
    const change = { UsePreviousTemplate: true, Parameters, Capabilities: ['CAPABILITY_IAM' as const] };
    const set = { ...stack, ChangeSetName: 'change' };
    await client.send(new cfn.CreateChangeSetCommand({ ...set, ...change }));
    await cfn.waitUntilChangeSetCreateComplete(waiting(), set);
    await client.send(new cfn.ExecuteChangeSetCommand(set));
    await cfn.waitUntilStackUpdateComplete(waiting(), stack);
    expect(await standing()).toEqual({
      runs: 'app:2',
      active: ['app:2'],
      priority: '14',
      interval: 14,
      retention: 14,
      target: 14,
    });
    const again = new cfn.UpdateStackCommand({ ...stack, ...change });
    await expect(client.send(again)).rejects.toThrow('No updates are to be performed.');

    await client.send(new cfn.DeleteStackCommand(stack));
    await cfn.waitUntilStackDeleteComplete(waiting(), { StackName: Stacks?.[0]?.StackId });
    const clusters = await new ECSClient(options()).send(new ListClustersCommand({}));
    const registries = await new ServiceDiscoveryClient(options()).send(new ListServicesCommand({}));
    expect([clusters.clusterArns, registries.Services]).toEqual([[], []]);
    expect(defects).toEqual([]);
  });

  test('a template fault is a 400 that no tool tries again; each call that makes something names CloudFormation', async () => {
    const client = new cfn.CloudFormationClient(options());
    const unknown = new cfn.CreateStackCommand({
      StackName: 'x',
      TemplateBody: '{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}',
    });
    await expect(client.send(unknown)).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Template format error: Unrecognized resource types: [AWS::SQS::Queue]',
      $metadata: { httpStatusCode: 400 },
    });
    const property = 'Resources: { C: { Type: AWS::ECS::Cluster, Properties: { Configuration: { Kms: x } } } }';
    await expect(client.send(new cfn.ValidateTemplateCommand({ TemplateBody: property }))).rejects.toThrow(
      'resource C of type AWS::ECS::Cluster with message: #/Configuration: extraneous key [Kms] is not permitted',
    );
    const missing = client.send(new cfn.DescribeChangeSetCommand({ ChangeSetName: 'c', StackName: 'x' }));
    await expect(missing).rejects.toThrow('Stack [x] does not exist');
    const calls = (await (await fetch(`${aws.url}/_sandbox/calls`)).json()) as {
      operation: string;
      userAgent: string;
    }[];
    const makers = calls.filter(({ operation }) => /^(Create(Cluster|Repository|Secret)|RegisterTask)/.test(operation));
    expect(makers.length).toBeGreaterThanOrEqual(4);
    for (const { userAgent } of makers) expect(userAgent).toContain('cloudformation.amazonaws.com');
  });
});
