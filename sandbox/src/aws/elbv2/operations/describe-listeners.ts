import type { DescribeListenersInput, DescribeListenersOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import { checkRange, validationError } from '../elbv2.faults';
import type { Elbv2Region } from '../state/elbv2.region';
import { pages } from '../elbv2.page';

export const describeListeners = operation<Elbv2Region, DescribeListenersInput, DescribeListenersOutput>({
  name: 'DescribeListeners',
  run({ LoadBalancerArn, ListenerArns, Marker, PageSize }, { state }) {
    checkRange(PageSize, 'pageSize', 1, 400);
    if (!ListenerArns?.length && LoadBalancerArn === undefined) {
      throw validationError('You must specify either listener ARNs or a load balancer ARN');
    }
    const chosen = ListenerArns?.length
      ? ListenerArns.map((arn) => state.listeners.named(arn))
      : state.listeners.of(state.loadBalancer(LoadBalancerArn).settings.arn);
    const { items, next } = pages.of(chosen, { token: Marker, size: PageSize });
    return { Listeners: items.map((listener) => listener.shape()), NextMarker: next };
  },
});
