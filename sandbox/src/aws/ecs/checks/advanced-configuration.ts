import type { DeploymentConfiguration, LoadBalancer } from '@aws-sdk/client-ecs';
import type { ListenerRules } from '../../engine/listener-rules.port';
import { pairOf, type TargetGroupPair } from '../../engine/scheduler/target-group-pair';
import type { Targets } from '../../engine/targets.port';
import { invalidParameter } from '../ecs.faults';

/**
 * What CreateService and UpdateService refuse of the target groups and rules that traffic is to be shifted with, mostly
 * in the words of "Troubleshooting Amazon ECS blue/green deployments".
 * @throws AwsFault InvalidParameterException
 */
export function checkAdvanced(
  balancers: readonly LoadBalancer[],
  { strategy = 'ROLLING' }: DeploymentConfiguration,
  { targets, rules }: { targets: Targets; rules: ListenerRules },
): void {
  const pairs = balancers.flatMap((balancer) => pairOf(balancer) ?? []);
  if (strategy !== 'ROLLING' && pairs.length < balancers.length) {
    throw invalidParameter(
      'advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy',
    );
  }
  if (pairs.length > 0 && pairs.length < balancers.length) {
    throw invalidParameter('Either all or none of the provided loadBalancers must have advancedConfiguration defined');
  }
  for (const { advancedConfiguration } of balancers) {
    for (const member of ['alternateTargetGroupArn', 'productionListenerRule', 'roleArn'] as const) {
      if (advancedConfiguration && !advancedConfiguration[member]) {
        throw invalidParameter(`${member} is required in advancedConfiguration`);
      }
    }
  }
  const groups = pairs.flatMap((pair) => pair.groups);
  const twice = groups.find((group, at) => groups.indexOf(group) !== at);
  if (twice) throw invalidParameter(`Duplicate targetGroupArn found: ${twice}`);
  for (const pair of pairs) checkPair(pair, targets, rules);
}

function checkPair(
  { groups, productionRule, testRule }: TargetGroupPair,
  targets: Targets,
  rules: ListenerRules,
): void {
  const missing = groups.find((group) => !targets.exists(group));
  if (missing) throw invalidParameter(`The target group with targetGroupArn ${missing} does not exist.`);
  checkRuleArn('productionListenerRule', productionRule);
  if (testRule !== undefined) checkRuleArn('testListenerRule', testRule);
  if (productionRule === testRule) {
    throw invalidParameter(
      `The following rules cannot be used as both production and test listener rules: ${productionRule}`,
    );
  }
  for (const rule of [productionRule, testRule]) {
    if (rule !== undefined && !rules.forwards(rule)) throw invalidParameter('One or more rules not found');
  }
  const forwards = (rules.forwards(productionRule) ?? []).map(({ targetGroupArn }) => targetGroupArn);
  if (testRule === undefined && !groups.every((group) => forwards.includes(group))) {
    throw invalidParameter(
      'For Application LoadBalancer, testListenerRule is required when productionListenerRule is not associated with both targetGroup and alternateTargetGroup',
    );
  }
}

function checkRuleArn(member: string, arn: string): void {
  if (/^arn:[^:]*:elasticloadbalancing:[^:]*:\d*:listener-rule\//.test(arn)) return;
  throw invalidParameter(
    `${member} has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: ${arn}`,
  );
}
