import type { SetRulePrioritiesInput, SetRulePrioritiesOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import { checkRange, priorityInUse } from '../elbv2.faults';
import type { Elbv2Region } from '../state/elbv2.region';

/** Orders rules anew, all or none of them. */
export const setRulePriorities = operation<Elbv2Region, SetRulePrioritiesInput, SetRulePrioritiesOutput>({
  name: 'SetRulePriorities',
  run({ RulePriorities = [] }, { state }) {
    const wanted = RulePriorities.map(({ RuleArn, Priority }, at) => {
      checkRange(Priority, `rulePriorities.${at + 1}.member.priority`, 1, 50_000);
      return { ...state.listeners.rule(RuleArn), priority: Priority };
    });
    for (const { listener, rule, priority } of wanted) {
      if (rule.priority === undefined) {
        throw new AwsFault('OperationNotPermitted', `Default rule '${rule.arn}' cannot be modified`);
      }
      const after = listener.rules.map((each) => wanted.find((one) => one.rule === each)?.priority ?? each.priority);
      if (after.filter((each) => each === priority).length > 1) throw priorityInUse(priority ?? 0);
    }
    for (const { rule, priority } of wanted) rule.priority = priority ?? rule.priority;
    return { Rules: wanted.map(({ rule }) => rule.shape()) };
  },
});
