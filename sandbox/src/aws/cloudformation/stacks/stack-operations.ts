import type { StackStatus } from '@aws-sdk/client-cloudformation';
import { AwsFault } from '../../wire/fault';
import type { Blueprint } from './blueprint';
import { outputsOf } from './outputs';
import { Provisioning } from './provisioning';
import { removeResources } from './removal';
import type { Stack, StackResource } from './stack';
import type { OperationKind } from './stack-events';
import type { StackWorld } from './stack-world';
import { undo } from './undoing';

export type OnFailure = 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';

/** How an operation is to be carried out. */
export interface OperationOptions {
  token?: string;
  /** The names of other stacks' exports that the stack will use. */
  imports: ReadonlySet<string>;
  onFailure: OnFailure;
  /** Whether resources that are to be kept are removed all the same where their creation is rolled back. */
  retainExceptOnCreate?: boolean;
}

/** Creates, changes and deletes stacks; each goes on in the background, and its status says how far it is. */
export class StackOperations {
  constructor(
    private readonly world: StackWorld,
    private readonly told: {
      /** Told that a stack is going to be another. */
      onBegin: (stack: Stack) => void;
      /** Told of an error that nobody meant to raise. */
      onDefect: (error: unknown) => void;
    },
  ) {}

  create(stack: Stack, options: OperationOptions): void {
    stack.disableRollback = options.onFailure === 'DO_NOTHING';
    stack.imports = options.imports;
    this.run(stack, 'CREATE_STACK', options.token, async (signal) => {
      stack.turn('CREATE_IN_PROGRESS', 'User Initiated');
      const work = new Provisioning(stack, stack.blueprint, this.world, signal);
      const done = await work.apply();
      if (signal.aborted) return;
      const obstacle = done ? this.takeOutputs(stack, stack.blueprint, work) : failureOf(work);
      if (obstacle === undefined) return stack.turn('CREATE_COMPLETE');
      await this.takeBackCreation(stack, obstacle, options, signal);
    });
  }

  update(stack: Stack, blueprint: Blueprint, options: OperationOptions): void {
    stack.disableRollback = options.onFailure === 'DO_NOTHING';
    const importsBefore = stack.imports;
    stack.imports = new Set([...importsBefore, ...options.imports]);
    this.run(stack, 'UPDATE_STACK', options.token, async (signal) => {
      stack.turn('UPDATE_IN_PROGRESS', 'User Initiated');
      const work = new Provisioning(stack, blueprint, this.world, signal);
      const done = await work.apply();
      if (signal.aborted) return;
      const obstacle = done ? this.takeOutputs(stack, blueprint, work) : failureOf(work);
      if (obstacle !== undefined && options.onFailure === 'DO_NOTHING') {
        stack.blueprint = blueprint;
        return stack.turn('UPDATE_FAILED', obstacle);
      }
      if (obstacle !== undefined) {
        await this.takeBackUpdate(stack, obstacle, work, signal);
        stack.imports = importsBefore;
        return;
      }
      stack.blueprint = blueprint;
      stack.imports = options.imports;
      await this.cleanUp(stack, blueprint, work, signal);
    });
  }

  /**
   * Deletes a stack; what is under way on it is broken off first.
   * @param retained logical ids that are left where they are
   */
  delete(stack: Stack, token: string | undefined, retained: readonly string[] = []): void {
    const before = stack.running;
    before?.breakOff();
    this.run(stack, 'DELETE_STACK', token, async (signal) => {
      stack.turn('DELETE_IN_PROGRESS', 'User Initiated');
      await before?.done;
      const kept = (resource: StackResource) => retained.includes(resource.logicalId) || isKept(resource);
      await this.removeAll(stack, signal, kept);
    });
  }

