import type { ListMetricsInput, ListMetricsOutput } from '@aws-sdk/client-cloudwatch';
import type { MetricId } from '../../engine/metrics/metric-store';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { checkEnums } from '../checks/constraint';
import { dimensionList } from '../state/dimensions';
import { pages } from '../cloudwatch.page';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html: 500 a page. */
export const listMetrics = operation<CloudWatchRegion, ListMetricsInput, ListMetricsOutput>({
  name: 'ListMetrics',
  unsupported: ['IncludeLinkedAccounts', 'OwningAccount'],
  run(input, { state }) {
    checkEnums([{ path: 'recentlyActive', value: input.RecentlyActive, allowed: ['PT3H'] }]);
    const since = input.RecentlyActive === undefined ? 0 : state.clock.now() - THREE_HOURS_MS;
    const found = state.store.list().filter(({ id, lastAt }) => lastAt >= since && matches(id, input));
    const { items, next } = pages.of(found, { token: input.NextToken }, 500);
    return {
      Metrics: items.map(({ id }) => ({
        Namespace: id.namespace,
        MetricName: id.metricName,
        Dimensions: dimensionList(id.dimensions),
      })),
      NextToken: next,
    };
  },
});

const THREE_HOURS_MS = 3 * 60 * 60 * 1000;

const matches = (id: MetricId, { Namespace, MetricName, Dimensions = [] }: ListMetricsInput): boolean =>
  (Namespace === undefined || Namespace === id.namespace) &&
  (MetricName === undefined || MetricName === id.metricName) &&
  Dimensions.every(({ Name = '', Value }) =>
    Value === undefined ? id.dimensions[Name] !== undefined : id.dimensions[Name] === Value,
  );
