import { AwsFault } from '../../wire/fault';
import type { CloudWatchRegion } from './cloudwatch.region';

/** @throws AwsFault ResourceNotFoundException unless the ARN is an alarm's: alarms are what has tags here. */
export function checkTaggable(state: CloudWatchRegion, arn: string | undefined): string {
  const alarm = state.alarms.list().find((candidate) => candidate.arn === arn);
  if (!alarm) {
    throw new AwsFault('ResourceNotFoundException', `The alarm ${arn ?? ''} does not exist.`, 404, {
      ResourceType: 'Alarm',
      ResourceId: arn,
    });
  }
  return alarm.arn;
}
