import type { ScalingActivity as AwsActivity } from '@aws-sdk/client-application-auto-scaling';
import type { ScalingActivity, ScalingStatus } from '../../domain/incidents/signal.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';

const STATUSES: Record<string, ScalingStatus> = {
  Pending: 'under-way',
  InProgress: 'under-way',
  Successful: 'done',
  Unfulfilled: 'unfulfilled',
  Failed: 'failed',
  Overridden: 'overridden',
};

/** The alarm that a scaling activity says triggered it: "monitor alarm <name> in state ALARM triggered policy <policy>". */
export const triggeringAlarm = ({ Cause = '' }: AwsActivity): string | undefined =>
  /^monitor alarm (.+?) in state ALARM triggered policy /.exec(Cause)?.[1];

/** A scaling activity of a service; undefined for one that set no count, such as one that did not scale. */
export function activityOf(ref: ServiceRef, activity: AwsActivity): ScalingActivity | undefined {
  const to = /^Setting desired count to (\d+)/.exec(activity.Description ?? '')?.[1];
  const at = activity.StartTime?.getTime();
  if (to === undefined || at === undefined || !activity.ActivityId) return undefined;
  return {
    kind: 'scaling',
    id: activity.ActivityId,
    at,
    ...(activity.EndTime ? { endedAt: activity.EndTime.getTime() } : {}),
    ref,
    status: STATUSES[activity.StatusCode ?? ''] ?? 'under-way',
    to: Number(to),
    cause: activity.Cause ?? '',
    ...(activity.StatusMessage ? { statusMessage: activity.StatusMessage } : {}),
  };
}
