import {
  CreatePrivateDnsNamespaceCommand,
  CreatePrivateDnsNamespaceRequest$,
  DeleteNamespaceCommand,
  GetNamespaceCommand,
  GetOperationCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type CreatePrivateDnsNamespaceRequest,
  type Operation,
  type ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import { asText } from '../template/template';
import type { Clients } from './clients';
import { realType } from './define';
import { HandlerError, isNotFound, type Making } from './provider';
import { sdkInput } from './sdk-properties';
import { tagChange } from './tags';

/** A private namespace of Cloud Map, which is made and removed by operations that take their time. */
export const discoveryNamespace = ({ discovery }: Clients) =>
  realType({
    type: 'AWS::ServiceDiscovery::PrivateDnsNamespace',
    schema: CreatePrivateDnsNamespaceRequest$,
    rules: { replaced: 'Name Vpc', updated: 'Tags', fixed: 'Description Properties' },
    required: ['Name', 'Vpc'],
    attributes: ['Arn', 'HostedZoneId', 'Id'],
    async create(properties, making) {
      const input = sdkInput<CreatePrivateDnsNamespaceRequest>(CreatePrivateDnsNamespaceRequest$, properties);
      const { OperationId } = await discovery.send(new CreatePrivateDnsNamespaceCommand(input));
      const { Targets } = await finished(discovery, OperationId!, making);
      const Id = Targets!.NAMESPACE!;
      making.initiated(Id);
      const { Namespace } = await discovery.send(new GetNamespaceCommand({ Id }));
      const HostedZoneId = Namespace?.Properties?.DnsProperties?.HostedZoneId ?? '';
      return { physicalId: Id, attributes: { Arn: Namespace!.Arn!, HostedZoneId, Id } };
    },
    async update(made, change) {
      const ResourceARN = asText(made.attributes['Arn']);
      const { set, removed } = tagChange(change);
      if (set.length > 0) await discovery.send(new TagResourceCommand({ ResourceARN, Tags: set }));
      if (removed.length > 0) await discovery.send(new UntagResourceCommand({ ResourceARN, TagKeys: removed }));
      return made;
    },
    async delete({ physicalId }, _, making) {
      try {
        const { OperationId } = await discovery.send(new DeleteNamespaceCommand({ Id: physicalId }));
        await finished(discovery, OperationId!, making);
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
    },
  });

async function finished(discovery: ServiceDiscoveryClient, OperationId: string, making: Making): Promise<Operation> {
  let operation: Operation = {};
  await making.until(async () => {
    operation = (await discovery.send(new GetOperationCommand({ OperationId }))).Operation ?? {};
    if (operation.Status === 'FAIL') {
      throw new HandlerError(
        operation.ErrorMessage ?? `The operation ${OperationId} failed.`,
        'GeneralServiceException',
      );
    }
    return operation.Status === 'SUCCESS';
  });
  return operation;
}
