import { aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** @param days how long events stay; one of `retentionDays()` */
export function logGroup(scope: Construct, logGroupName: string, days: number, keep: boolean): logs.LogGroup {
  return new logs.LogGroup(scope, 'Logs', {
    logGroupName,
    retention: days as logs.RetentionDays,
    removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
