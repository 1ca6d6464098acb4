import { NormalizedSchema } from '@smithy/core/schema';
import { asText, intrinsicOf, isMap, type Properties, type TemplateValue } from '../template/template';
import { PropertyError } from './provider';

/**
 * Turns a resource's properties into an SDK input by the SDK's own schema: CloudFormation writes the members of structures
 * with a capital, the SDK as the service does, so they are found without regard to case; the keys of maps are somebody's own
 * and stay as they are. Values are brought to the type the service takes, as CloudFormation brings "80" to 80. A value that is
 * an intrinsic function stays as it is, so that the same walk checks a template.
 * @throws PropertyError that names a member which the structure does not have, or a value of the wrong kind
 */
export function sdkInput<Input>(schema: unknown, properties: Properties): Input {
  return structure(NormalizedSchema.of(schema as never), properties, '') as Input;
}

function structure(schema: NormalizedSchema, value: TemplateValue, path: string): unknown {
  if (!isMap(value)) throw wrongKind(path, 'JSONObject', value);
  const members = new Map([...schema.structIterator()].map(([name, member]) => [name.toLowerCase(), { name, member }]));
  const mapped: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const found = members.get(key.toLowerCase());
    if (!found) throw new PropertyError(path, `extraneous key [${key}] is not permitted`);
    if (item !== null) mapped[found.name] = convert(found.member, item, `${path}/${key}`);
  }
  return mapped;
}

function convert(schema: NormalizedSchema, value: TemplateValue, path: string): unknown {
  if (intrinsicOf(value)) return value;
  if (schema.isStructSchema()) return structure(schema, value, path);
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw wrongKind(path, 'JSONArray', value);
    return value.map((item, at) => convert(schema.getValueSchema(), item, `${path}/${at}`));
  }
  if (schema.isMapSchema()) {
    if (!isMap(value)) throw wrongKind(path, 'JSONObject', value);
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([key, item]) => [key, convert(schema.getValueSchema(), item, `${path}/${key}`)]),
    );
  }
  return scalar(schema, value, path);
}

function scalar(schema: NormalizedSchema, value: TemplateValue, path: string): unknown {
  if (schema.isStringSchema()) {
    if (typeof value === 'object') throw wrongKind(path, 'String', value);
    return String(value);
  }
  if (schema.isBooleanSchema()) {
    if (asText(value) !== 'true' && asText(value) !== 'false') throw wrongKind(path, 'Boolean', value);
    return asText(value) === 'true';
  }
  if (schema.isNumericSchema()) {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || Number.isNaN(number)) throw wrongKind(path, 'Number', value);
    return number;
  }
  return value;
}

const KINDS: Record<string, string> = { string: 'String', number: 'Number', boolean: 'Boolean' };

function wrongKind(path: string, wanted: string, value: TemplateValue): PropertyError {
  const found = Array.isArray(value) ? 'JSONArray' : (KINDS[typeof value] ?? 'JSONObject');
  return new PropertyError(path, `expected type: ${wanted}, found: ${found}`);
}
