import {
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
  RegisterScalableTargetRequest$,
  type RegisterScalableTargetRequest,
} from '@aws-sdk/client-application-auto-scaling';
import type { Clients } from './clients';
import { realType } from './define';
import { alreadyExists, unlessGone } from './provider';
import { sdkInput } from './sdk-properties';

const TYPE = 'AWS::ApplicationAutoScaling::ScalableTarget';

/** What a scalable target is known by. Its physical id is `<resource id>|<dimension>|<namespace>`. */
export interface TargetKey {
  ResourceId: string;
  ScalableDimension: 'ecs:service:DesiredCount';
  ServiceNamespace: 'ecs';
}

/** The range in which a service is scaled. */
export const scalingTarget = ({ scaling }: Clients) =>
  realType({
    type: TYPE,
    schema: RegisterScalableTargetRequest$,
    rules: {
      replaced: 'ResourceId ScalableDimension ServiceNamespace',
      updated: 'MaxCapacity MinCapacity RoleARN SuspendedState',
      absent: 'ScheduledActions',
    },
    required: ['MaxCapacity', 'MinCapacity', 'ResourceId', 'ScalableDimension', 'ServiceNamespace'],
    attributes: ['Id'],
    async create(properties, making) {
      const input = sdkInput<RegisterScalableTargetRequest>(RegisterScalableTargetRequest$, properties);
      const physicalId = `${input.ResourceId}|${input.ScalableDimension}|${input.ServiceNamespace}`;
      const { ResourceId, ScalableDimension, ServiceNamespace } = targetKey(physicalId);
      const { ScalableTargets } = await scaling.send(
        new DescribeScalableTargetsCommand({ ResourceIds: [ResourceId], ScalableDimension, ServiceNamespace }),
      );
      if (ScalableTargets?.length) throw alreadyExists(TYPE, physicalId);
      await scaling.send(new RegisterScalableTargetCommand(input));
      making.initiated(physicalId);
      return { physicalId, attributes: { Id: physicalId } };
    },
    async update(made, { after }) {
      const input = sdkInput<RegisterScalableTargetRequest>(RegisterScalableTargetRequest$, after);
      await scaling.send(new RegisterScalableTargetCommand(input));
      return made;
    },
    delete: ({ physicalId }) => unlessGone(scaling.send(new DeregisterScalableTargetCommand(targetKey(physicalId)))),
  });

/** @param id a scalable target's physical id, which is what a policy's ScalingTargetId is */
export function targetKey(id: string): TargetKey {
  const [ResourceId = '', ScalableDimension, ServiceNamespace] = id.split('|');
  return { ResourceId, ScalableDimension, ServiceNamespace } as TargetKey;
}
