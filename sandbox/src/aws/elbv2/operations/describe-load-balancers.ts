import type {
  DescribeLoadBalancersInput,
  DescribeLoadBalancersOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import { checkRange, loadBalancerNotFound, validationError } from '../elbv2.faults';
import type { Elbv2Region } from '../state/elbv2.region';
import { pages } from '../elbv2.page';

export const describeLoadBalancers = operation<Elbv2Region, DescribeLoadBalancersInput, DescribeLoadBalancersOutput>({
  name: 'DescribeLoadBalancers',
  run({ LoadBalancerArns, Names, Marker, PageSize }, { state }) {
    checkRange(PageSize, 'pageSize', 1, 400);
    if (LoadBalancerArns?.length && Names?.length) {
      throw validationError('Load balancer names and load balancer ARNs cannot be specified at the same time');
    }
    const all = state.listLoadBalancers();
    const byName = (name: string) => {
      const found = all.find(({ settings }) => settings.name === name);
      if (!found) throw loadBalancerNotFound();
      return found;
    };
    const chosen = LoadBalancerArns?.length
      ? LoadBalancerArns.map((arn) => state.loadBalancer(arn))
      : Names?.length
        ? Names.map(byName)
        : all;
    const { items, next } = pages.of(chosen, { token: Marker, size: PageSize });
    return { LoadBalancers: items.map((balancer) => balancer.shape(state.now())), NextMarker: next };
  },
});
