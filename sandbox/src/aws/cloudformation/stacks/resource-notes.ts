import type { ResourceStatus } from '@aws-sdk/client-cloudformation';
import type { Clock } from '../../../kernel/clock';
import type { Stack, StackResource } from './stack';

/** Keeps a resource's status and tells of it in the stack's events. */
export interface ResourceNotes {
  turn(resource: StackResource, status: ResourceStatus, reason?: string): void;
}

/** @param shown the properties that people may see, as JSON; undefined where events show none */
export const notesOf = (
  stack: Stack,
  clock: Clock,
  shown: (logicalId: string) => string | undefined = () => undefined,
): ResourceNotes => ({
  turn(resource, status, reason) {
    const { logicalId, physicalId, type } = resource;
    Object.assign(resource, { status, reason, changedAt: clock.now() });
    stack.events.add({ logicalId, physicalId, type, status, reason, properties: shown(logicalId) });
  },
});
