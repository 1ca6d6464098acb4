import * as model from '@aws-sdk/client-application-auto-scaling';
import type { AwsService } from '../wire/aws-service';
import type { AutoScalingRegion } from './state/application-autoscaling.region';
import { deleteScalingPolicy } from './operations/delete-scaling-policy';
import { deleteScheduledAction } from './operations/delete-scheduled-action';
import { deregisterScalableTarget } from './operations/deregister-scalable-target';
import { describeScalableTargets } from './operations/describe-scalable-targets';
import { describeScalingActivities } from './operations/describe-scaling-activities';
import { describeScalingPolicies } from './operations/describe-scaling-policies';
import { describeScheduledActions } from './operations/describe-scheduled-actions';
import { listTagsForResource } from './operations/list-tags-for-resource';
import { putScalingPolicy } from './operations/put-scaling-policy';
import { putScheduledAction } from './operations/put-scheduled-action';
import { registerScalableTarget } from './operations/register-scalable-target';
import { tagResource } from './operations/tag-resource';
import { untagResource } from './operations/untag-resource';

/** Application Auto Scaling as the sandbox serves it. @param stateOf the region's, made on first use. */
export const applicationAutoscalingService = (
  stateOf: (region: string) => AutoScalingRegion,
): AwsService<AutoScalingRegion> => ({
  model,
  client: new model.ApplicationAutoScalingClient({ region: 'us-west-2' }),
  operations: [
    deleteScalingPolicy,
    deleteScheduledAction,
    deregisterScalableTarget,
    describeScalableTargets,
    describeScalingActivities,
    describeScalingPolicies,
    describeScheduledActions,
    listTagsForResource,
    putScalingPolicy,
    putScheduledAction,
    registerScalableTarget,
    tagResource,
    untagResource,
  ],
  state: stateOf,
});
