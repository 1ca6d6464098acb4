import type { DescribeRulesInput, DescribeRulesOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import { checkRange, validationError } from '../elbv2.faults';
import type { Elbv2Region } from '../state/elbv2.region';
import { pages } from '../elbv2.page';

/** A listener's rules in the order in which they are tried, the default one last. */
export const describeRules = operation<Elbv2Region, DescribeRulesInput, DescribeRulesOutput>({
  name: 'DescribeRules',
  run({ ListenerArn, RuleArns, Marker, PageSize }, { state }) {
    checkRange(PageSize, 'pageSize', 1, 400);
    if ((ListenerArn === undefined) === !RuleArns?.length) {
      throw validationError('You must specify either listener rule ARNs or a listener ARN');
    }
    const rules = RuleArns?.map((arn) => state.listeners.rule(arn).rule) ?? state.listeners.named(ListenerArn).rules;
    const { items, next } = pages.of(rules, { token: Marker, size: PageSize });
    return { Rules: items.map((rule) => rule.shape()), NextMarker: next };
  },
});
