import { randomUUID } from 'node:crypto';
import type { ChangeSetStatus, ExecutionStatus } from '@aws-sdk/client-cloudformation';
import type { Blueprint } from './blueprint';
import type { Plan } from './plan';
import type { Stack, StackPlace } from './stack';
import type { OnFailure } from './stack-operations';

export interface ChangeSetSettings {
  name: string;
  kind: 'CREATE' | 'UPDATE';
  description?: string;
  blueprint: Blueprint;
  plan: Plan;
  onStackFailure?: OnFailure;
  /** Epoch ms. */
  createdAt: number;
}

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/** What a blueprint would change of a stack, to be looked at before it is done. */
export class ChangeSet {
  readonly id: string;
  readonly status: ChangeSetStatus;
  readonly statusReason?: string;
  executionStatus: ExecutionStatus;

  constructor(
    readonly stack: Stack,
    readonly settings: ChangeSetSettings,
    { region, accountId }: StackPlace,
  ) {
    this.id = `arn:aws:cloudformation:${region}:${accountId}:changeSet/${settings.name}/${randomUUID()}`;
    const { hasChanges } = settings.plan;
    this.status = hasChanges ? 'CREATE_COMPLETE' : 'FAILED';
    this.executionStatus = hasChanges ? 'AVAILABLE' : 'UNAVAILABLE';
    if (!hasChanges) this.statusReason = NO_CHANGES;
  }

  /** The stack is changed by something else: what this one says is not true any more. */
  retire(): void {
    if (this.executionStatus === 'AVAILABLE') this.executionStatus = 'OBSOLETE';
  }
}
