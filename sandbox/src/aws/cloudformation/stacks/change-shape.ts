import type { Change, ResourceAttribute, ResourceChange, ResourceChangeDetail } from '@aws-sdk/client-cloudformation';
import type { Blueprint } from './blueprint';
import type { PropertyDifference } from './comparison';
import { masked } from './masking';
import type { PlannedChange } from './plan';
import type { Stack } from './stack';

/** Writes a value of the stack before or after, so that people may see it. */
type Show = (value: unknown) => string | undefined;

/**
 * A planned change as DescribeChangeSet answers it.
 * @param after what the stack would be
 * @param withValues whether the properties before and after are shown
 */
export function changeShape(stack: Stack, after: Blueprint, change: PlannedChange, withValues: boolean): Change {
  const show: Show = (value) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return text === undefined ? undefined : masked(text, stack.blueprint, after);
  };
  const { action, logicalId, type, physicalId, replacement, differences, metadataChanges } = change;
  const modified = action === 'Modify';
  const scope: ResourceAttribute[] = [
    ...(differences.some(({ name }) => name !== 'Tags') ? (['Properties'] as const) : []),
    ...(differences.some(({ name }) => name === 'Tags') ? (['Tags'] as const) : []),
    ...(metadataChanges ? (['Metadata'] as const) : []),
  ];
  const resource: ResourceChange = {
    Action: action,
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ...policyOf(stack, change),
    ...(modified && { Replacement: replacement ? 'True' : 'False' }),
    Scope: scope,
    Details: [
      ...differences.map((difference) => detailOf(difference, withValues ? show : undefined)),
      ...(metadataChanges ? [METADATA] : []),
    ],
    ...(withValues && contextOf(change, show)),
  };
  return { Type: 'Resource', ResourceChange: resource };
}

const METADATA: ResourceChangeDetail = {
  Target: { Attribute: 'Metadata', RequiresRecreation: 'Never' },
  Evaluation: 'Static',
  ChangeSource: 'DirectModification',
};

function detailOf(
  { name, rule, dynamic, before, after }: PropertyDifference,
  show: Show | undefined,
): ResourceChangeDetail {
  return {
    Target: {
      Attribute: name === 'Tags' ? 'Tags' : 'Properties',
      ...(name !== 'Tags' && { Name: name }),
      RequiresRecreation: rule === 'replaced' ? 'Always' : 'Never',
      ...(show && {
        Path: `/Properties/${name}`,
        BeforeValue: show(before),
        AfterValue: show(after),
        AttributeChangeType: before === undefined ? 'Add' : after === undefined ? 'Remove' : 'Modify',
      }),
    },
    Evaluation: dynamic ? 'Dynamic' : 'Static',
    ChangeSource: dynamic ? 'ResourceReference' : 'DirectModification',
  };
}

function policyOf(
  stack: Stack,
  { action, logicalId, replacement }: PlannedChange,
): Pick<ResourceChange, 'PolicyAction'> {
  const { deletionPolicy, updateReplacePolicy } = stack.resources.get(logicalId) ?? {};
  if (action === 'Remove') return { PolicyAction: deletionPolicy === 'Delete' ? 'Delete' : 'Retain' };
  if (!replacement) return {};
  return { PolicyAction: updateReplacePolicy === 'Delete' ? 'ReplaceAndDelete' : 'ReplaceAndRetain' };
}

function contextOf(
  { before, after }: PlannedChange,
  show: Show,
): Pick<ResourceChange, 'BeforeContext' | 'AfterContext'> {
  return {
    ...(before && { BeforeContext: show({ Properties: before }) }),
    ...(after && { AfterContext: show({ Properties: after }) }),
  };
}
