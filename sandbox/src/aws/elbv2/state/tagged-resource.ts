import { ruleNotFound, validationError } from '../elbv2.faults';
import type { Elbv2Region } from './elbv2.region';

/** @throws AwsFault the not-found error of its kind unless each ARN is of something that exists and can carry tags. */
export function checkTagged(arns: readonly string[], state: Elbv2Region): void {
  for (const arn of arns) {
    if (arn.includes(':loadbalancer/')) state.loadBalancer(arn);
    else if (arn.includes(':targetgroup/')) state.targetGroup(arn);
    else if (arn.includes(':listener/')) state.listener(arn);
    else if (arn.includes(':listener-rule/')) checkRule(arn, state);
    else throw validationError(`'${arn}' is not a valid load balancer, target group, listener or rule ARN`);
  }
}

function checkRule(arn: string, state: Elbv2Region): void {
  if (!state.listListeners().some((listener) => listener.defaultRuleArn() === arn)) throw ruleNotFound();
}