  private async removeAll(
    stack: Stack,
    signal: AbortSignal,
    kept: (resource: StackResource) => boolean,
  ): Promise<void> {
    const failed = await removeResources(stack, stack.live(), this.world, signal, kept);
    if (signal.aborted) return;
    if (failed.length > 0) {
      return stack.turn('DELETE_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}]. `);
    }
    stack.turn('DELETE_COMPLETE');
  }

  /** @returns why the stack cannot have its new outputs, undefined where it has */
  private takeOutputs(stack: Stack, { template }: Blueprint, work: Provisioning): string | undefined {
    try {
      const outputs = outputsOf(template, work.scope());
      const obstacle = this.world.exports.obstacle(stack, outputs);
      if (obstacle === undefined) stack.outputs = outputs;
      return obstacle;
    } catch (error) {
      if (error instanceof AwsFault) return error.message;
      throw error;
    }
  }

  private async takeBackCreation(
    stack: Stack,
    reason: string,
    { onFailure, retainExceptOnCreate }: OperationOptions,
    signal: AbortSignal,
  ): Promise<void> {
    if (onFailure === 'DO_NOTHING') return stack.turn('CREATE_FAILED', reason);
    const kept = (resource: StackResource) => resource.deletionPolicy === 'Retain' && !retainExceptOnCreate;
    if (onFailure === 'DELETE') {
      stack.turn('DELETE_IN_PROGRESS', `${reason}Delete requested by user.`);
      return this.removeAll(stack, signal, kept);
    }
    stack.turn('ROLLBACK_IN_PROGRESS', `${reason}Rollback requested by user.`);
    const failed = await removeResources(stack, stack.live(), this.world, signal, kept);
    if (signal.aborted) return;
    if (failed.length === 0) return stack.turn('ROLLBACK_COMPLETE');
    stack.turn('ROLLBACK_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}]. `);
  }

  private async takeBackUpdate(stack: Stack, reason: string, work: Provisioning, signal: AbortSignal): Promise<void> {
    stack.turn('UPDATE_ROLLBACK_IN_PROGRESS', reason);
    const { leftovers, failed } = await undo(stack, work.steps, this.world, signal);
    if (signal.aborted) return;
    if (failed.length > 0) {
      return stack.turn(
        'UPDATE_ROLLBACK_FAILED',
        `The following resource(s) failed to update: [${failed.join(', ')}]. `,
      );
    }
    stack.turn('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    await removeResources(stack, leftovers, this.world, signal, () => false);
    for (const leftover of leftovers) forget(stack, leftover);
    if (!signal.aborted) stack.turn('UPDATE_ROLLBACK_COMPLETE');
  }

  /** Removes what has no place in the stack any more. What cannot be removed stays behind, and the update has succeeded. */
  private async cleanUp(stack: Stack, { template }: Blueprint, work: Provisioning, signal: AbortSignal): Promise<void> {
    stack.turn('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    const gone = stack.live().filter(({ logicalId }) => !template.resources[logicalId]);
    const keepsReplaced = ({ updateReplacePolicy }: StackResource) => updateReplacePolicy !== 'Delete';
    const failed = [
      ...(await removeResources(stack, work.replaced, this.world, signal, keepsReplaced)),
      ...(await removeResources(stack, gone, this.world, signal, isKept)),
    ];
    for (const resource of gone) forget(stack, resource);
    if (signal.aborted) return;
    const left = failed.length > 0 ? 'Update successful. One or more resources could not be deleted.' : undefined;
    stack.turn('UPDATE_COMPLETE', left);
  }

  private run(
    stack: Stack,
    kind: OperationKind,
    token: string | undefined,
    work: (signal: AbortSignal) => Promise<void>,
  ): void {
    const controller = new AbortController();
    stack.events.begin(kind, token);
    this.told.onBegin(stack);
    const done = work(controller.signal).catch((error: unknown) => {
      this.told.onDefect(error);
      stack.turn(FAILED[stack.status] ?? 'UPDATE_ROLLBACK_FAILED', `The sandbox failed: ${String(error)}`);
    });
    stack.running = { breakOff: () => controller.abort(), done };
  }
}

/** Where a stack ends up when the sandbox itself fails. */
const FAILED: Partial<Record<StackStatus, StackStatus>> = {
  CREATE_IN_PROGRESS: 'CREATE_FAILED',
  ROLLBACK_IN_PROGRESS: 'ROLLBACK_FAILED',
  DELETE_IN_PROGRESS: 'DELETE_FAILED',
};

const isKept = ({ deletionPolicy }: StackResource): boolean => deletionPolicy !== 'Delete';

function failureOf({ failed }: Provisioning): string {
  const sentence = (action: 'create' | 'update') => {
    const ids = failed.filter((each) => each.action === action).map(({ logicalId }) => logicalId);
    return ids.length > 0 ? `The following resource(s) failed to ${action}: [${ids.join(', ')}]. ` : '';
  };
  return sentence('create') + sentence('update');
}

/** Takes a resource out of its stack, unless another has taken its place. */
function forget(stack: Stack, resource: StackResource): void {
  if (stack.resources.get(resource.logicalId) === resource) stack.resources.delete(resource.logicalId);
}
