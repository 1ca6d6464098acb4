import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ListClustersCommand,
  ListServiceDeploymentsCommand,
  ListServicesCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import type { Service } from '@aws-sdk/client-ecs';
import { parseImage } from '../../domain/images/image-ref.types';
import type { Environment } from '../../domain/services/environment.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Untried } from '../../domain/checkup/checkup.types';
import type { ClientSet } from '../doors/client-set';
import { ecrAddress } from '../ecr/ecr-address';
import type { EcrAddress } from '../ecr/ecr-address';
import { nameOf } from '../arn';
import { containerFacts } from '../ecs/main-container';
import { secretsIn } from '../preflight/given-things';
import { memoized } from './memoized';

/** Where no task is there to be described: AWS checks the permission before it looks for the task. */
const NO_TASK = '0'.repeat(32);

export interface TrialCallsParts {
  clients: ClientSet;
  /** The same in another region. */
  clientsIn: (region: string) => ClientSet;
  environment: Environment;
  watch: readonly string[];
  /** All of the environment's; rejects where they cannot be listed. */
  services: () => Promise<ServiceRef[]>;
  now: number;
}

/**
 * What AWS lets the bot look at, tried, with a real service as the subject: what one call answers, the next
 * is asked about, and each is made once.
 */
export class TrialCalls {
  readonly clients: ClientSet;
  readonly clientsIn: TrialCallsParts['clientsIn'];
  readonly now: number;

  constructor(private readonly parts: TrialCallsParts) {
    this.clients = parts.clients;
    this.clientsIn = parts.clientsIn;
    this.now = parts.now;
  }

  /** Where clusters are named the bot never asks which there are, and need not be allowed to. */
  readonly listClusters = memoized(() => {
    if (this.named.length > 0) throw new Untried('not needed: the clusters are named');
    return this.clients.ecs.send(new ListClustersCommand({ maxResults: 100 }));
  });

  readonly listServices = memoized(async () =>
    this.clients.ecs.send(new ListServicesCommand({ cluster: await this.someCluster(), maxResults: 100 })),
  );

  /** The service that everything is tried with: one that is watched, where only some are. */
  readonly subject = memoized(async (): Promise<ServiceRef> => {
    const [watched] = this.watched();
    if (watched) return watched;
    const listed = await this.parts.services().catch(() => {
      throw new Untried('the services cannot be listed');
    });
    if (!listed[0]) throw new Untried('there is no service to try it with');
    return listed[0];
  });

  readonly cluster = memoized(async () => (await this.subject()).cluster);

  readonly describeService = memoized(async () => {
    const { cluster, service } = await this.subject();
    return this.clients.ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
  });

  readonly describeTaskDefinition = memoized(async () => {
    const { taskDefinition } = await this.service();
    return this.clients.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  });

  readonly listTasks = memoized(async () => {
    const { cluster, service: serviceName } = await this.subject();
    return this.clients.ecs.send(new ListTasksCommand({ cluster, serviceName, maxResults: 1 }));
  });

  readonly task = memoized(async () => {
    const { taskArns = [] } = await needed('ecs:ListTasks', this.listTasks());
    return taskArns[0] ?? NO_TASK;
  });

  readonly listServiceDeployments = memoized(async () => {
    const { cluster, service } = await this.subject();
    return this.clients.ecs.send(new ListServiceDeploymentsCommand({ cluster, service, maxResults: 1 }));
  });

