import type { DisableAlarmActionsInput } from '@aws-sdk/client-cloudwatch';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DisableAlarmActions.html: the alarm still changes state. */
export const disableAlarmActions = operation<CloudWatchRegion, DisableAlarmActionsInput, void>({
  name: 'DisableAlarmActions',
  run(input, { state }) {
    for (const name of input.AlarmNames ?? []) state.alarms.enableActions(name, false);
  },
});
