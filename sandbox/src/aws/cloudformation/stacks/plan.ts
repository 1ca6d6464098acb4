import { isDeepStrictEqual } from 'node:util';
import type { ResourceProvider } from '../providers/provider';
import { resolved } from '../template/intrinsics';
import { ordered } from '../template/order';
import { dependenciesOf } from '../template/references';
import { asText, type Properties, type TemplateResource } from '../template/template';
import type { Blueprint } from './blueprint';
import { differencesOf, needsReplacement, type PropertyDifference, withStackTags } from './comparison';
import { refuseImpossible, refuseOtherTypes } from './impossible-changes';
import type { Stack, StackPlace, StackResource } from './stack';
import { stackScope } from './stack-scope';

/** What will become of one resource. */
export interface PlannedChange {
  action: 'Add' | 'Modify' | 'Remove';
  logicalId: string;
  type: string;
  physicalId?: string;
  /** Whether another resource takes its place. */
  replacement: boolean;
  differences: PropertyDifference[];
  metadataChanges: boolean;
  before?: Properties;
  /** With what is not known yet as such. */
  after?: Properties;
}

/** What will become of a stack. */
export interface Plan {
  changes: PlannedChange[];
  /** Whether there is anything to do: outputs change too. */
  hasChanges: boolean;
  /** The names of other stacks' exports that it will use. */
  imports: ReadonlySet<string>;
  /** The names of its own exports. */
  exportNames: string[];
}

export interface PlanParts {
  stack: Stack;
  blueprint: Blueprint;
  types: ReadonlyMap<string, ResourceProvider>;
  place: StackPlace;
  /** The value of a region's export. */
  exported: (name: string) => string | undefined;
}

/**
 * Finds out what a blueprint means for a stack, without changing anything.
 * @throws AwsFault ValidationError that names a change which cannot be made, or an export that does not exist
 */
export function planOf(parts: PlanParts): Plan {
  const { stack, blueprint, types } = parts;
  const { template } = blueprint;
  const imports = new Set<string>();
  const fresh = new Set<string>();
  const scope = stackScope({
    ...parts,
    resource: (id) => (fresh.has(id) ? undefined : stack.liveResource(id)),
    onImport: (name) => imports.add(name),
  });
  refuseOtherTypes(stack, template.resources);
  const changes: PlannedChange[] = [];
  for (const logicalId of ordered(dependenciesOf(template))) {
    const resource = template.resources[logicalId]!;
    const provider = types.get(resource.type)!;
    const after = withStackTags(provider, resolved(resource.properties, scope) as Properties, blueprint);
    const change = changeOf(logicalId, resource, provider, stack.liveResource(logicalId), after);
    if (!change) continue;
    if (change.action === 'Add' || change.replacement) fresh.add(logicalId);
    changes.push(change);
  }
  const gone = stack.live().filter(({ logicalId }) => !template.resources[logicalId]);
  changes.push(...gone.map(removal));
  const outputs = Object.entries(template.outputs).map(([OutputKey, { value, exportName }]) => ({
    OutputKey,
    OutputValue: resolved(value, scope),
    ExportName: exportName === undefined ? undefined : asText(resolved(exportName, scope)),
  }));
  const shown = stack.outputs.map(({ OutputKey, OutputValue, ExportName }) => ({ OutputKey, OutputValue, ExportName }));
  return {
    changes,
    hasChanges: changes.length > 0 || !isDeepStrictEqual(outputs, shown),
    imports,
    exportNames: outputs.flatMap(({ ExportName }) => ExportName ?? []),
  };
}

function changeOf(
  logicalId: string,
  { type, metadata }: TemplateResource,
  provider: ResourceProvider,
  existing: StackResource | undefined,
  after: Properties,
): PlannedChange | undefined {
  if (!existing) {
    return { action: 'Add', logicalId, type, replacement: false, differences: [], metadataChanges: false, after };
  }
  const { physicalId, properties: before } = existing;
  const differences = differencesOf(provider, before, after);
  const metadataChanges = !isDeepStrictEqual(existing.metadata, metadata);
  if (differences.length === 0 && !metadataChanges && !isUnfinished(existing)) return undefined;
  refuseImpossible(logicalId, provider, differences);
  const replacement = needsReplacement(differences);
  return { action: 'Modify', logicalId, type, physicalId, replacement, differences, metadataChanges, before, after };
}

/** One that failed half-way is brought to what the template says, whatever it was last asked to be. */
export const isUnfinished = ({ status }: StackResource): boolean => status.endsWith('_FAILED');

const removal = ({ logicalId, type, physicalId, properties }: StackResource): PlannedChange => ({
  action: 'Remove',
  logicalId,
  type,
  physicalId,
  replacement: false,
  differences: [],
  metadataChanges: false,
  before: properties,
});
