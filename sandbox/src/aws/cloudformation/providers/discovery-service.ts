import {
  CreateServiceCommand,
  CreateServiceRequest$,
  DeleteServiceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type CreateServiceRequest,
} from '@aws-sdk/client-servicediscovery';
import { asText } from '../template/template';
import type { Clients } from './clients';
import { realType, textOf } from './define';
import { unlessGone } from './provider';
import { sdkInput } from './sdk-properties';
import { tagChange } from './tags';

/** A service of Cloud Map, in which an ECS service registers its tasks. One that still has instances cannot be removed. */
export const discoveryService = ({ discovery }: Clients) =>
  realType({
    type: 'AWS::ServiceDiscovery::Service',
    schema: CreateServiceRequest$,
    rules: {
      replaced: 'HealthCheckCustomConfig Name NamespaceId Type',
      updated: 'Tags',
      fixed: 'Description DnsConfig HealthCheckConfig',
      absent: 'ServiceAttributes',
    },
    attributes: ['Arn', 'Id', 'Name'],
    async create(properties, making) {
      const Name = textOf(properties, 'Name') ?? making.generatedName();
      const input = sdkInput<CreateServiceRequest>(CreateServiceRequest$, properties);
      const { Service } = await discovery.send(new CreateServiceCommand({ ...input, Name }));
      const { Id, Arn } = Service!;
      making.initiated(Id!);
      return { physicalId: Id!, attributes: { Arn: Arn!, Id: Id!, Name } };
    },
    async update(made, change) {
      const ResourceARN = asText(made.attributes['Arn']);
      const { set, removed } = tagChange(change);
      if (set.length > 0) await discovery.send(new TagResourceCommand({ ResourceARN, Tags: set }));
      if (removed.length > 0) await discovery.send(new UntagResourceCommand({ ResourceARN, TagKeys: removed }));
      return made;
    },
    delete: ({ physicalId }) => unlessGone(discovery.send(new DeleteServiceCommand({ Id: physicalId }))),
  });
