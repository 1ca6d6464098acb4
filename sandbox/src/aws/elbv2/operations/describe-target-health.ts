import type {
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput,
  TargetHealthDescription,
  TargetHealthReasonEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Target, TargetHealth } from '../../engine/targets.port';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';
import type { TargetGroup } from '../state/target-group';
import { targetFrom } from '../checks/targets';

const NOT_REGISTERED: TargetHealth = {
  state: 'unused',
  reason: 'Target.NotRegistered',
  description: 'Target is not registered to the target group',
};

/** Every registered target, or those asked for: one that is not registered is answered as `unused`. */
export const describeTargetHealth = operation<Elbv2Region, DescribeTargetHealthInput, DescribeTargetHealthOutput>({
  name: 'DescribeTargetHealth',
  unsupported: ['Include'],
  run({ TargetGroupArn, Targets }, { state }) {
    const group = state.targetGroup(TargetGroupArn);
    const asked = Targets?.length
      ? Targets.map((given) => {
          const target = targetFrom(given, group);
          return { target, health: group.pool.health(target) ?? NOT_REGISTERED };
        })
      : group.pool.list();
    return {
      TargetHealthDescriptions: asked.map(({ target, health }) => described(target, health, group, state.region)),
    };
  },
});

function described(target: Target, health: TargetHealth, group: TargetGroup, region: string): TargetHealthDescription {
  return {
    Target: { Id: target.id, Port: target.port, AvailabilityZone: zoneOf(target, region) },
    HealthCheckPort: String(group.settings.healthCheck.port ?? target.port),
    TargetHealth: {
      State: health.state,
      ...(health.reason === undefined ? {} : { Reason: health.reason as TargetHealthReasonEnum }),
      ...(health.description === undefined ? {} : { Description: health.description }),
    },
    AdministrativeOverride: {
      State: 'no_override',
      Reason: 'AdministrativeOverride.NoOverride',
      Description: 'No override is currently active on target',
    },
  };
}

/** A task's address is 10.0.x.y, and x tells its subnet and so its zone. */
const zoneOf = ({ id }: Target, region: string): string => region + 'abc'.charAt(Number(id.split('.')[2]) % 3);
