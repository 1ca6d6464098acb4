import type { DeleteLoadBalancerInput, DeleteLoadBalancerOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';

/** One that does not exist counts as deleted (ELB API reference, DeleteLoadBalancer). */
export const deleteLoadBalancer = operation<Elbv2Region, DeleteLoadBalancerInput, DeleteLoadBalancerOutput>({
  name: 'DeleteLoadBalancer',
  async run({ LoadBalancerArn }, { state }) {
    const balancer = state.listLoadBalancers().find(({ settings }) => settings.arn === LoadBalancerArn);
    if (!balancer) return {};
    if (balancer.attributes.get('deletion_protection.enabled') === 'true') {
      throw new AwsFault(
        'OperationNotPermittedException',
        `Load balancer '${LoadBalancerArn}' cannot be deleted because deletion protection is enabled`,
      );
    }
    await state.removeLoadBalancer(balancer);
    return {};
  },
});
