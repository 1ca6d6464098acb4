import { CreateRepositoryCommand, BatchGetImageCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import {
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import type {
  ContainerDefinition,
  CreateServiceCommandInput,
  RegisterTaskDefinitionCommandInput,
  UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import type { clientOf } from '../stack';
import { waitFor } from '../wait-for';
import { WELL } from './containers';

/** What is deployed to a service of its own. */
export interface Deployed {
  name: string;
  /** One that runs on where they are left out. */
  containers?: ContainerDefinition[];
  taskDefinition?: Partial<RegisterTaskDefinitionCommandInput>;
  service?: Partial<CreateServiceCommandInput>;
  /** What the launches of its tasks fail with. */
  fault?: string;
  /** Behind the load balancer. */
  balanced?: true;
}

const CLUSTER = 'primes';
const DEADLINE_MS = 45_000;

/** Services that others make and deploy to, many side by side. */
export class Deployments {
  private readonly ecs: ECSClient;
  private rules = 0;

  /** @param aws the sandbox's address */
  constructor(
    readonly client: ReturnType<typeof clientOf>,
    private readonly aws: string,
  ) {
    this.ecs = new ECSClient(client);
  }

  /** An image that says by its name that it is no service's own. */
  async pushProxy(): Promise<void> {
    const ecr = new ECRClient(this.client);
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'envoy' }));
    const asked = new BatchGetImageCommand({ repositoryName: 'primes-api', imageIds: [{ imageTag: '1.0.0' }] });
    const { imageManifest, imageManifestMediaType } = (await ecr.send(asked)).images![0]!;
    await ecr.send(
      new PutImageCommand({ repositoryName: 'envoy', imageTag: '1', imageManifest, imageManifestMediaType }),
    );
  }

  /** A service of so many tasks that run well; two failed tasks end a deployment of it, and nothing is brought back. */
  async create({ name, service = {}, balanced }: Deployed, containers = [WELL], desiredCount = 0): Promise<void> {
    const { networkConfiguration } = await this.described('primes-api');
    await this.register(name, containers);
    const balancing = balanced ? await this.behind(name) : {};
    await this.ecs.send(
      new CreateServiceCommand({
        cluster: CLUSTER,
        serviceName: name,
        taskDefinition: name,
        desiredCount,
        launchType: 'FARGATE',
        networkConfiguration,
        deploymentConfiguration: {
          deploymentCircuitBreaker: {
            enable: true,
            rollback: false,
            thresholdConfiguration: { type: 'COUNT', value: 2 },
          },
        },
        ...balancing,
        ...service,
      }),
    );
    await this.steady(name);
  }

  /** Deploys other containers to a service, as a new revision of its task definition. */
  async deploy(
    { name, containers = [WELL], taskDefinition }: Deployed,
    change: Partial<UpdateServiceCommandInput> = { desiredCount: 1 },
  ): Promise<void> {
    await this.register(name, containers, taskDefinition);
    await this.update(name, { taskDefinition: name, ...change });
  }

  async update(service: string, change: Partial<UpdateServiceCommandInput>): Promise<void> {
    await this.ecs.send(new UpdateServiceCommand({ cluster: CLUSTER, service, ...change }));
  }

  async described(service: string) {
    const { services } = await this.ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: [service] }));
    return services![0]!;
  }

  /** Waits until the deployment of a service failed for ECS, or has failed tasks that nothing ends. */
  failed(service: string): Promise<void> {
    return this.until(service, 'to fail', async () => {
      const { deployments = [], events = [] } = await this.described(service);
      const primary = deployments.find(({ status }) => status === 'PRIMARY');
      return (
        primary?.rolloutState === 'FAILED' || events.some(({ message }) => /deployment failed/.test(message ?? ''))
      );
    });
  }

  /** Waits until a service is set to nothing but its newest deployment, and that is done. */
  steady(service: string): Promise<void> {
    return this.until(service, 'to be steady', async () => {
      const { deployments = [], desiredCount, runningCount } = await this.described(service);
      return deployments.length === 1 && deployments[0]!.rolloutState === 'COMPLETED' && desiredCount === runningCount;
    });
  }

  /** Lets the launches of a service's tasks fail, for good or so many times. */
  async fault(family: string, failure: string, count?: number): Promise<void> {
    const response = await fetch(`${this.aws}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'launch', failure, family, ...(count === undefined ? {} : { count }) }),
    });
    if (!response.ok) throw new Error(`The fault ${failure} was answered ${response.status}: ${await response.text()}`);
  }

  /** Waits until ECS has said something of a service. */
  says(service: string, expected: RegExp): Promise<void> {
    return this.until(service, `to be said ${expected} of`, async () => {
      const { events = [] } = await this.described(service);
      return events.some(({ message }) => expected.test(message ?? ''));
    });
  }

  async until(service: string, what: string, look: () => Promise<boolean>): Promise<void> {
    await waitFor(`${service} ${what}`, async () => (await look()) || undefined, DEADLINE_MS);
  }

  private async register(
    family: string,
    containerDefinitions: ContainerDefinition[],
    more: Partial<RegisterTaskDefinitionCommandInput> = {},
  ): Promise<void> {
    await this.ecs.send(
      new RegisterTaskDefinitionCommand({
        family,
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        cpu: '256',
        memory: '512',
        executionRoleArn: 'arn:aws:iam::000000000000:role/exec',
        taskRoleArn: 'arn:aws:iam::000000000000:role/task',
        containerDefinitions,
        ...more,
      }),
    );
  }

  /** A target group of its own behind the world's listener. */
  private async behind(name: string): Promise<Partial<CreateServiceCommandInput>> {
    const [balancer = ''] = await this.balancing('DescribeLoadBalancers', {}, 'LoadBalancerArn');
    const [listener = ''] = await this.balancing('DescribeListeners', { LoadBalancerArn: balancer }, 'ListenerArn');
    const checks = {
      HealthCheckPath: '/',
      HealthCheckIntervalSeconds: '10',
      HealthCheckTimeoutSeconds: '2',
      HealthyThresholdCount: '2',
      UnhealthyThresholdCount: '2',
    };
    const group = { Name: name, Protocol: 'HTTP', Port: '80', VpcId: 'vpc-1', TargetType: 'ip', ...checks };
    const [targetGroupArn = ''] = await this.balancing('CreateTargetGroup', group, 'TargetGroupArn');
    const rule = {
      ListenerArn: listener,
      Priority: String(++this.rules),
      'Conditions.member.1.Field': 'path-pattern',
      'Conditions.member.1.Values.member.1': `/${name}`,
      'Actions.member.1.Type': 'forward',
      'Actions.member.1.TargetGroupArn': targetGroupArn,
    };
    await this.balancing('CreateRule', rule, 'RuleArn');
    return { loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 80 }] };
  }

  /** Asks Elastic Load Balancing, and answers what stands in the elements of that name. */
  private async balancing(Action: string, asked: Record<string, string>, element: string): Promise<string[]> {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=test/20260101/us-west-2/elasticloadbalancing/aws4_request, SignedHeaders=host, Signature=0';
    const body = new URLSearchParams({ Action, Version: '2015-12-01', ...asked });
    const response = await fetch(this.aws, { method: 'POST', headers: { authorization }, body });
    const xml = await response.text();
    if (!response.ok) throw new Error(`${Action} was answered ${response.status}: ${xml}`);
    return [...xml.matchAll(new RegExp(`<${element}>([^<]+)</`, 'g'))].map(([, found = '']) => found);
  }
}
