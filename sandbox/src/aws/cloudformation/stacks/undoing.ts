import { failureWords } from './failure-words';
import { makingOf } from './making';
import type { Step } from './provisioning';
import { notesOf, type ResourceNotes } from './resource-notes';
import type { Stack, StackResource } from './stack';
import type { StackWorld } from './stack-world';

/** What is left over once steps are undone: what was made in their course, to be removed. */
export interface Undone {
  leftovers: StackResource[];
  failed: string[];
}

/**
 * Takes back what was done to a stack's resources. What others need comes first, as in any update: a service cannot become
 * steady again while its target group still checks what it should not.
 */
export async function undo(
  stack: Stack,
  steps: readonly Step[],
  world: StackWorld,
  signal: AbortSignal,
): Promise<Undone> {
  const notes = notesOf(stack, world.clock);
  const leftovers: StackResource[] = [];
  const failed: string[] = [];
  for (const step of steps) {
    if (signal.aborted) break;
    const current = stack.resources.get(step.logicalId)!;
    if (step.kind === 'added') {
      if (current.physicalId === undefined) stack.resources.delete(step.logicalId);
      else leftovers.push(current);
    } else if (step.kind === 'replaced') {
      if (current.physicalId !== step.before!.physicalId) leftovers.push(current);
      stack.resources.set(step.logicalId, step.before!);
      notes.turn(step.before!, 'UPDATE_COMPLETE');
    } else if (!(await changeBack(stack, step, current, world, notes, signal))) failed.push(step.logicalId);
  }
  return { leftovers, failed };
}

async function changeBack(
  stack: Stack,
  { before, after }: Step,
  current: StackResource,
  world: StackWorld,
  notes: ResourceNotes,
  signal: AbortSignal,
): Promise<boolean> {
  const { logicalId, type, attributes } = current;
  const making = makingOf({ ...world, logicalId, stackName: stack.name, signal, onInitiated: () => {} });
  notes.turn(current, 'UPDATE_IN_PROGRESS');
  try {
    const made = { physicalId: current.physicalId!, attributes };
    const change = { before: after, after: before!.properties };
    const restored = await world.types.get(type)!.update(made, change, making);
    Object.assign(current, before, restored);
    notes.turn(current, 'UPDATE_COMPLETE');
    return true;
  } catch (error) {
    notes.turn(current, 'UPDATE_FAILED', failureWords(error));
    return false;
  }
}
