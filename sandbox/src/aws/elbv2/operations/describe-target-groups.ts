import type { DescribeTargetGroupsInput, DescribeTargetGroupsOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import { checkRange, targetGroupNotFound, validationError } from '../elbv2.faults';
import type { Elbv2Region } from '../state/elbv2.region';
import { pages } from '../elbv2.page';
import type { TargetGroup } from '../state/target-group';

export const describeTargetGroups = operation<Elbv2Region, DescribeTargetGroupsInput, DescribeTargetGroupsOutput>({
  name: 'DescribeTargetGroups',
  run(input, { state }) {
    checkRange(input.PageSize, 'pageSize', 1, 400);
    const { items, next } = pages.of(chosen(input, state), { token: input.Marker, size: input.PageSize });
    return {
      TargetGroups: items.map((group) => group.shape(state.listeners.loadBalancerArnsOf(group))),
      NextMarker: next,
    };
  },
});

function chosen(
  { LoadBalancerArn, TargetGroupArns, Names }: DescribeTargetGroupsInput,
  state: Elbv2Region,
): TargetGroup[] {
  const given = [LoadBalancerArn, TargetGroupArns?.[0], Names?.[0]].filter((value) => value !== undefined);
  if (given.length > 1) {
    throw validationError('You can specify only one of: load balancer ARN, target group names, target group ARNs');
  }
  const all = state.listTargetGroups();
  if (TargetGroupArns?.length) return TargetGroupArns.map((arn) => state.targetGroup(arn));
  if (Names?.length) {
    return Names.map((name) => {
      const found = all.find(({ settings }) => settings.name === name);
      if (!found) throw targetGroupNotFound();
      return found;
    });
  }
  if (LoadBalancerArn === undefined) return all;
  const { arn } = state.loadBalancer(LoadBalancerArn).settings;
  return all.filter((group) => state.listeners.loadBalancerArnsOf(group).includes(arn));
}
