import type {
  Operation as OperationShape,
  OperationStatus,
  OperationTargetType,
  OperationType,
} from '@aws-sdk/client-servicediscovery';
import type { Clock, Timer } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import { operationId } from './identifiers';
import { operationNotFound } from '../servicediscovery.faults';

/** What an operation is about, by the kind of thing. */
export type OperationTargets = Partial<Record<OperationTargetType, string>>;

/** Why an operation fails in the end. */
export interface OperationFailure {
  /** Operation, ErrorCode: CANNOT_CREATE_HOSTED_ZONE, HOSTED_ZONE_NOT_FOUND, … */
  code: string;
  message: string;
}

/** A change that takes its time. Times are epoch ms. */
export interface DiscoveryOperation {
  readonly id: string;
  readonly type: OperationType;
  readonly targets: OperationTargets;
  /** Of the namespace it happens in: what ListOperations filters by. */
  readonly namespaceId: string;
  readonly createdAt: number;
  updatedAt: number;
  status: OperationStatus;
  failure?: OperationFailure;
}

/** A region's operations: each is pending for a while, and its change happens when it succeeds. */
export class Operations {
  private readonly all = new Map<string, DiscoveryOperation>();
  private readonly timers = new Set<Timer>();

  constructor(
    private readonly clock: Clock,
    private readonly pace: Pace,
  ) {}

  /**
   * Begins an operation.
   * @param seconds how long it takes, in AWS's time
   * @param finish makes the change; what it answers is why there was none
   */
  begin(
    about: Pick<DiscoveryOperation, 'type' | 'targets' | 'namespaceId'>,
    seconds: number,
    finish: () => OperationFailure | void,
  ): DiscoveryOperation {
    const now = this.clock.now();
    const operation: DiscoveryOperation = {
      ...about,
      id: operationId(),
      createdAt: now,
      updatedAt: now,
      status: 'PENDING',
    };
    this.all.set(operation.id, operation);
    const timer = this.clock.after(this.pace.ms(seconds), () => {
      this.timers.delete(timer);
      const failure = finish() ?? undefined;
      operation.status = failure ? 'FAIL' : 'SUCCESS';
      operation.failure = failure;
      operation.updatedAt = this.clock.now();
    });
    this.timers.add(timer);
    return operation;
  }

  /** Newest first. */
  list(): DiscoveryOperation[] {
    return [...this.all.values()].toReversed();
  }

  /** @throws AwsFault OperationNotFound */
  known(id: string | undefined): DiscoveryOperation {
    const operation = this.all.get(id ?? '');
    if (!operation) throw operationNotFound();
    return operation;
  }

  close(): void {
    for (const timer of this.timers) timer.cancel();
  }
}

/** An operation as GetOperation has it. */
export const operationShape = (operation: DiscoveryOperation): OperationShape => ({
  Id: operation.id,
  Type: operation.type,
  Status: operation.status,
  ...(operation.failure && { ErrorCode: operation.failure.code, ErrorMessage: operation.failure.message }),
  CreateDate: new Date(operation.createdAt),
  UpdateDate: new Date(operation.updatedAt),
  Targets: operation.targets,
});
