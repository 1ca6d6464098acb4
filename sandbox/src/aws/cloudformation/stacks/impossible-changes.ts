import { validationError } from '../cloudformation.faults';
import type { ResourceProvider } from '../providers/provider';
import type { TemplateResource } from '../template/template';
import type { PropertyDifference } from './comparison';
import type { Stack } from './stack';

/** @throws AwsFault ValidationError that names a property which cannot change, and what to do instead */
export function refuseImpossible(
  logicalId: string,
  provider: Pick<ResourceProvider, 'type' | 'replaceable'>,
  differences: readonly PropertyDifference[],
): void {
  const named = `${logicalId} (${provider.type})`;
  const fixed = differences.find(({ rule }) => rule === 'fixed');
  if (fixed) {
    throw validationError(
      `Resource ${named} cannot change ${fixed.name}: the operation that changes it in place is not implemented by this ` +
        'sandbox. Delete the stack and create it again.',
    );
  }
  const replaced = differences.find(({ rule }) => rule === 'replaced');
  if (!replaced || provider.replaceable) return;
  throw validationError(
    `Resource ${named} cannot change ${replaced.name}: that needs another resource in its place, and this sandbox does not ` +
      'replace resources of this type. Give the changed one another logical id and name, or delete the stack and create it again.',
  );
}

/** @throws AwsFault ValidationError where a logical id is to be something of another type */
export function refuseOtherTypes(stack: Stack, resources: Readonly<Record<string, TemplateResource>>): void {
  const changed = stack.live().filter(({ logicalId, type }) => (resources[logicalId]?.type ?? type) !== type);
  if (changed.length === 0) return;
  throw validationError(
    'Update of resource type is not permitted. The new template modifies resource type of the following resources: ' +
      `[${changed.map(({ logicalId }) => logicalId).join(', ')}]`,
  );
}
