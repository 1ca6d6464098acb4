import { randomBytes } from 'node:crypto';
import type { Properties, TemplateValue } from '../template/template';
import { checkNames } from './define';
import type { Making, ResourceProvider } from './provider';

interface RecordedType {
  type: string;
  /** All its properties, separated by spaces. */
  properties: string;
  /** Those of them whose change makes another resource of it. */
  replaced?: string;
  required?: readonly string[];
  physicalId(properties: Properties, making: Making): string;
  attributes: Readonly<Record<string, (made: RecordedFacts) => TemplateValue>>;
}

export interface RecordedFacts {
  physicalId: string;
  properties: Properties;
  making: Making;
}

/**
 * A type of resource that the sandbox takes note of and does not make: nothing in it routes packets or holds permissions. It
 * answers Ref and Fn::GetAtt plausibly. Replacing one is safe, as nothing is there to be lost.
 */
export function recorded(type: RecordedType): ResourceProvider {
  const { properties: all, replaced = '', required = [], attributes } = type;
  const fixed = new Set(replaced.split(/\s+/));
  const rules = Object.fromEntries(
    all.split(/\s+/).map((name) => [name, fixed.has(name) ? 'replaced' : 'updated'] as const),
  );
  const attributesOf = (facts: RecordedFacts) =>
    Object.fromEntries(Object.entries(attributes).map(([name, of]) => [name, of(facts)]));
  return {
    type: type.type,
    rules,
    required,
    attributes: Object.keys(attributes),
    replaceable: true,
    check: (properties) => checkNames(properties, rules, required),
    async create(properties, making) {
      const physicalId = type.physicalId(properties, making);
      making.initiated(physicalId);
      return { physicalId, attributes: attributesOf({ physicalId, properties, making }) };
    },
    async update({ physicalId, attributes: before }, { after }, making) {
      const now = attributesOf({ physicalId, properties: after, making });
      // What does not come from the properties was made up at first, and stays.
      const kept = Object.entries(before).filter(([name]) => attributes[name]?.length === 0);
      return { physicalId, attributes: { ...now, ...Object.fromEntries(kept) } };
    },
    delete: async () => {},
  };
}

/** `vpc-0` and sixteen more hexadecimal digits, as EC2 names what it makes. */
export const ec2Id = (prefix: string) => (): string => `${prefix}-0${randomBytes(8).toString('hex')}`;
