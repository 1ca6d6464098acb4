import { validationError } from '../elbv2.faults';
import type { Elbv2Region } from './elbv2.region';

/** @throws AwsFault the not-found error of its kind unless each ARN is of something that exists and can carry tags. */
export function checkTagged(arns: readonly string[], state: Elbv2Region): void {
  for (const arn of arns) {
    if (arn.includes(':loadbalancer/')) state.loadBalancer(arn);
    else if (arn.includes(':targetgroup/')) state.targetGroup(arn);
    else if (arn.includes(':listener/')) state.listeners.named(arn);
    else if (arn.includes(':listener-rule/')) state.listeners.rule(arn);
    else throw validationError(`'${arn}' is not a valid load balancer, target group, listener or rule ARN`);
  }
}
