import type { DeleteTargetGroupInput, DeleteTargetGroupOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';

/** One that does not exist counts as deleted. */
export const deleteTargetGroup = operation<Elbv2Region, DeleteTargetGroupInput, DeleteTargetGroupOutput>({
  name: 'DeleteTargetGroup',
  run({ TargetGroupArn = '' }, { state }) {
    if (!state.exists(TargetGroupArn)) return {};
    const group = state.targetGroup(TargetGroupArn);
    if (state.listeners.loadBalancerArnsOf(group).length > 0) {
      throw new AwsFault(
        'ResourceInUseException',
        `Target group '${TargetGroupArn}' is currently in use by a listener or a rule`,
      );
    }
    state.removeTargetGroup(group);
    return {};
  },
});
