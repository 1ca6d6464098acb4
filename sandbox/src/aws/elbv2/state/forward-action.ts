import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TargetGroup } from './target-group';

/** A target group and its share of what is forwarded, 0 to 999. */
export interface WeightedGroup {
  group: TargetGroup;
  weight: number;
}

/** Forwards to one or several target groups, to each as often as its weight among all of them. */
export class ForwardAction {
  private readonly owed = new Map<WeightedGroup, number>();

  constructor(readonly groups: readonly WeightedGroup[]) {}

  /** Whose turn it is; undefined where none has any weight. The turns of a group are spread evenly, so that few requests are split as many are. */
  next(): TargetGroup | undefined {
    const weighted = this.groups.filter(({ weight }) => weight > 0);
    const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
    for (const each of weighted) this.owed.set(each, (this.owed.get(each) ?? 0) + each.weight);
    const chosen = weighted.toSorted((a, b) => (this.owed.get(b) ?? 0) - (this.owed.get(a) ?? 0))[0];
    if (chosen) this.owed.set(chosen, (this.owed.get(chosen) ?? 0) - total);
    return chosen?.group;
  }

  shape(): Action[] {
    const targetGroups = this.groups.map(({ group, weight }) => ({
      TargetGroupArn: group.settings.arn,
      Weight: weight,
    }));
    return [
      {
        Type: 'forward',
        ...(targetGroups.length === 1 && { TargetGroupArn: targetGroups[0]?.TargetGroupArn }),
        ForwardConfig: { TargetGroups: targetGroups, TargetGroupStickinessConfig: { Enabled: false } },
      },
    ];
  }
}
