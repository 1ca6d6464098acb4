import {
  CreateClusterCommand,
  CreateClusterRequest$,
  DeleteClusterCommand,
  DescribeClustersCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type CreateClusterRequest,
} from '@aws-sdk/client-ecs';
import { asText, type Properties } from '../template/template';
import type { Clients } from './clients';
import { realType, textOf } from './define';
import { alreadyExists, unlessGone } from './provider';
import { sdkInput } from './sdk-properties';
import { lowerCase, tagChange } from './tags';

const TYPE = 'AWS::ECS::Cluster';

/** A cluster. The sandbox has no UpdateCluster, so only its tags change in place. */
export const ecsCluster = ({ ecs }: Clients) =>
  realType({
    type: TYPE,
    schema: CreateClusterRequest$,
    rules: {
      replaced: 'ClusterName',
      updated: 'Tags',
      fixed: 'ClusterSettings Configuration CapacityProviders DefaultCapacityProviderStrategy',
      absent: 'ServiceConnectDefaults',
    },
    own: ['ClusterSettings'],
    attributes: ['Arn'],
    async create(properties, making) {
      const clusterName = textOf(properties, 'ClusterName') ?? making.generatedName();
      const { clusters } = await ecs.send(new DescribeClustersCommand({ clusters: [clusterName] }));
      if (clusters?.some(({ status }) => status === 'ACTIVE')) throw alreadyExists(TYPE, clusterName);
      const { ClusterSettings, ...others } = properties;
      const settings: Properties = ClusterSettings === undefined ? {} : { Settings: ClusterSettings };
      const input = sdkInput<CreateClusterRequest>(CreateClusterRequest$, { ...others, ...settings });
      const { cluster } = await ecs.send(new CreateClusterCommand({ ...input, clusterName }));
      making.initiated(clusterName);
      return { physicalId: clusterName, attributes: { Arn: cluster!.clusterArn! } };
    },
    async update(made, change) {
      const resourceArn = asText(made.attributes['Arn']);
      const { set, removed } = tagChange(change);
      if (set.length > 0) await ecs.send(new TagResourceCommand({ resourceArn, tags: lowerCase(set) }));
      if (removed.length > 0) await ecs.send(new UntagResourceCommand({ resourceArn, tagKeys: removed }));
      return made;
    },
    delete: ({ physicalId }) => unlessGone(ecs.send(new DeleteClusterCommand({ cluster: physicalId }))),
  });
