import type { IncomingMessage } from 'node:http';
import type { Rule, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { meets, type RequestCondition } from '../../engine/balancer/request-condition';
import type { ForwardAction } from './forward-action';

/** A condition as it was given, and what it asks of a request. */
export interface GivenCondition {
  given: RuleCondition;
  asks: RequestCondition;
}

/** One rule of a listener: where requests that meet all of its conditions are forwarded to. */
export class ListenerRule {
  constructor(
    readonly arn: string,
    /** 1 to 50,000, the lowest first; the default rule has none and is last. */
    public priority: number | undefined,
    public conditions: readonly GivenCondition[],
    public action: ForwardAction,
  ) {}

  takes(request: IncomingMessage): boolean {
    return this.conditions.every(({ asks }) => meets(asks, request));
  }

  shape(): Rule {
    return {
      RuleArn: this.arn,
      Priority: this.priority === undefined ? 'default' : String(this.priority),
      Conditions: this.conditions.map(({ given }) => given),
      Actions: this.action.shape(),
      IsDefault: this.priority === undefined,
    };
  }
}
