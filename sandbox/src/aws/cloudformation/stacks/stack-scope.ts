import { validationError } from '../cloudformation.faults';
import { KNOWN_AFTER_APPLY, NO_VALUE, type Scope } from '../template/intrinsics';
import { listOf } from '../template/parameters';
import type { TemplateValue } from '../template/template';
import type { Blueprint } from './blueprint';
import type { StackPlace, StackResource } from './stack';

/** What a stack's template is resolved against. */
export interface ScopeParts {
  blueprint: Blueprint;
  place: StackPlace;
  stack: { id: string; name: string };
  /** A resource as it stands, undefined where it is yet to be made. */
  resource: (logicalId: string) => Pick<StackResource, 'physicalId' | 'attributes'> | undefined;
  /** The value of a region's export. */
  exported: (name: string) => string | undefined;
  /** Told of each export that is used. */
  onImport?: (name: string) => void;
  /** Puts stars for the values of NoEcho parameters, for what people see. */
  masked?: boolean;
}

export function stackScope(parts: ScopeParts): Scope {
  const { place, stack, resource, exported, onImport } = parts;
  const pseudo: Record<string, TemplateValue> = {
    'AWS::AccountId': place.accountId,
    'AWS::NoValue': NO_VALUE,
    'AWS::NotificationARNs': [],
    'AWS::Partition': 'aws',
    'AWS::Region': place.region,
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return {
    ref: (name) => pseudo[name] ?? parameterValue(name, parts) ?? resource(name)?.physicalId ?? KNOWN_AFTER_APPLY,
    attribute: (name, attribute) => resource(name)?.attributes[attribute] ?? KNOWN_AFTER_APPLY,
    imported(name) {
      const value = exported(name);
      if (value === undefined) throw validationError(`No export named ${name} found.`);
      onImport?.(name);
      return value;
    },
    zones: (region) => ['a', 'b', 'c'].map((zone) => (region || place.region) + zone),
  };
}

function parameterValue(name: string, { blueprint, masked }: ScopeParts): TemplateValue | undefined {
  const value = blueprint.parameters.get(name);
  const declared = blueprint.template.parameters[name];
  if (value === undefined || !declared) return undefined;
  if (masked && declared.noEcho) return '****';
  return declared.type === 'CommaDelimitedList' ? listOf(value) : value;
}
