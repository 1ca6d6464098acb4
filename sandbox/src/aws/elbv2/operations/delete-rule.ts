import type { DeleteRuleInput, DeleteRuleOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';

export const deleteRule = operation<Elbv2Region, DeleteRuleInput, DeleteRuleOutput>({
  name: 'DeleteRule',
  run({ RuleArn }, { state }) {
    const { listener, rule } = state.listeners.rule(RuleArn);
    if (!listener.remove(rule)) {
      throw new AwsFault('OperationNotPermitted', `Default rule '${rule.arn}' cannot be deleted`);
    }
    state.listeners.changed();
    state.tags.forget(rule.arn);
    return {};
  },
});
