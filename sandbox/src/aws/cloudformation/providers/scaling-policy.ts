import {
  DeleteScalingPolicyCommand,
  DescribeScalingPoliciesCommand,
  PutScalingPolicyCommand,
  PutScalingPolicyRequest$,
  type PutScalingPolicyRequest,
} from '@aws-sdk/client-application-auto-scaling';
import type { Properties } from '../template/template';
import type { Clients } from './clients';
import { realType, textOf, without } from './define';
import { alreadyExists, unlessGone } from './provider';
import { targetKey } from './scaling-target';
import { sdkInput } from './sdk-properties';

const TYPE = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const OWN = ['ScalingTargetId'];

/** What scales a service within its range. */
export const scalingPolicy = ({ scaling }: Clients) =>
  realType({
    type: TYPE,
    schema: PutScalingPolicyRequest$,
    rules: {
      replaced: 'PolicyName ResourceId ScalableDimension ScalingTargetId ServiceNamespace',
      updated: 'PolicyType TargetTrackingScalingPolicyConfiguration',
      absent: 'PredictiveScalingPolicyConfiguration StepScalingPolicyConfiguration',
    },
    own: OWN,
    required: ['PolicyName', 'PolicyType'],
    attributes: ['Arn'],
    async create(properties, making) {
      const input = inputOf(properties);
      const { PolicyName, ...target } = keyOf(input);
      const { ScalingPolicies } = await scaling.send(
        new DescribeScalingPoliciesCommand({ ...target, PolicyNames: [PolicyName] }),
      );
      if (ScalingPolicies?.length) throw alreadyExists(TYPE, PolicyName);
      const { PolicyARN } = await scaling.send(new PutScalingPolicyCommand(input));
      making.initiated(PolicyARN!);
      return { physicalId: PolicyARN!, attributes: { Arn: PolicyARN! } };
    },
    async update(made, { after }) {
      await scaling.send(new PutScalingPolicyCommand(inputOf(after)));
      return made;
    },
    delete: (_, properties) => unlessGone(scaling.send(new DeleteScalingPolicyCommand(keyOf(inputOf(properties))))),
  });

/** The target stands in a policy either as its id, or as the three parts of it. */
function inputOf(properties: Properties): PutScalingPolicyRequest {
  const id = textOf(properties, 'ScalingTargetId');
  const input = sdkInput<PutScalingPolicyRequest>(PutScalingPolicyRequest$, without(properties, OWN));
  return id === undefined ? input : { ...input, ...targetKey(id) };
}

const keyOf = (input: PutScalingPolicyRequest) => ({
  PolicyName: input.PolicyName!,
  ResourceId: input.ResourceId!,
  ScalableDimension: input.ScalableDimension!,
  ServiceNamespace: input.ServiceNamespace!,
});
