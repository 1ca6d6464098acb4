import type { Change, ResourceAttribute, ResourceChange, ResourceChangeDetail } from '@aws-sdk/client-cloudformation';
import type { PropertyDifference } from './comparison';
import type { PlannedChange } from './plan';
import type { Stack } from './stack';

/**
 * A planned change as DescribeChangeSet answers it.
 * @param withValues whether the properties before and after are shown
 */
export function changeShape(stack: Stack, change: PlannedChange, withValues: boolean): Change {
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
      ...differences.map((difference) => detailOf(difference, withValues)),
      ...(metadataChanges ? [METADATA] : []),
    ],
    ...(withValues && contextOf(change)),
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
  withValues: boolean,
): ResourceChangeDetail {
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return {
    Target: {
      Attribute: name === 'Tags' ? 'Tags' : 'Properties',
      ...(name !== 'Tags' && { Name: name }),
      RequiresRecreation: rule === 'replaced' ? 'Always' : 'Never',
      ...(withValues && {
        Path: `/Properties/${name}`,
        BeforeValue: text(before),
        AfterValue: text(after),
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

function contextOf({ before, after }: PlannedChange): Pick<ResourceChange, 'BeforeContext' | 'AfterContext'> {
  return {
    ...(before && { BeforeContext: JSON.stringify({ Properties: before }) }),
    ...(after && { AfterContext: JSON.stringify({ Properties: after }) }),
  };
}
