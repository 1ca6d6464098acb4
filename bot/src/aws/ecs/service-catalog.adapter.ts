import { Injectable } from '@nestjs/common';
import { paginateListClusters, paginateListServices } from '@aws-sdk/client-ecs';
import type { Environment, Home } from '../../domain/services/environment.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { ClusterNotFoundError } from '../../domain/services/services.errors';
import { EcsServiceCatalog } from '../../domain/services/services.port';
import { Accounts } from '../doors/accounts';
import { AwsClients } from '../doors/aws-clients';
import { inWords } from '../doors/aws-errors';
import { nameOf } from '../arn';

/** Which services exist, by ECS's own lists. */
@Injectable()
export class ServiceCatalogAdapter extends EcsServiceCatalog {
  constructor(
    private readonly clients: AwsClients,
    private readonly accounts: Accounts,
  ) {
    super();
  }

  override home({ name }: Environment): Promise<Home> {
    return this.accounts.homeOf(name);
  }

  override async list(environment: Environment): Promise<ServiceRef[]> {
    const named = await this.clustersOf(environment);
    try {
      return (await Promise.all(named.map((cluster) => this.services(environment.name, cluster)))).flat();
    } catch (error) {
      throw inWords(error);
    }
  }

  override async clustersOf({ name, clusters }: Environment): Promise<readonly string[]> {
    try {
      return clusters && clusters.length > 0 ? clusters : await this.clusters(name);
    } catch (error) {
      throw inWords(error);
    }
  }

  private async clusters(environment: string): Promise<string[]> {
    const { ecs: client } = this.clients.look(environment);
    const names: string[] = [];
    for await (const page of paginateListClusters({ client, pageSize: 100 }, {})) {
      names.push(...(page.clusterArns ?? []).map(nameOf));
    }
    return names;
  }

  private async services(environment: string, cluster: string): Promise<ServiceRef[]> {
    const { ecs: client } = this.clients.look(environment);
    const refs: ServiceRef[] = [];
    try {
      for await (const page of paginateListServices({ client, pageSize: 100 }, { cluster })) {
        refs.push(...(page.serviceArns ?? []).map((arn) => ({ environment, cluster, service: nameOf(arn) })));
      }
    } catch (error) {
      if (error instanceof Error && error.name === 'ClusterNotFoundException') throw new ClusterNotFoundError(cluster);
      throw error;
    }
    return refs;
  }
}
