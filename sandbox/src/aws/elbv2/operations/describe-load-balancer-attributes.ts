import type {
  DescribeLoadBalancerAttributesInput,
  DescribeLoadBalancerAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';

export const describeLoadBalancerAttributes = operation<
  Elbv2Region,
  DescribeLoadBalancerAttributesInput,
  DescribeLoadBalancerAttributesOutput
>({
  name: 'DescribeLoadBalancerAttributes',
  run({ LoadBalancerArn }, { state }) {
    return { Attributes: state.loadBalancer(LoadBalancerArn).attributes.list() };
  },
});
