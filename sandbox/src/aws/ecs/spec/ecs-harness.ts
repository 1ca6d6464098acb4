import type {
  CreateServiceRequest,
  DescribeServicesResponse,
  DescribeTasksResponse,
  ListServiceDeploymentsResponse,
  ListTasksResponse,
  Service,
  ServiceDeployment,
  Task,
  UpdateServiceRequest,
} from '@aws-sdk/client-ecs';
import { ManualClock } from '../../../kernel/spec/manual-clock';
import { Pace } from '../../../kernel/pace';
import type { AlarmState } from '../../engine/alarms/alarm';
import type { ImageSource } from '../../engine/images.port';
import { LaunchFaultList } from '../../levers/launch-fault-list';
import { WireClient } from '../../wire/spec/wire-client';
import type { Call, Operation } from '../../wire/operation';
import { CloudWatchRegion } from '../../cloudwatch/state/cloudwatch.region';
import { LogsRegion } from '../../logs/state/logs.region';
import { SecretsManagerRegion } from '../../secretsmanager/state/secretsmanager.region';
import { ServiceDiscoveryRegion } from '../../servicediscovery/state/servicediscovery.region';
import { EcsRegion } from '../state/ecs.region';
import { ecsService } from '../ecs.service';
import { PretendedRules } from './pretended-rules';
import { PretendedRuntime } from './pretended-runtime';
import { PretendedTargets } from './pretended-targets';

/** A region at AWS's own pace on a clock that stands still, with tasks that only act. */
export class EcsHarness {
  readonly clock = new ManualClock();
  readonly pace = new Pace(60_000);
  readonly runtime = new PretendedRuntime(this.clock);
  readonly targets = new PretendedTargets(this.clock, this.pace, this.runtime);
  readonly rules = new PretendedRules();
  private readonly place = {
    region: 'us-west-2',
    accountId: '000000000000',
    clock: this.clock,
    pace: this.pace,
  };
  readonly cloudwatch = new CloudWatchRegion(this.place);
  readonly discovery = new ServiceDiscoveryRegion(this.place);
  readonly secrets = new SecretsManagerRegion(this.place);
  readonly logs = new LogsRegion(this.place);
  readonly launchFaults = new LaunchFaultList();
  readonly region: EcsRegion;
  /** Tag to behaviour; a tag that is not here cannot be pulled. */
  readonly tags: Record<string, string> = {
    '1': 'serve',
    '2': 'serve',
    crash: 'crash',
    oom: 'oom',
    sick: 'sick',
    deaf: 'deaf',
    stubborn: 'stubborn',
    job: 'job',
    absent: 'absent',
  };
  /** Tag to what its image was built for, where it says. */
  readonly architectures: Record<string, string> = {};
  private readonly moved: Record<string, string> = {};
  private readonly operations: readonly Operation<EcsRegion>[];
  /** The same region, called by ECS's own client. */
  readonly wire = new WireClient(ecsService(() => this.region));

  constructor() {
    const images: ImageSource = { pull: (reference) => this.pull(reference) };
    this.region = new EcsRegion({
      ...this.place,
      callerArn: (accessKeyId) => `arn:aws:iam::000000000000:user/${accessKeyId}`,
      runtime: this.runtime,
      targets: this.targets,
      alarms: this.cloudwatch,
      rules: this.rules,
      images,
      registries: this.discovery,
      secrets: this.secrets,
      logs: this.logs,
      launchFaults: this.launchFaults,
    });
    this.operations = ecsService(() => this.region).operations;
    this.call('CreateCluster', { clusterName: 'primes' });
    for (const tag of [...Object.keys(this.tags), 'missing']) this.register(tag);
  }

  /** Calls an operation by its name, past the wire. */
  call<Output>(name: string, input: object): Output {
    const call: Call<EcsRegion> = {
      state: this.region,
      region: 'us-west-2',
      accountId: '000000000000',
      requestId: 'r',
      origin: 'http://127.0.0.1',
      accessKeyId: 'k',
    };
    return this.operations.find((each) => each.name === name)?.run(input, call) as Output;
  }

