import type {
  DescribeTargetGroupAttributesInput,
  DescribeTargetGroupAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';

export const describeTargetGroupAttributes = operation<
  Elbv2Region,
  DescribeTargetGroupAttributesInput,
  DescribeTargetGroupAttributesOutput
>({
  name: 'DescribeTargetGroupAttributes',
  run({ TargetGroupArn }, { state }) {
    return { Attributes: state.targetGroup(TargetGroupArn).attributes.list() };
  },
});
