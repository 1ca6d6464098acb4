/** A target group and its share of what a rule forwards, 0 to 999. */
export interface WeightedTarget {
  targetGroupArn: string;
  weight: number;
}

/** The part of Elastic Load Balancing that ECS shifts traffic with. */
export interface ListenerRules {
  /** Where a rule forwards to; undefined where there is no such rule. */
  forwards(ruleArn: string): readonly WeightedTarget[] | undefined;
  /** Has a rule forward to these from now on. Does nothing where there is no such rule. */
  forward(ruleArn: string, targets: readonly WeightedTarget[]): void;
}
