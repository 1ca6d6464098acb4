import type { DescribeLogGroupsRequest, DescribeLogGroupsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../wire/operation';
import { invalidParameter } from '../logs.faults';
import type { LogsRegion } from '../state/logs.region';
import { pages } from '../logs.page';

export const describeLogGroups = operation<LogsRegion, DescribeLogGroupsRequest, DescribeLogGroupsResponse>({
  name: 'DescribeLogGroups',
  unsupported: ['accountIdentifiers', 'includeLinkedAccounts'],
  run(input, { state }) {
    const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, logGroupIdentifiers, logGroupClass } = input;
    if (prefix !== undefined && pattern !== undefined)
      throw invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
    const named = logGroupIdentifiers?.length
      ? new Set(logGroupIdentifiers.map((identifier) => state.group(identifier)))
      : undefined;
    const found = state.list().filter((group) => {
      const { name, groupClass } = group.settings;
      return (
        name.startsWith(prefix ?? '') &&
        name.toLowerCase().includes(pattern?.toLowerCase() ?? '') &&
        (logGroupClass === undefined || groupClass === logGroupClass) &&
        (named?.has(group) ?? true)
      );
    });
    const { items, next } = pages.of(found, { token: input.nextToken, size: input.limit });
    return { logGroups: items.map((group) => group.shape()), nextToken: next };
  },
});
