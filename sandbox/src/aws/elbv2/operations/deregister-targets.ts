import type { DeregisterTargetsInput, DeregisterTargetsOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';
import { targetsFrom } from '../checks/targets';

/** A target that is not registered is no error (ELB API reference, DeregisterTargets). */
export const deregisterTargets = operation<Elbv2Region, DeregisterTargetsInput, DeregisterTargetsOutput>({
  name: 'DeregisterTargets',
  unsupported: ['Targets[].QuicServerId'],
  run({ TargetGroupArn, Targets = [] }, { state }) {
    const group = state.targetGroup(TargetGroupArn);
    for (const target of targetsFrom(Targets, group)) group.pool.deregister(target);
    return {};
  },
});
