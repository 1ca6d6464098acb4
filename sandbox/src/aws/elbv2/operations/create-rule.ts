import type { CreateRuleInput, CreateRuleOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import { forwardFrom, UNSERVED_ACTIONS } from '../checks/forward-action';
import { conditionsFrom, UNSERVED_CONDITIONS } from '../checks/rule-conditions';
import { checkRange, priorityInUse, validationError } from '../elbv2.faults';
import type { Elbv2Region } from '../state/elbv2.region';
import { ListenerRule } from '../state/listener-rule';

/** Adds a rule to a listener: requests that meet its conditions are forwarded by it from then on. */
export const createRule = operation<Elbv2Region, CreateRuleInput, CreateRuleOutput>({
  name: 'CreateRule',
  unsupported: [
    { path: 'Actions[].Type', values: UNSERVED_ACTIONS },
    'Actions[].ForwardConfig.TargetGroupStickinessConfig.Enabled',
    ...UNSERVED_CONDITIONS,
  ],
  run({ ListenerArn, Priority, Conditions = [], Actions = [], Tags = [] }, { state }) {
    checkRange(Priority, 'priority', 1, 50_000);
    const listener = state.listeners.named(ListenerArn);
    if (Priority === undefined) throw validationError('A rule priority must be specified');
    if (listener.rules.some(({ priority }) => priority === Priority)) throw priorityInUse(Priority);
    const arn = state.newArn('listener-rule', listener.rulePrefix.split(':listener-rule/')[1] ?? '');
    const rule = new ListenerRule(arn, Priority, conditionsFrom(Conditions), forwardFrom(Actions, 'actions', state));
    listener.add(rule);
    state.listeners.changed();
    state.tags.add(arn, Tags);
    return { Rules: [rule.shape()] };
  },
});
