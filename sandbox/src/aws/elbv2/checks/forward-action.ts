import type { Action, TargetGroupTuple } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsFault, NotImplementedFault } from '../../wire/fault';
import { checkEnum, checkRange, validationError } from '../elbv2.faults';
import type { Elbv2Region } from '../state/elbv2.region';
import { ForwardAction } from '../state/forward-action';

const TYPES = [
  'forward',
  'authenticate-oidc',
  'authenticate-cognito',
  'redirect',
  'fixed-response',
  'jwt-validation',
] as const;

/** What of an action is not served: 501 with its path. */
export const UNSERVED_ACTIONS = TYPES.filter((type) => type !== 'forward');

/**
 * What a listener or a rule does: it forwards, to up to five target groups.
 * @param member as AWS calls the actions in what it says of them: "defaultActions", "actions"
 * @throws AwsFault ValidationError, TargetGroupNotFoundException
 */
export function forwardFrom(actions: readonly Action[], member: string, state: Elbv2Region): ForwardAction {
  const [action] = actions;
  if (!action) throw validationError('You must specify a default action');
  if (actions.length > 1) throw new NotImplementedFault('elasticloadbalancing', `${member} of several actions`);
  checkEnum(action.Type, `${member}.1.member.type`, TYPES);
  const groups = tuplesOf(action);
  if (groups.length === 0) throw validationError('A target group ARN must be specified');
  if (groups.length > MOST_GROUPS) {
    throw new AwsFault('TooManyTargetGroups', `A forward action can have at most ${MOST_GROUPS} target groups`);
  }
  const arns = groups.map(({ TargetGroupArn }) => TargetGroupArn);
  if (new Set(arns).size < arns.length) throw validationError('A target group can be specified only once');
  return new ForwardAction(
    groups.map(({ TargetGroupArn, Weight }, at) => {
      checkRange(Weight, `${member}.1.member.forwardConfig.targetGroups.${at + 1}.member.weight`, 0, HEAVIEST);
      return { group: state.targetGroup(TargetGroupArn), weight: Weight ?? 1 };
    }),
  );
}

/** Both ways to say it: one target group, or several with their weights. */
function tuplesOf({ TargetGroupArn, ForwardConfig }: Action): readonly TargetGroupTuple[] {
  const several = ForwardConfig?.TargetGroups ?? [];
  if (several.length > 0 || TargetGroupArn === undefined) return several;
  return [{ TargetGroupArn, Weight: 1 }];
}

const MOST_GROUPS = 5;
const HEAVIEST = 999;
