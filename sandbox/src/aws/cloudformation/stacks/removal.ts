import { ordered } from '../template/order';
import { failureWords } from './failure-words';
import { makingOf } from './making';
import { notesOf } from './resource-notes';
import type { Stack, StackResource } from './stack';
import type { StackWorld } from './stack-world';

/**
 * Removes resources of a stack, what others need last. One that fails keeps what it needs.
 * @param kept which of them are left where they are
 * @returns the logical ids of those that could not be removed
 */
export async function removeResources(
  stack: Stack,
  resources: readonly StackResource[],
  world: StackWorld,
  signal: AbortSignal,
  kept: (resource: StackResource) => boolean,
): Promise<string[]> {
  const notes = notesOf(stack, world.clock);
  const failed: StackResource[] = [];
  for (const resource of inRemovalOrder(resources)) {
    if (signal.aborted) break;
    if (failed.some(({ dependsOn }) => dependsOn.includes(resource.logicalId))) continue;
    if (kept(resource)) {
      notes.turn(resource, 'DELETE_SKIPPED');
      continue;
    }
    notes.turn(resource, 'DELETE_IN_PROGRESS');
    try {
      await removeOne(stack, resource, world, signal);
      notes.turn(resource, 'DELETE_COMPLETE');
    } catch (error) {
      notes.turn(resource, 'DELETE_FAILED', failureWords(error));
      failed.push(resource);
    }
  }
  return failed.map(({ logicalId }) => logicalId);
}

function removeOne(stack: Stack, resource: StackResource, world: StackWorld, signal: AbortSignal): Promise<void> {
  const { logicalId, physicalId = '', attributes, properties, type } = resource;
  const making = makingOf({ ...world, logicalId, stackName: stack.name, signal, onInitiated: () => {} });
  return world.types.get(type)!.delete({ physicalId, attributes }, properties, making);
}

function inRemovalOrder(resources: readonly StackResource[]): StackResource[] {
  const byId = new Map(resources.map((resource) => [resource.logicalId, resource]));
  const needs = new Map(
    resources.map(({ logicalId, dependsOn }) => [logicalId, dependsOn.filter((needed) => byId.has(needed))]),
  );
  return ordered(needs)
    .toReversed()
    .map((logicalId) => byId.get(logicalId)!);
}
