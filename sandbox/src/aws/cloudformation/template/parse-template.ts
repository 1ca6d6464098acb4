import { notServed, templateFormatError, validationError } from '../cloudformation.faults';
import { readTemplateText } from './read-text';
import {
  asText,
  isMap,
  type Template,
  type TemplateOutput,
  type TemplateParameter,
  type TemplateResource,
  type TemplateValue,
} from './template';

type Section = Record<string, TemplateValue>;

const SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Resources', 'Outputs'];
/** Sections of real templates that change what is made, and are not served. */
const SECTIONS_NOT_SERVED = ['Conditions', 'Mappings', 'Transform', 'Rules', 'Hooks'];

const RESOURCE_MEMBERS = [
  'Type',
  'Properties',
  'DependsOn',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'UpdatePolicy',
  'Metadata',
];
const RESOURCE_MEMBERS_NOT_SERVED = ['Condition', 'CreationPolicy'];
const POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate'];

/**
 * Reads a template. What its resources are of and refer to is checked by `checkTemplate`.
 * @throws AwsFault ValidationError that names a section or member that CloudFormation or this sandbox does not have
 */
export function parseTemplate(text: string): Template {
  const root = readTemplateText(text);
  if (!isMap(root)) throw templateFormatError('unsupported structure.');
  const served = Object.keys(root).find((name) => SECTIONS_NOT_SERVED.includes(name));
  if (served) throw notServed(`Template section ${served}`);
  const unknown = Object.keys(root).filter((name) => !SECTIONS.includes(name));
  if (unknown.length > 0) throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
  const resources = mapValues(sectionOf(root, 'Resources'), readResource);
  if (Object.keys(resources).length === 0) {
    throw templateFormatError('At least one Resources member must be defined.');
  }
  return {
    ...(root['Description'] !== undefined && { description: asText(root['Description']) }),
    ...(root['AWSTemplateFormatVersion'] !== undefined && { version: asText(root['AWSTemplateFormatVersion']) }),
    ...(root['Metadata'] !== undefined && { metadata: root['Metadata'] }),
    parameters: mapValues(sectionOf(root, 'Parameters'), readParameter),
    resources,
    outputs: mapValues(sectionOf(root, 'Outputs'), readOutput),
  };
}

function readResource(name: string, value: TemplateValue): TemplateResource {
  const at = `[/Resources/${name}]`;
  if (!/^[A-Za-z0-9]+$/.test(name)) throw templateFormatError(`Resource name ${name} is non alphanumeric.`);
  if (!isMap(value)) throw templateFormatError(`${at} Every Resources member must be an object.`);
  const notHere = Object.keys(value).find((member) => RESOURCE_MEMBERS_NOT_SERVED.includes(member));
  if (notHere) throw notServed(`${notHere} of the resource ${name}`);
  const unknown = Object.keys(value).find((member) => !RESOURCE_MEMBERS.includes(member));
  if (unknown) throw validationError(`Invalid template resource property '${unknown}'`);
  const {
    Type,
    Properties = {},
    DependsOn = [],
    DeletionPolicy = 'Delete',
    UpdateReplacePolicy = 'Delete',
    Metadata,
  } = value;
  if (typeof Type !== 'string') throw templateFormatError(`${at} Every Resources object must contain a Type member.`);
  if (!isMap(Properties)) throw templateFormatError(`${at} Properties must be an object.`);
  for (const policy of [DeletionPolicy, UpdateReplacePolicy]) {
    if (policy === 'Snapshot') throw notServed(`The policy Snapshot of the resource ${name}`);
    if (!POLICIES.includes(asText(policy))) throw templateFormatError(`Unrecognized DeletionPolicy ${asText(policy)}`);
  }
  return {
    type: Type,
    properties: Properties,
    dependsOn: (Array.isArray(DependsOn) ? DependsOn : [DependsOn]).map(asText),
    deletionPolicy: asText(DeletionPolicy),
    updateReplacePolicy: asText(UpdateReplacePolicy),
    ...(Metadata !== undefined && { metadata: Metadata }),
  };
}

function readParameter(name: string, value: TemplateValue): TemplateParameter {
  if (!isMap(value)) throw templateFormatError(`Every Parameters member must be an object: ${name}.`);
  const type = asText(value['Type']);
  if (type !== 'String' && type !== 'Number' && type !== 'CommaDelimitedList') {
    if (value['Type'] === undefined) {
      throw templateFormatError('Every Parameters object must contain a Type member.');
    }
    throw notServed(`Parameter ${name} of type ${type}`);
  }
  const text = (member: string) => (value[member] === undefined ? undefined : asText(value[member]));
  const number = (member: string) => (value[member] === undefined ? undefined : Number(value[member]));
  const allowed = value['AllowedValues'];
  return {
    type,
    default: text('Default'),
    noEcho: asText(value['NoEcho']) === 'true',
    description: text('Description'),
    allowedValues: Array.isArray(allowed) ? allowed.map(asText) : undefined,
    allowedPattern: text('AllowedPattern'),
    minLength: number('MinLength'),
    maxLength: number('MaxLength'),
    minValue: number('MinValue'),
    maxValue: number('MaxValue'),
    constraintDescription: text('ConstraintDescription'),
  };
}

function readOutput(name: string, value: TemplateValue): TemplateOutput {
  if (!isMap(value) || value['Value'] === undefined) {
    throw templateFormatError(`Every Outputs member must contain a Value object: ${name}.`);
  }
  if (value['Condition'] !== undefined) throw notServed(`Condition of the output ${name}`);
  const given = value['Export'];
  return {
    value: value['Value'],
    ...(value['Description'] !== undefined && { description: asText(value['Description']) }),
    ...(isMap(given) && given['Name'] !== undefined && { exportName: given['Name'] }),
  };
}

function sectionOf(root: Section, name: string): Section {
  const section = root[name] ?? {};
  if (!isMap(section)) throw templateFormatError(`[/${name}] the section must be an object.`);
  return section;
}

function mapValues<T>(section: Section, read: (name: string, value: TemplateValue) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(section).map(([name, value]) => [name, read(name, value)]));
}
