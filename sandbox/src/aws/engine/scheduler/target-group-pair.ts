import type { AdvancedConfiguration, LoadBalancer } from '@aws-sdk/client-ecs';
import type { ListenerRules } from '../listener-rules.port';
import type { EcsService } from './ecs-service';

/** The two target groups between which a service's traffic is shifted, and the rules that shift it. */
export interface TargetGroupPair {
  groups: readonly [string, string];
  productionRule: string;
  testRule: string | undefined;
}

/** @returns undefined for a load balancer that is not set up for it */
export function pairOf(balancer: LoadBalancer): TargetGroupPair | undefined {
  const advanced: AdvancedConfiguration | undefined = balancer.advancedConfiguration;
  if (!advanced) return undefined;
  return {
    groups: [balancer.targetGroupArn ?? '', advanced.alternateTargetGroupArn ?? ''],
    productionRule: advanced.productionListenerRule ?? '',
    testRule: advanced.testListenerRule,
  };
}

/** The target group of a pair that gets the most of the production traffic; undefined where none gets any. */
export function inProduction({ groups, productionRule }: TargetGroupPair, rules: ListenerRules): string | undefined {
  const serving = (rules.forwards(productionRule) ?? []).filter(
    ({ targetGroupArn, weight }) => weight > 0 && groups.includes(targetGroupArn),
  );
  return serving.toSorted((a, b) => b.weight - a.weight)[0]?.targetGroupArn;
}

/**
 * The load balancers of a new revision, each with the target group that its tasks are registered with: of a pair, the one
 * that is not in production where traffic is to be shifted, and the one that is where tasks are replaced one by one.
 * @param before the service as it is without the revision
 */
export function assignedBalancers(
  balancers: readonly LoadBalancer[],
  before: EcsService,
  rules: ListenerRules,
): LoadBalancer[] {
  const shifts = (before.settings.deploymentConfiguration.strategy ?? 'ROLLING') !== 'ROLLING';
  return balancers.map((balancer) => {
    const pair = pairOf(balancer);
    if (!pair || !before.primary) return balancer;
    const [first, second] = pair.groups;
    const serving = inProduction(pair, rules) ?? first;
    return { ...balancer, targetGroupArn: shifts ? (serving === first ? second : first) : serving };
  });
}
