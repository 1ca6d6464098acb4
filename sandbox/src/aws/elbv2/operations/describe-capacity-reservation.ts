import type {
  DescribeCapacityReservationInput,
  DescribeCapacityReservationOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';

/** ModifyCapacityReservation is not served, so no load balancer has reserved anything. */
export const describeCapacityReservation = operation<
  Elbv2Region,
  DescribeCapacityReservationInput,
  DescribeCapacityReservationOutput
>({
  name: 'DescribeCapacityReservation',
  run({ LoadBalancerArn }, { state }) {
    state.loadBalancer(LoadBalancerArn);
    return { DecreaseRequestsRemaining: 0, CapacityReservationState: [] };
  },
});
