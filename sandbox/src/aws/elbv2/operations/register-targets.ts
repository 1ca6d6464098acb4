import type { RegisterTargetsInput, RegisterTargetsOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';
import { targetsFrom } from '../checks/targets';

export const registerTargets = operation<Elbv2Region, RegisterTargetsInput, RegisterTargetsOutput>({
  name: 'RegisterTargets',
  unsupported: ['Targets[].QuicServerId'],
  run({ TargetGroupArn, Targets = [] }, { state }) {
    const group = state.targetGroup(TargetGroupArn);
    for (const target of targetsFrom(Targets, group)) group.pool.register(target);
    return {};
  },
});