  readonly describeServiceDeployment = memoized(async () => {
    const listed = await needed('ecs:ListServiceDeployments', this.listServiceDeployments());
    const arn = listed.serviceDeployments?.[0]?.serviceDeploymentArn;
    if (arn === undefined) throw new Untried('there was no deployment in the last 90 days to try it with');
    return this.clients.ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }));
  });

  readonly describeServiceRevision = memoized(async () => {
    const arn = (await this.service()).currentServiceRevisions?.[0]?.arn;
    if (arn === undefined) throw new Untried('the service has no revision to try it with');
    return this.clients.ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] }));
  });

  /** The first target group that the service is behind. */
  readonly targetGroup = memoized(async () => {
    const { loadBalancers = [] } = await this.service();
    const [arn] = loadBalancers.flatMap(({ targetGroupArn }) => targetGroupArn ?? []);
    if (arn === undefined) throw new Untried(`${serviceWords(await this.subject())} is behind no load balancer`);
    return arn;
  });

  /** The log of a task's first container that has one: no stream of that name may be there, and AWS checks the permission first. */
  readonly log = memoized(async () => {
    const described = await needed('ecs:DescribeTaskDefinition', this.describeTaskDefinition());
    const [found] = containerFacts(described.taskDefinition ?? {}).flatMap(({ name, log }) =>
      log?.driver === 'awslogs' && log.group !== undefined ? [{ ...log, logGroupName: log.group, name }] : [],
    );
    if (!found) throw new Untried(`no container of ${serviceWords(await this.subject())} writes to CloudWatch Logs`);
    const { logGroupName, region, prefix = '', name } = found;
    const task = await this.task().catch(() => NO_TASK);
    return { logGroupName, logStreamName: `${prefix}/${name}/${nameOf(task)}`, region };
  });

  /** The first secret that a container is given. */
  readonly secret = memoized(async () => {
    const described = await needed('ecs:DescribeTaskDefinition', this.describeTaskDefinition());
    const [found] = secretsIn(described.taskDefinition ?? {}).secrets;
    if (!found) throw new Untried(`no container of ${serviceWords(await this.subject())} is given a secret`);
    return found;
  });

  /** The repository of the first image that is in ECR. */
  readonly repository = memoized(async (): Promise<EcrAddress> => {
    const described = await needed('ecs:DescribeTaskDefinition', this.describeTaskDefinition());
    const images = (described.taskDefinition?.containerDefinitions ?? []).flatMap(({ image }) => image ?? []);
    const [address] = images.flatMap((image) => ecrAddress(parseImage(image).repository) ?? []);
    if (!address) throw new Untried(`no image of ${serviceWords(await this.subject())} is in ECR`);
    return address;
  });

  /** ECR in the region of that image, which may be another than the environment's; in this one where no image is in ECR. */
  readonly registry = memoized(async (): Promise<ClientSet['ecr']> => {
    const address = await this.repository().catch(() => undefined);
    return (address ? this.clientsIn(address.region) : this.clients).ecr;
  });

  private async service(): Promise<Service> {
    const { services = [] } = await needed('ecs:DescribeServices', this.describeService());
    if (!services[0]) throw new Untried(`ECS does not know ${serviceWords(await this.subject())}`);
    return services[0];
  }

  private async someCluster(): Promise<string> {
    const known = this.watched()[0]?.cluster ?? this.named[0];
    if (known !== undefined) return known;
    const { clusterArns = [] } = await needed('ecs:ListClusters', this.listClusters());
    const [cluster] = clusterArns.map(nameOf);
    if (cluster === undefined) throw new Untried('there is no cluster to try it with');
    return cluster;
  }

  private get named(): string[] {
    return this.parts.environment.clusters ?? [];
  }

  /** Of this environment, or of any: `staging:shop/api`, `shop/api`. */
  private watched(): ServiceRef[] {
    const { environment, watch } = this.parts;
    return watch.flatMap((words) => {
      const [, of, cluster, service] = /^(?:([^:/]+):)?([^/]+)\/([^/]+)$/.exec(words) ?? [];
      if (!cluster || !service || (of ?? environment.name) !== environment.name) return [];
      return [{ environment: environment.name, cluster, service }];
    });
  }
}

/** What another check is about: why it failed is told there. */
async function needed<T>(action: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof Untried ? error : new Untried(`${action} is needed first`);
  }
}
