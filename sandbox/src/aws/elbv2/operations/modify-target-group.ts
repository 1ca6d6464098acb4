import type { ModifyTargetGroupInput, ModifyTargetGroupOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';
import { healthCheckFrom, UNSERVED_IN_HEALTH_CHECKS } from '../checks/health-check';

/** Changes the health check; targets that are registered are checked by the new settings from their next check on. */
export const modifyTargetGroup = operation<Elbv2Region, ModifyTargetGroupInput, ModifyTargetGroupOutput>({
  name: 'ModifyTargetGroup',
  unsupported: UNSERVED_IN_HEALTH_CHECKS,
  run(input, { state }) {
    const group = state.targetGroup(input.TargetGroupArn);
    group.settings.healthCheck = healthCheckFrom(input, group.settings.healthCheck);
    return { TargetGroups: [group.shape(state.listeners.loadBalancerArnsOf(group))] };
  },
});
