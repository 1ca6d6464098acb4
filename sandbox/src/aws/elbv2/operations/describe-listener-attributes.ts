import type {
  DescribeListenerAttributesInput,
  DescribeListenerAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';

export const describeListenerAttributes = operation<
  Elbv2Region,
  DescribeListenerAttributesInput,
  DescribeListenerAttributesOutput
>({
  name: 'DescribeListenerAttributes',
  run({ ListenerArn }, { state }) {
    return { Attributes: state.listeners.named(ListenerArn).attributes.list() };
  },
});
