import { aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { retentionOf } from './log-retention';

/** @param days how long events stay; one of `retentionDays()` */
export function logGroup(scope: Construct, logGroupName: string, days: number, keep: boolean): logs.LogGroup {
  return new logs.LogGroup(scope, 'Logs', {
    logGroupName,
    retention: retentionOf(days),
    removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
