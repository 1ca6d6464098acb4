import { aws_logs as logs } from 'aws-cdk-lib';

const OFFERED = Object.values(logs.RetentionDays).filter(
  (value): value is logs.RetentionDays => typeof value === 'number',
);
const EVER = logs.RetentionDays.INFINITE;

/** How long a log group may keep its events, in days, as CloudWatch Logs offers it. */
export const retentionDays = (): number[] =>
  OFFERED.filter((offered) => offered !== EVER)
    .map(Number)
    .toSorted((a, b) => a - b);

/** @throws RangeError where CloudWatch Logs does not offer so many days */
export function retentionOf(days: number): logs.RetentionDays {
  const offered = OFFERED.find((candidate): boolean => days === (candidate as number));
  if (offered === undefined) throw new RangeError(`Logs cannot be kept for ${days} days.`);
  return offered;
}
