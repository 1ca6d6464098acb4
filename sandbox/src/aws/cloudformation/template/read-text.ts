import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import { templateFormatError, validationError } from '../cloudformation.faults';
import type { TemplateValue } from './template';

/** YAML's short forms: `!Sub x` is `{"Fn::Sub": x}`; the two whose long form has no prefix stand apart. */
const longForm = (tag: string): string => (tag === '!Ref' ? 'Ref' : `Fn::${tag.slice(1)}`);

/** The most that a template may have when it travels in the request itself. */
const LONGEST = 51_200;

/**
 * Reads a template's text, JSON or YAML with the short forms of the intrinsic functions.
 * @throws AwsFault ValidationError where it is too long or cannot be read
 */
export function readTemplateText(text: string): TemplateValue {
  const length = Buffer.byteLength(text);
  if (length > LONGEST) {
    throw validationError(
      `1 validation error detected: Value of ${length} bytes at 'templateBody' failed to satisfy constraint: ` +
        `Member must have length less than or equal to ${LONGEST}`,
    );
  }
  return text.trimStart().startsWith('{') ? readJson(text) : readYaml(text);
}

function readJson(text: string): TemplateValue {
  try {
    return JSON.parse(text) as TemplateValue;
  } catch (error) {
    throw templateFormatError(`JSON not well-formed. ${(error as Error).message}`);
  }
}

function readYaml(text: string): TemplateValue {
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
  const [error] = document.errors;
  if (error) throw templateFormatError(`YAML not well-formed. ${error.message}`);
  return valueOf(document.contents, document);
}

function valueOf(node: Node | null | undefined, document: Document): TemplateValue {
  if (isAlias(node)) return valueOf(node.resolve(document), document);
  const plain = plainValueOf(node, document);
  const tag = node?.tag;
  if (!tag?.startsWith('!') || tag === '!') return plain;
  if (tag === '!GetAtt' && typeof plain === 'string') return { 'Fn::GetAtt': attributeOf(plain) };
  return { [longForm(tag)]: plain };
}

function plainValueOf(node: Node | null | undefined, document: Document): TemplateValue {
  if (isSeq(node)) return node.items.map((item) => valueOf(item as Node, document));
  if (isMap(node)) {
    const value: Record<string, TemplateValue> = {};
    for (const { key, value: item } of node.items) {
      value[String(isScalar(key) ? key.value : key)] = valueOf(item as Node | null, document);
    }
    return value;
  }
  // What a short form is said of is text, whatever it looks like: `!Ref 1` names something called "1".
  return isScalar(node) ? (node.value as TemplateValue) : null;
}

/** `Resource.Attribute`, whose attribute may have dots of its own. */
function attributeOf(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
