import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts a finding of cdk-nag's AWS Solutions rules for a construct and what is in it.
 * @param rule `VPC7`, or with what it found where the rule tells findings apart: `IAM5[Resource::*]`
 * @param reason why it is right here
 */
export function accept(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}

/** What both stacks accept of a cluster and its network. */
export const FLOW_LOGS =
  'Flow logs cost more than all the rest of so small a network; whoever needs them brings a VPC with --vpc.';
export const INSIGHTS = 'Container Insights is paid for by metric; the bot needs only what ECS publishes for nothing.';
export const LOGIN = 'ecr:GetAuthorizationToken has no resource to be scoped to.';

/** A log group that was kept is named by its ARN, which ends in a wildcard for its streams. */
export function acceptLogStreams(construct: IConstruct, logGroupName: string): void {
  const arn = `arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:${logGroupName}:*`;
  accept(construct, `IAM5[Resource::${arn}]`, 'The streams of this one log group, whose names nobody knows before.');
}
