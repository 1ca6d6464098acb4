import {
  DeleteNamespaceCommand,
  DeleteServiceCommand,
  DeregisterInstanceCommand,
  GetOperationCommand,
  InstanceNotFound,
  ListTagsForResourceCommand,
  NamespaceNotFound,
  paginateListInstances,
  paginateListNamespaces,
  paginateListServices,
  type ServiceDiscoveryClient,
  ServiceNotFound,
} from '@aws-sdk/client-servicediscovery';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../terminal/failure';
import type { InstanceFacts, NamespaceFacts, ServiceFacts } from './facts';

const BETWEEN_LOOKS_MS = 500;
/** An operation of Cloud Map takes a minute at most; a DNS change that is stuck takes for ever. */
const PATIENCE_MS = 300_000;

/** What is read of Cloud Map and removed from it, in the client's region. */
export class CloudMap {
  constructor(private readonly client: ServiceDiscoveryClient) {}

  /** Every namespace of the account, with its services and their instances. */
  async namespaces(): Promise<NamespaceFacts[]> {
    const found: NamespaceFacts[] = [];
    for await (const { Namespaces = [] } of paginateListNamespaces({ client: this.client }, {})) {
      for (const { Id = '', Arn = '', Name = '' } of Namespaces) {
        const [madeByEcs, services] = await Promise.all([this.madeByEcs(Arn), this.services(Id)]);
        found.push({ id: Id, arn: Arn, name: Name, madeByEcs, services });
      }
    }
    return found;
  }

  /** Begins to deregister an instance. @returns the operation to wait for; undefined where it is gone already. */
  async deregister(ServiceId: string, InstanceId: string): Promise<string | undefined> {
    const asked = this.client.send(new DeregisterInstanceCommand({ ServiceId, InstanceId }));
    return (await unlessGone(asked))?.OperationId;
  }

  async deleteService(Id: string): Promise<void> {
    await unlessGone(this.client.send(new DeleteServiceCommand({ Id })));
  }

  /** Begins to delete a namespace. @returns the operation to wait for; undefined where it is gone already. */
  async deleteNamespace(Id: string): Promise<string | undefined> {
    return (await unlessGone(this.client.send(new DeleteNamespaceCommand({ Id }))))?.OperationId;
  }

  /**
   * Waits until an operation has succeeded.
   * @param what what it does, for the sentence where it does not: "Deleting the namespace primes.internal"
   * @throws Refusal where it fails, or does not end in five minutes
   */
  async finished(OperationId: string, what: string): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(BETWEEN_LOOKS_MS)) {
      const { Operation } = await this.client.send(new GetOperationCommand({ OperationId }));
      if (Operation?.Status === 'SUCCESS') return;
      if (Operation?.Status !== 'FAIL') continue;
      const { ErrorCode = 'no code', ErrorMessage = 'no reason given' } = Operation;
      throw new Refusal(`${what} failed: ${ErrorMessage} (${ErrorCode}). Mend that, and run this again.`);
    }
    throw new Refusal(
      `${what} has not ended after ${PATIENCE_MS / 60_000} minutes (operation ${OperationId}). Run this again later; it goes on where it stopped.`,
    );
  }

  private async services(namespaceId: string): Promise<ServiceFacts[]> {
    const found: ServiceFacts[] = [];
    const Filters = [{ Name: 'NAMESPACE_ID' as const, Values: [namespaceId] }];
    for await (const { Services = [] } of paginateListServices({ client: this.client }, { Filters })) {
      for (const { Id = '', Arn = '', Name = '' } of Services) {
        const [madeByEcs, instances] = await Promise.all([this.madeByEcs(Arn), this.instances(Id)]);
        found.push({ id: Id, arn: Arn, name: Name, madeByEcs, instances });
      }
    }
    return found;
  }

  private async instances(ServiceId: string): Promise<InstanceFacts[]> {
    const found: InstanceFacts[] = [];
    for await (const { Instances = [] } of paginateListInstances({ client: this.client }, { ServiceId })) {
      for (const { Id = '', Attributes = {} } of Instances) {
        const { ECS_CLUSTER_NAME: cluster, ECS_SERVICE_NAME: service } = Attributes;
        found.push({ id: Id, ...(cluster && service && { ecs: { cluster, service } }) });
      }
    }
    return found;
  }

  private async madeByEcs(ResourceARN: string): Promise<boolean> {
    const { Tags = [] } = await this.client.send(new ListTagsForResourceCommand({ ResourceARN }));
    return Tags.some(({ Key, Value }) => Key === 'AmazonECSManaged' && Value === 'true');
  }
}

/** What was to be removed and is not there counts as removed: somebody else was quicker, or this ran before. */
async function unlessGone<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    const gone = [InstanceNotFound, ServiceNotFound, NamespaceNotFound].some((kind) => error instanceof kind);
    if (gone) return undefined;
    throw error;
  }
}
