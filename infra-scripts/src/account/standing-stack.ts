import {
  DescribeStacksCommand,
  GetTemplateSummaryCommand,
  type CloudFormationClient,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { MEMORY_KEY, type Memory } from '../stacks/stack-props';

/** A stack that stands in the account. */
export interface StandingStack {
  name: string;
  /** CloudFormation's own word: `UPDATE_COMPLETE`. */
  status: string;
  reason?: string;
  outputs: Record<string, string>;
  /** What the last `up` was told. */
  memory: Memory;
  changedAt?: Date;
}

/**
 * Reads a stack. One that is only reviewed, or whose creation was rolled back, has nothing in it and counts as not there.
 * @returns undefined where it is not there
 */
export async function standingStack(
  cloudformation: CloudFormationClient,
  name: string,
): Promise<StandingStack | undefined> {
  const stack = await described(cloudformation, name);
  const status = stack?.StackStatus ?? 'REVIEW_IN_PROGRESS';
  if (!stack || status === 'REVIEW_IN_PROGRESS' || status === 'ROLLBACK_COMPLETE') return undefined;
  return {
    name,
    status,
    reason: stack.StackStatusReason,
    outputs: Object.fromEntries(
      (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
    memory: await memoryOf(cloudformation, name),
    changedAt: stack.LastUpdatedTime ?? stack.CreationTime,
  };
}

async function described(cloudformation: CloudFormationClient, name: string): Promise<Stack | undefined> {
  try {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks?.[0];
  } catch (error) {
    // CloudFormation has no error of its own for a stack that is not there.
    if (/does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
}

async function memoryOf(cloudformation: CloudFormationClient, name: string): Promise<Memory> {
  const { Metadata } = await cloudformation.send(new GetTemplateSummaryCommand({ StackName: name }));
  const metadata = (Metadata ? JSON.parse(Metadata) : {}) as Record<string, Partial<Memory> | undefined>;
  return { options: {}, kept: {}, ...metadata[MEMORY_KEY] };
}
