import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataQuery,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { checkEnums, SCAN_ORDERS } from '../checks/constraint';
import { labelsOf } from '../answers/metric-label';
import { queryResult } from '../answers/metric-query';
import { checkPeriod } from '../checks/metric-range';
import { pages } from '../cloudwatch.page';

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html for metrics as they are; metric math,
 * SEARCH and Metrics Insights answer 501. Newest first unless ScanBy says otherwise.
 */
export const getMetricData = operation<CloudWatchRegion, GetMetricDataInput, GetMetricDataOutput>({
  name: 'GetMetricData',
  unsupported: ['LabelOptions', 'MetricDataQueries[].Expression', 'MetricDataQueries[].AccountId'],
  run(input, { state }) {
    const queries = input.MetricDataQueries ?? [];
    checkEnums([{ path: 'scanBy', value: input.ScanBy, allowed: SCAN_ORDERS }]);
    const range = { start: input.StartTime?.getTime() ?? 0, end: input.EndTime?.getTime() ?? 0 };
    if (range.start >= range.end) {
      throw new AwsFault('ValidationException', 'The parameter EndTime must be greater than StartTime.');
    }
    checkQueries(queries);
    const labels = labelsOf(queries);
    const results = queries
      .filter(({ ReturnData }) => ReturnData !== false)
      .map((query) => queryResult(state, query, range, labels.get(query.Id ?? '') ?? ''));
    if (input.ScanBy !== 'TimestampAscending') for (const result of results) newestFirst(result);
    const size = Math.min(input.MaxDatapoints ?? MAX_DATAPOINTS, MAX_DATAPOINTS);
    return { Messages: [], ...pageOfPoints(results, size, input.NextToken) };
  },
});

const MAX_DATAPOINTS = 100_800;
const MAX_QUERIES = 500;

function checkQueries(queries: readonly MetricDataQuery[]): void {
  if (queries.length === 0 || queries.length > MAX_QUERIES) {
    throw new AwsFault(
      'ValidationException',
      `The collection MetricDataQueries must have a size between 1 and ${MAX_QUERIES}.`,
    );
  }
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length) {
    throw new AwsFault('ValidationException', 'The values for parameter Id in MetricDataQueries are not unique.');
  }
  if (queries.every(({ ReturnData }) => ReturnData === false)) {
    throw new AwsFault('ValidationException', 'At least one element of MetricDataQueries must return data.');
  }
  for (const { Id = '', MetricStat } of queries) {
    if (!/^[a-z]\w*$/.test(Id)) {
      throw new AwsFault(
        'ValidationException',
        `The value ${Id} for parameter Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
      );
    }
    if (!MetricStat) {
      throw new AwsFault(
        'ValidationException',
        `Either MetricStat or Expression must be specified for the query ${Id}.`,
      );
    }
    checkPeriod(MetricStat.Period ?? 0);
  }
}

function newestFirst(result: MetricDataResult): void {
  result.Timestamps?.reverse();
  result.Values?.reverse();
}

/** Cuts the results, one after the other, into pages of so many points. */
function pageOfPoints(
  results: readonly MetricDataResult[],
  size: number,
  token: string | undefined,
): Pick<GetMetricDataOutput, 'MetricDataResults' | 'NextToken'> {
  const from = pages.offset(token);
  let before = 0;
  const page: MetricDataResult[] = [];
  for (const result of results) {
    const { Timestamps = [], Values = [] } = result;
    const [first, last] = [Math.max(0, from - before), Math.max(0, from + size - before)];
    const here = { Timestamps: Timestamps.slice(first, last), Values: Values.slice(first, last) };
    if (here.Values.length > 0 || (Values.length === 0 && from === 0)) {
      page.push({ ...result, ...here, StatusCode: last < Values.length ? 'PartialData' : 'Complete' });
    }
    before += Values.length;
  }
  return { MetricDataResults: page, NextToken: from + size < before ? pages.token(from + size) : undefined };
}
