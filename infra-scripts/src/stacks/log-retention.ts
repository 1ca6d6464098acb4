import { aws_logs as logs } from 'aws-cdk-lib';

const DAYS = Object.values(logs.RetentionDays).filter((value): value is number => typeof value === 'number');

/** How long a log group may keep its events, in days, as CloudWatch Logs offers it. */
export const retentionDays = (): number[] => DAYS.filter((days) => days < 9999).toSorted((a, b) => a - b);
