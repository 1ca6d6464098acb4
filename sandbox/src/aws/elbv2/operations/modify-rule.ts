import type { ModifyRuleInput, ModifyRuleOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import { forwardFrom, UNSERVED_ACTIONS } from '../checks/forward-action';
import { conditionsFrom, UNSERVED_CONDITIONS } from '../checks/rule-conditions';
import type { Elbv2Region } from '../state/elbv2.region';

/** Changes what a rule takes and where it forwards; what is left out stays. The default rule is changed by ModifyListener. */
export const modifyRule = operation<Elbv2Region, ModifyRuleInput, ModifyRuleOutput>({
  name: 'ModifyRule',
  unsupported: [
    { path: 'Actions[].Type', values: UNSERVED_ACTIONS },
    'Actions[].ForwardConfig.TargetGroupStickinessConfig.Enabled',
    ...UNSERVED_CONDITIONS,
  ],
  run({ RuleArn, Conditions, Actions }, { state }) {
    const { rule } = state.listeners.rule(RuleArn);
    if (rule.priority === undefined) {
      throw new AwsFault('OperationNotPermitted', `Default rule '${rule.arn}' cannot be modified`);
    }
    const conditions = Conditions ? conditionsFrom(Conditions) : rule.conditions;
    const action = Actions ? forwardFrom(Actions, 'actions', state) : rule.action;
    Object.assign(rule, { conditions, action });
    state.listeners.changed();
    return { Rules: [rule.shape()] };
  },
});
