import { randomUUID } from 'node:crypto';
import type { Output, ResourceStatus, StackStatus } from '@aws-sdk/client-cloudformation';
import type { Clock } from '../../../kernel/clock';
import type { Properties, TemplateValue } from '../template/template';
import type { Blueprint } from './blueprint';
import { type OperationKind, StackEvents } from './stack-events';

/** A resource of a stack, as it was last made or changed. */
export interface StackResource {
  logicalId: string;
  type: string;
  /** Undefined where it never came into being. */
  physicalId?: string;
  attributes: Readonly<Record<string, TemplateValue>>;
  /** As they were applied: nothing in them refers to anything any more. */
  properties: Properties;
  status: ResourceStatus;
  reason?: string;
  /** Epoch ms. */
  changedAt: number;
  metadata?: TemplateValue;
  deletionPolicy: string;
  updateReplacePolicy: string;
  /** The resources that have to outlive it. */
  dependsOn: readonly string[];
}

/** An operation of a stack that is under way. */
export interface RunningOperation {
  breakOff: () => void;
  /** Resolves when nothing of it goes on. */
  done: Promise<void>;
}

/** Where a stack is. */
export interface StackPlace {
  region: string;
  /** Twelve digits. */
  accountId: string;
}

/** A stack, alive or deleted. */
export class Stack {
  readonly id: string;
  readonly createdAt: number;
  status: StackStatus = 'REVIEW_IN_PROGRESS';
  statusReason?: string;
  updatedAt?: number;
  deletedAt?: number;
  outputs: Output[] = [];
  /** The names of other stacks' exports that it uses. */
  imports: ReadonlySet<string> = new Set();
  readonly resources = new Map<string, StackResource>();
  readonly events: StackEvents;
  /** The change set that was last executed. */
  changeSetId?: string;
  disableRollback = false;
  terminationProtection = false;
  /** The token it was created with: the same request again is answered with the same stack. */
  creationToken?: string;
  running?: RunningOperation;

  constructor(
    readonly name: string,
    /** What it is; of one under review, what it is going to be. */
    public blueprint: Blueprint,
    { region, accountId }: StackPlace,
    private readonly clock: Clock,
    kind: OperationKind,
  ) {
    this.id = `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/${randomUUID()}`;
    this.createdAt = clock.now();
    this.events = new StackEvents(this, clock, kind);
  }

  get deleted(): boolean {
    return this.status === 'DELETE_COMPLETE';
  }

  get underWay(): boolean {
    return this.status.endsWith('_IN_PROGRESS') && this.status !== 'REVIEW_IN_PROGRESS';
  }

  /** Changes its status, and lets that be an event. */
  turn(status: StackStatus, reason?: string): void {
    this.status = status;
    this.statusReason = reason;
    const now = this.clock.now();
    if (status === 'UPDATE_IN_PROGRESS') this.updatedAt = now;
    if (status === 'DELETE_COMPLETE') this.deletedAt = now;
    this.events.add({
      logicalId: this.name,
      physicalId: this.id,
      type: 'AWS::CloudFormation::Stack',
      status: status as ResourceStatus,
      reason,
    });
  }

  /** The resources that exist. */
  live(): StackResource[] {
    return [...this.resources.values()].filter(isLive);
  }

  /** The resource of that name, where it exists. */
  liveResource(logicalId: string): StackResource | undefined {
    const resource = this.resources.get(logicalId);
    return resource && isLive(resource) ? resource : undefined;
  }
}

const isLive = ({ physicalId, status }: StackResource): boolean =>
  physicalId !== undefined && status !== 'DELETE_COMPLETE' && status !== 'DELETE_SKIPPED';