  /** A task definition family per tag, named after it. */
  register(tag: string, more: object = {}): void {
    this.call('RegisterTaskDefinition', {
      family: `f-${tag}`,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      containerDefinitions: [{ name: 'app', image: `repo/primes:${tag}`, portMappings: [{ containerPort: 80 }] }],
      ...more,
    });
  }

  create(more: Partial<CreateServiceRequest> = {}): void {
    this.call('CreateService', {
      cluster: 'primes',
      serviceName: 'api',
      taskDefinition: 'f-1',
      desiredCount: 2,
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1', 'subnet-2'] } },
      loadBalancers: [{ targetGroupArn: this.targets.group, containerName: 'app', containerPort: 80 }],
      healthCheckGracePeriodSeconds: 20,
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
      ...more,
    });
  }

  /** An alarm that stays as it is put: one period of a minute, three of them. */
  alarm(alarmName: string, state: AlarmState = 'OK'): void {
    if (!this.cloudwatch.alarms.get(alarmName)) {
      this.cloudwatch.putAlarm({
        alarmName,
        actionsEnabled: false,
        okActions: [],
        alarmActions: [],
        insufficientDataActions: [],
        metric: { namespace: 'specs', metricName: 'errors', dimensions: {} },
        statistic: 'Sum',
        period: 60,
        evaluationPeriods: 3,
        threshold: 1,
        comparison: 'GreaterThanThreshold',
        treatMissingData: 'ignore',
      });
    }
    this.cloudwatch.setAlarmState(alarmName, { state, reason: 'put so' });
  }

  update(more: Partial<UpdateServiceRequest>): Service {
    return this.call<{ service: Service }>('UpdateService', { cluster: 'primes', service: 'api', ...more }).service;
  }

  get service(): Service {
    const answer = this.call<DescribeServicesResponse>('DescribeServices', { cluster: 'primes', services: ['api'] });
    return answer.services?.[0] ?? {};
  }

  /** Oldest first. */
  get events(): string[] {
    return (this.service.events ?? []).map(({ message }) => message ?? '').toReversed();
  }

  /** Newest first, in full. */
  get deployments(): ServiceDeployment[] {
    const { serviceDeployments = [] } = this.call<ListServiceDeploymentsResponse>('ListServiceDeployments', {
      cluster: 'primes',
      service: 'api',
    });
    return serviceDeployments.flatMap(
      ({ serviceDeploymentArn }) =>
        this.call<{ serviceDeployments: ServiceDeployment[] }>('DescribeServiceDeployments', {
          serviceDeploymentArns: [serviceDeploymentArn],
        }).serviceDeployments,
    );
  }

  tasks(desiredStatus: 'RUNNING' | 'STOPPED' = 'RUNNING'): Task[] {
    const { taskArns = [] } = this.call<ListTasksResponse>('ListTasks', {
      cluster: 'primes',
      serviceName: 'api',
      desiredStatus,
    });
    if (taskArns.length === 0) return [];
    return this.call<DescribeTasksResponse>('DescribeTasks', { cluster: 'primes', tasks: taskArns }).tasks ?? [];
  }

  /** How many of its tasks answer requests now. */
  get healthy(): number {
    return [...(this.region.services.all()[0]?.tasks ?? [])].filter((task) => task.healthy).length;
  }

  /** Lets `seconds` of AWS's time pass, looking after every one of them. */
  async pass(seconds: number, look: () => void = () => {}): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      await this.clock.advance(1000);
      look();
    }
  }

  /** Until the service has completed its deployment and is steady. */
  async settle(): Promise<void> {
    await this.pass(180);
  }

  /** Moves a tag to another one's image, as a push does. */
  point(tag: string, at: string): void {
    this.moved[tag] = at;
  }

  private pull(reference: string): ReturnType<ImageSource['pull']> {
    const [, tag = ''] = /[:@](?:sha256:)?(\w+)$/.exec(reference) ?? [];
    const content = reference.includes('@') ? tag : (this.moved[tag] ?? tag);
    const behaviour = this.tags[content];
    if (!behaviour)
      return { ok: false, reason: `CannotPullContainerError: failed to resolve ref ${reference}: not found` };
    const architecture = this.architectures[content];
    return {
      ok: true,
      digest: `sha256:${content}`,
      file: { command: [behaviour], environment: {}, ...(architecture && { architecture }) },
    };
  }
}
