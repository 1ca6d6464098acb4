import type {
  ModifyTargetGroupAttributesInput,
  ModifyTargetGroupAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';

export const modifyTargetGroupAttributes = operation<
  Elbv2Region,
  ModifyTargetGroupAttributesInput,
  ModifyTargetGroupAttributesOutput
>({
  name: 'ModifyTargetGroupAttributes',
  run({ TargetGroupArn, Attributes = [] }, { state }) {
    const { attributes } = state.targetGroup(TargetGroupArn);
    attributes.set(Attributes);
    return { Attributes: attributes.list() };
  },
});
