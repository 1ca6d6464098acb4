import type { NormalizedSchema } from '@smithy/core/schema';

/** A form of dotted names as a tree; the value of a name that also has children stands under "". */
interface FormTree {
  [name: string]: string | FormTree;
}

/**
 * The inverse of the SDK's Query serializer: form parameters to the input that the schema describes.
 * See https://smithy.io/2.0/aws/protocols/aws-query-protocol.html.
 */
export function inputFromForm(schema: NormalizedSchema, form: URLSearchParams): unknown {
  return decode(schema, treeOf(form)) ?? {};
}

function treeOf(form: URLSearchParams): FormTree {
  const root: FormTree = Object.create(null);
  for (const [name, value] of form) {
    const parts = name.split('.');
    const last = parts.pop()!;
    let node = root;
    for (const part of parts) {
      const child = node[part];
      if (typeof child === 'object') node = child;
      else node = node[part] = Object.assign(Object.create(null), child === undefined ? {} : { '': child }) as FormTree;
    }
    const there = node[last];
    if (typeof there === 'object') there[''] = value;
    else node[last] = value;
  }
  return root;
}

function decode(schema: NormalizedSchema, node: string | FormTree | undefined): unknown {
  if (schema.isStructSchema()) return decodeStructure(schema, node);
  if (node === undefined || schema.isUnitSchema()) return undefined;
  if (schema.isListSchema()) return decodeList(schema, node);
  if (schema.isMapSchema()) return decodeMap(schema, node);
  return decodeLeaf(schema, typeof node === 'string' ? node : node['']);
}

function decodeStructure(schema: NormalizedSchema, node: string | FormTree | undefined): unknown {
  const value: Record<string, unknown> = {};
  if (typeof node !== 'object') return value;
  for (const [name, member] of schema.structIterator()) {
    const child = node[wireName(member, name)];
    if (child !== undefined) value[name] = decode(member, child);
  }
  return value;
}

function decodeList(schema: NormalizedSchema, node: string | FormTree): unknown {
  if (typeof node !== 'object') return [];
  const item = schema.getValueSchema();
  const items = isFlattened(schema) ? node : (node[wireName(item, 'member')] ?? node['member'] ?? node);
  return typeof items === 'object' ? numbered(items).map((child) => decode(item, child)) : [];
}

function decodeMap(schema: NormalizedSchema, node: string | FormTree): unknown {
  const entries = typeof node === 'object' ? (isFlattened(schema) ? node : node['entry']) : undefined;
  const value: Record<string, unknown> = {};
  if (typeof entries !== 'object') return value;
  const keyName = wireName(schema.getKeySchema(), 'key');
  const valueName = wireName(schema.getValueSchema(), 'value');
  for (const entry of numbered(entries)) {
    if (typeof entry !== 'object') continue;
    const key = entry[keyName];
    if (typeof key === 'string') value[key] = decode(schema.getValueSchema(), entry[valueName]);
  }
  return value;
}

/** What cannot be read as its type is left as text, for the input check to name. */
function decodeLeaf(schema: NormalizedSchema, leaf: string | FormTree | undefined): unknown {
  if (typeof leaf !== 'string') return undefined;
  if (schema.isBooleanSchema()) return leaf === 'true' ? true : leaf === 'false' ? false : leaf;
  if (schema.isNumericSchema()) return leaf.trim() === '' || Number.isNaN(Number(leaf)) ? leaf : Number(leaf);
  if (schema.isTimestampSchema()) return new Date(/^\d+(\.\d+)?$/.test(leaf) ? Number(leaf) * 1000 : leaf);
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(leaf, 'base64'));
  return leaf;
}

function numbered(node: FormTree): (string | FormTree)[] {
  return Object.keys(node)
    .filter((key) => /^\d+$/.test(key))
    .toSorted((a, b) => Number(a) - Number(b))
    .map((key) => node[key]!);
}

function wireName(schema: NormalizedSchema, fallback: string): string {
  return (schema.getMergedTraits() as { xmlName?: string }).xmlName ?? fallback;
}

function isFlattened(schema: NormalizedSchema): boolean {
  return Boolean((schema.getMergedTraits() as { xmlFlattened?: unknown }).xmlFlattened);
}
