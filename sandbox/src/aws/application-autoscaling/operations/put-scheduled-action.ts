import type { PutScheduledActionRequest, PutScheduledActionResponse } from '@aws-sdk/client-application-auto-scaling';
import { operation } from '../../wire/operation';
import { checkEnums, invalid } from '../checks/constraint';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { ECS_SERVICE, registeredTarget } from '../state/resource';

const SCHEDULE = /^(at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)|rate\([1-9]\d* (minute|hour|day)s?\)|cron\(\S+( \S+){5}\))$/;

/**
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html: makes one or changes it; what a
 * change leaves out stays, but for the times, which are all said again.
 */
export const putScheduledAction = operation<AutoScalingRegion, PutScheduledActionRequest, PutScheduledActionResponse>({
  name: 'PutScheduledAction',
  keptOnly: ['Schedule', 'StartTime', 'EndTime', 'Timezone', 'ScalableTargetAction'],
  run(input, { state }) {
    checkEnums(input);
    const { resourceId } = registeredTarget(state, input);
    const name = input.ScheduledActionName ?? '';
    const before = state.scheduled.find(resourceId, name);
    const Schedule = input.Schedule ?? before?.Schedule;
    if (Schedule === undefined) invalid('Schedule must be specified for a new scheduled action');
    if (!SCHEDULE.test(Schedule)) invalid(`Unsupported schedule expression: ${Schedule}`);
    const action = input.ScalableTargetAction ?? before?.ScalableTargetAction;
    const { MinCapacity: min, MaxCapacity: max } = action ?? {};
    if (min === undefined && max === undefined) invalid('At least one of MinCapacity or MaxCapacity must be specified');
    if (min !== undefined && max !== undefined && max < min)
      invalid('Maximum capacity cannot be less than minimum capacity');
    state.scheduled.put({
      ScheduledActionName: name,
      ScheduledActionARN: before?.ScheduledActionARN ?? state.newScheduledActionArn(resourceId, name),
      ServiceNamespace: ECS_SERVICE.namespace,
      ResourceId: resourceId,
      ScalableDimension: ECS_SERVICE.dimension,
      Schedule,
      ScalableTargetAction: action,
      Timezone: input.Timezone,
      StartTime: input.StartTime,
      EndTime: input.EndTime,
      CreationTime: before?.CreationTime ?? new Date(state.clock.now()),
    });
    return {};
  },
});
