import type { DeleteAlarmsInput } from '@aws-sdk/client-cloudwatch';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html: names that do not exist do not matter. */
export const deleteAlarms = operation<CloudWatchRegion, DeleteAlarmsInput, void>({
  name: 'DeleteAlarms',
  run(input, { state }) {
    state.deleteAlarms(input.AlarmNames ?? []);
  },
});
