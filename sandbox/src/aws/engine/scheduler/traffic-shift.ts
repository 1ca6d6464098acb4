import type { ListenerRules, WeightedTarget } from '../listener-rules.port';
import type { Deployment } from './deployment';
import type { EcsService } from './ecs-service';
import type { ServiceRevision } from './revision';
import { inProduction, pairOf, type TargetGroupPair } from './target-group-pair';

/** Moves a service's production and test traffic between the target groups of its revisions. */
export class TrafficShift {
  constructor(private readonly rules: ListenerRules) {}

  /**
   * @param percent of the production traffic that a revision is to get; the other target group gets the rest
   * @param by the revision whose rules are to do it
   */
  production(revision: ServiceRevision, percent: number, by = revision): void {
    this.shift(revision, percent, by, ({ productionRule }) => productionRule);
  }

  /** @param percent of the test traffic that a revision is to get */
  test(revision: ServiceRevision, percent: number, by = revision): void {
    this.shift(revision, percent, by, ({ testRule }) => testRule);
  }

  /** The deployment that serves production, of those there are before a new one; without a load balancer the one that completed last. */
  serving({ deployments }: EcsService): Deployment | undefined {
    const balanced = deployments.findLast(({ revision }) =>
      revision.settings.loadBalancers.some((balancer, at) => {
        const pair = pairOf(balancer);
        return pair && inProduction(pair, this.rules) === revision.balancers[at]?.targetGroupArn;
      }),
    );
    return balanced ?? deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED') ?? deployments.at(-1);
  }

  /**
   * Why traffic cannot be shifted ("Troubleshooting Amazon ECS blue/green deployments"), undefined where it can.
   * ECS looks at the rules when the deployment has begun, for they may have been changed since it was asked for.
   */
  problem({ settings }: ServiceRevision): string | undefined {
    for (const pair of settings.loadBalancers.flatMap((balancer) => pairOf(balancer) ?? [])) {
      const forwards = this.rules.forwards(pair.productionRule);
      if (!forwards) return 'One or more rules not found';
      const serving = forwards.filter(({ weight }) => weight > 0);
      const stranger = serving.find(({ targetGroupArn }) => !pair.groups.includes(targetGroupArn));
      if (stranger) {
        const [first, second] = pair.groups;
        return `Production listener rule is forwarding traffic to unexpected target group ${stranger.targetGroupArn}. Expected traffic to be forwarded to either targetGroupArn: ${first} or alternateTargetGroupArn: ${second}`;
      }
      if (serving.length !== 1) {
        return `productionListenerRule ${pair.productionRule} should have exactly one target group serving traffic but found ${serving.length} target groups which are serving traffic`;
      }
      const known = [...forwards, ...(pair.testRule ? (this.rules.forwards(pair.testRule) ?? []) : [])];
      if (!pair.groups.every((group) => known.some(({ targetGroupArn }) => targetGroupArn === group))) {
        return 'Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.';
      }
    }
    return undefined;
  }

  private shift(
    revision: ServiceRevision,
    percent: number,
    by: ServiceRevision,
    ruleOf: (pair: TargetGroupPair) => string | undefined,
  ): void {
    by.settings.loadBalancers.forEach((balancer, at) => {
      const pair = pairOf(balancer);
      const rule = pair && ruleOf(pair);
      const own = revision.balancers[at]?.targetGroupArn;
      if (!pair || !rule) return;
      const [ownWeight, otherWeight] = weightsOf(percent);
      this.rules.forward(
        rule,
        pair.groups.map((targetGroupArn): WeightedTarget => ({
          targetGroupArn,
          weight: targetGroupArn === own ? ownWeight : otherWeight,
        })),
      );
    });
  }
}

/** A share in percent, in steps of 0.1, as two of ELB's weights, which are whole and at most 999. */
function weightsOf(percent: number): [number, number] {
  const tenths = Math.round(percent * 10);
  return tenths % 10 === 0 ? [tenths / 10, 100 - tenths / 10] : [tenths, 1000 - tenths];
}
