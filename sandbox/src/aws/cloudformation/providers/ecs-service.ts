import {
  CreateServiceCommand,
  CreateServiceRequest$,
  DeleteServiceCommand,
  DescribeServicesCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateServiceCommand,
  UpdateServiceRequest$,
  type CreateServiceRequest,
  type ECSClient,
  type Service,
  type UpdateServiceRequest,
} from '@aws-sdk/client-ecs';
import type { Properties } from '../template/template';
import type { Clients } from './clients';
import { only, realType, textOf } from './define';
import { steadyService } from './ecs-steady';
import { alreadyExists, isNotFound, type MadeResource } from './provider';
import { sdkInput } from './sdk-properties';
import { lowerCase, tagChange } from './tags';

const TYPE = 'AWS::ECS::Service';

const UPDATED =
  'AvailabilityZoneRebalancing DeploymentConfiguration DesiredCount EnableECSManagedTags EnableExecuteCommand ' +
  'HealthCheckGracePeriodSeconds LoadBalancers NetworkConfiguration PlacementConstraints PlacementStrategies ' +
  'PlatformVersion PropagateTags ServiceRegistries TaskDefinition';

/** A service, which is made or changed only once it is steady; see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html */
export const ecsService = ({ ecs }: Clients) =>
  realType({
    type: TYPE,
    schema: CreateServiceRequest$,
    rules: {
      updated: `${UPDATED} Tags`,
      replaced: 'Cluster DeploymentController LaunchType Role SchedulingStrategy ServiceName',
      absent:
        'CapacityProviderStrategy ForceNewDeployment ServiceConnectConfiguration VolumeConfigurations VpcLatticeConfigurations',
    },
    own: ['PlacementStrategies'],
    attributes: ['Name', 'ServiceArn'],
    async create(properties, making) {
      const serviceName = textOf(properties, 'ServiceName') ?? making.generatedName();
      const cluster = textOf(properties, 'Cluster');
      if (await find(ecs, cluster, serviceName)) throw alreadyExists(TYPE, serviceName);
      const input = sdkInput<CreateServiceRequest>(CreateServiceRequest$, asEcsNames(properties));
      const { service } = await ecs.send(new CreateServiceCommand({ desiredCount: 1, ...input, serviceName }));
      const made = madeOf(service!.serviceArn!, serviceName);
      making.initiated(made.physicalId);
      await steadyService(ecs, service!, making);
      return made;
    },
    async update(made, change, making) {
      const { after } = change;
      const target = { cluster: textOf(after, 'Cluster'), service: made.physicalId };
      const input = sdkInput<UpdateServiceRequest>(UpdateServiceRequest$, asEcsNames(only(after, UPDATED.split(' '))));
      const before = await find(ecs, target.cluster, target.service);
      const { service } = await ecs.send(new UpdateServiceCommand({ ...input, ...target }));
      const { set, removed } = tagChange(change);
      const resourceArn = made.physicalId;
      if (set.length > 0) await ecs.send(new TagResourceCommand({ resourceArn, tags: lowerCase(set) }));
      if (removed.length > 0) await ecs.send(new UntagResourceCommand({ resourceArn, tagKeys: removed }));
      await steadyService(ecs, service!, making, before?.currentServiceDeployment);
      return made;
    },
    async delete({ physicalId }, properties, making) {
      const cluster = textOf(properties, 'Cluster');
      try {
        await ecs.send(new DeleteServiceCommand({ cluster, service: physicalId, force: true }));
      } catch (error) {
        if (isNotFound(error)) return;
        throw error;
      }
      await making.until(async () => !(await find(ecs, cluster, physicalId)));
    },
  });

const madeOf = (arn: string, Name: string): MadeResource => ({
  physicalId: arn,
  attributes: { Name, ServiceArn: arn },
});

/** The template says `PlacementStrategies` for what ECS calls `placementStrategy`. */
function asEcsNames({ PlacementStrategies, ...properties }: Properties): Properties {
  return PlacementStrategies === undefined ? properties : { ...properties, PlacementStrategy: PlacementStrategies };
}

/** The service of that name, one that still drains included. */
async function find(ecs: ECSClient, cluster: string | undefined, service: string): Promise<Service | undefined> {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
  return services?.find(({ status }) => status !== 'INACTIVE');
}
