import { randomUUID } from 'node:crypto';
import type { ResourceStatus, StackEvent } from '@aws-sdk/client-cloudformation';
import type { Clock } from '../../../kernel/clock';

export type OperationKind = 'CREATE_STACK' | 'UPDATE_STACK' | 'DELETE_STACK' | 'CREATE_CHANGESET';

/** One call that changes a stack, with everything that follows from it. */
export interface StackOperation {
  id: string;
  kind: OperationKind;
  /** The caller's own token, which each event shows. */
  token?: string;
  /** Epoch ms. */
  startedAt: number;
}

export interface StackEventRecord extends Required<Pick<StackEvent, 'Timestamp'>>, StackEvent {
  operation: StackOperation;
}

/** What an event says of a resource, or of the stack itself. */
export interface Happening {
  logicalId: string;
  physicalId?: string;
  type: string;
  status: ResourceStatus;
  reason?: string;
  /** The properties as JSON. */
  properties?: string;
}

/** What happened to a stack. Events are never forgotten. */
export class StackEvents {
  private readonly records: StackEventRecord[] = [];
  private latest: StackOperation;
  private at = 0;

  constructor(
    private readonly stack: { id: string; name: string },
    private readonly clock: Clock,
    kind: OperationKind,
  ) {
    this.latest = this.begin(kind);
  }

  /** What is under way, or was last. */
  get operation(): StackOperation {
    return this.latest;
  }

  begin(kind: OperationKind, token?: string): StackOperation {
    this.latest = { id: randomUUID(), kind, token, startedAt: this.clock.now() };
    return this.latest;
  }

  add({ logicalId, physicalId, type, status, reason, properties }: Happening): void {
    const operation = this.latest;
    // Clients sort by time, and a burst of events within a millisecond would lose its order: each has one of its own.
    this.at = Math.max(this.clock.now(), this.at + 1);
    const at = new Date(this.at);
    const ofStack = physicalId === this.stack.id;
    this.records.push({
      StackId: this.stack.id,
      StackName: this.stack.name,
      EventId: ofStack ? randomUUID() : `${logicalId}-${status}-${at.toISOString()}-${this.records.length}`,
      Timestamp: at,
      OperationId: operation.id,
      LogicalResourceId: logicalId,
      // CloudFormation says "" of what has no physical id yet.
      PhysicalResourceId: physicalId ?? '',
      ResourceType: type,
      ResourceStatus: status,
      ...(reason !== undefined && { ResourceStatusReason: reason }),
      ...(properties !== undefined && { ResourceProperties: properties }),
      ...(operation.token !== undefined && { ClientRequestToken: operation.token }),
      operation,
    });
  }

  newestFirst(): StackEventRecord[] {
    return this.records.toReversed();
  }
}
