import type { ListenerRules, WeightedTarget } from '../../engine/listener-rules.port';

const ARN =
  'arn:aws:elasticloadbalancing:us-west-2:000000000000:listener-rule/app/primes/0123456789abcdef/fedcba9876543210';

/** A production and a test rule, and all that was ever set. */
export class PretendedRules implements ListenerRules {
  readonly production = `${ARN}/1111111111111111`;
  readonly test = `${ARN}/2222222222222222`;
  private readonly targets = new Map<string, readonly WeightedTarget[]>();

  forwards(ruleArn: string): readonly WeightedTarget[] | undefined {
    return this.targets.get(ruleArn);
  }

  forward(ruleArn: string, targets: readonly WeightedTarget[]): void {
    this.targets.set(ruleArn, targets);
  }
}
