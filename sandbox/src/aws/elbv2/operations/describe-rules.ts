import type { DescribeRulesInput, DescribeRulesOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import { checkRange, ruleNotFound, validationError } from '../elbv2.faults';
import type { Elbv2Region } from '../state/elbv2.region';
import { pages } from '../elbv2.page';

/** A listener has its default rule only: CreateRule is not served. */
export const describeRules = operation<Elbv2Region, DescribeRulesInput, DescribeRulesOutput>({
  name: 'DescribeRules',
  run({ ListenerArn, RuleArns, Marker, PageSize }, { state }) {
    checkRange(PageSize, 'pageSize', 1, 400);
    if ((ListenerArn === undefined) === !RuleArns?.length) {
      throw validationError('You must specify either listener rule ARNs or a listener ARN');
    }
    const listeners = RuleArns?.map((arn) => {
      const found = state.listListeners().find((listener) => listener.defaultRuleArn() === arn);
      if (!found) throw ruleNotFound();
      return found;
    }) ?? [state.listener(ListenerArn)];
    const { items, next } = pages.of(listeners, { token: Marker, size: PageSize });
    return { Rules: items.map((listener) => listener.defaultRule()), NextMarker: next };
  },
});
