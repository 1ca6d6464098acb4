import { notServed, templateError, templateFormatError, validationError } from '../cloudformation.faults';
import { PropertyError, type ResourceProvider } from '../providers/provider';
import { ordered } from '../template/order';
import { dependenciesOf, referencesIn, type Reference } from '../template/references';
import type { Template, TemplateResource } from '../template/template';

/** The types of resource that are known, by name. */
export type KnownTypes = ReadonlyMap<string, Pick<ResourceProvider, 'attributes' | 'check'>>;

const PSEUDO_PARAMETERS = [
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
];

/**
 * Holds a template against the types that are known: what it is made of, what it refers to, and in which order it can be made.
 * @throws AwsFault ValidationError that names the type, property, function, resource or attribute which does not exist
 */
export function checkTemplate(template: Template, types: KnownTypes): void {
  const resources = Object.entries(template.resources);
  const strangers = [...new Set(resources.map(([, { type }]) => type).filter((type) => !types.has(type)))];
  if (strangers.length > 0) throw templateFormatError(`Unrecognized resource types: [${strangers.join(', ')}]`);
  for (const [id, resource] of resources) checkResource(id, resource, template, types);
  for (const [name, { value, exportName }] of Object.entries(template.outputs)) {
    for (const reference of referencesIn(value)) checkReference(reference, template, types, 'Outputs');
    for (const reference of referencesIn(exportName ?? '')) {
      if (template.resources[reference.name]) throw notServed(`An export name that comes from a resource (${name})`);
      checkReference(reference, template, types, 'Outputs');
    }
  }
  ordered(dependenciesOf(template));
}

function checkResource(id: string, resource: TemplateResource, template: Template, types: KnownTypes): void {
  for (const reference of referencesIn(resource.properties)) checkReference(reference, template, types, 'Resources');
  for (const name of resource.dependsOn) {
    if (!template.resources[name]) throw unresolved(name, 'Resources');
  }
  try {
    types.get(resource.type)!.check(resource.properties);
  } catch (error) {
    if (!(error instanceof PropertyError)) throw error;
    throw validationError(
      `Properties validation failed for resource ${id} of type ${resource.type} with message: #${error.path}: ${error.message}`,
    );
  }
}

function checkReference({ name, attribute }: Reference, template: Template, types: KnownTypes, section: string): void {
  const resource = template.resources[name];
  if (attribute === undefined) {
    if (resource || template.parameters[name] || PSEUDO_PARAMETERS.includes(name)) return;
    throw unresolved(name, section);
  }
  if (!resource) throw templateError(`instance of Fn::GetAtt references undefined resource ${name}`);
  if (types.get(resource.type)!.attributes.includes(attribute)) return;
  throw templateError(`resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`);
}

const unresolved = (name: string, section: string) =>
  templateFormatError(`Unresolved resource dependencies [${name}] in the ${section} block of the template`);
