import type { EnableAlarmActionsInput } from '@aws-sdk/client-cloudwatch';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_EnableAlarmActions.html */
export const enableAlarmActions = operation<CloudWatchRegion, EnableAlarmActionsInput, void>({
  name: 'EnableAlarmActions',
  run(input, { state }) {
    for (const name of input.AlarmNames ?? []) state.alarms.enableActions(name, true);
  },
});
