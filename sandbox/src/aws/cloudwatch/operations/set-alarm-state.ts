import type { SetAlarmStateInput } from '@aws-sdk/client-cloudwatch';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { checkEnums, required, STATES } from '../checks/constraint';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html: until the next evaluation, actions included. */
export const setAlarmState = operation<CloudWatchRegion, SetAlarmStateInput, void>({
  name: 'SetAlarmState',
  run(input, { state }) {
    checkEnums([{ path: 'stateValue', value: input.StateValue, allowed: STATES }]);
    const { StateReasonData: reasonData } = input;
    if (reasonData !== undefined && !isJson(reasonData)) {
      throw new AwsFault('InvalidFormatFault', 'StateReasonData is not valid JSON.');
    }
    const known = state.setAlarmState(input.AlarmName ?? '', {
      state: required(input.StateValue, 'StateValue'),
      reason: input.StateReason ?? '',
      ...(reasonData === undefined ? {} : { reasonData }),
    });
    // AWS gives no words with this one.
    if (!known) throw new AwsFault('ResourceNotFound', '', 404);
  },
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
