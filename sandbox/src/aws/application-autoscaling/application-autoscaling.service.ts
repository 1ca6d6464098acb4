import * as model from '@aws-sdk/client-application-auto-scaling';
import type { AwsService } from '../wire/aws-service';
import type { AutoScalingRegion } from './application-autoscaling.region';
import { deleteScalingPolicy } from './delete-scaling-policy';
import { deregisterScalableTarget } from './deregister-scalable-target';
import { describeScalableTargets } from './describe-scalable-targets';
import { describeScalingActivities } from './describe-scaling-activities';
import { describeScalingPolicies } from './describe-scaling-policies';
import { listTagsForResource } from './list-tags-for-resource';
import { putScalingPolicy } from './put-scaling-policy';
import { registerScalableTarget } from './register-scalable-target';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';

/** Application Auto Scaling as the sandbox serves it. @param stateOf the region's, made on first use. */
export const applicationAutoscalingService = (
  stateOf: (region: string) => AutoScalingRegion,
): AwsService<AutoScalingRegion> => ({
  model,
  client: new model.ApplicationAutoScalingClient({ region: 'us-west-2' }),
  operations: [
    deleteScalingPolicy,
    deregisterScalableTarget,
    describeScalableTargets,
    describeScalingActivities,
    describeScalingPolicies,
    listTagsForResource,
    putScalingPolicy,
    registerScalableTarget,
    tagResource,
    untagResource,
  ],
  state: stateOf,
});
