import type {
  ModifyLoadBalancerAttributesInput,
  ModifyLoadBalancerAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';

export const modifyLoadBalancerAttributes = operation<
  Elbv2Region,
  ModifyLoadBalancerAttributesInput,
  ModifyLoadBalancerAttributesOutput
>({
  name: 'ModifyLoadBalancerAttributes',
  run({ LoadBalancerArn, Attributes = [] }, { state }) {
    const { attributes } = state.loadBalancer(LoadBalancerArn);
    attributes.set(Attributes);
    return { Attributes: attributes.list() };
  },
});
