import { checkNames, rulesOf } from '../providers/define';
import { HandlerError, type ResourceProvider } from '../providers/provider';
import { asText, type Properties } from '../template/template';

/** What they were asked to do, in its order: "create a", "update a", "delete a". */
type Deed = string;

/** Resources that stand in memory, instead of in a service: `Memory::Book`, and `Memory::Note`, which can be replaced. */
export class ResourcesInMemory {
  readonly things = new Map<string, Properties>();
  readonly deeds: Deed[] = [];
  /** Deeds that fail, with why. */
  readonly refusals = new Map<Deed, string>();
  /** Names of things that are not ready before they are taken from here. */
  readonly unready = new Set<string>();
  private numbers = 0;

  readonly types = (): ResourceProvider[] => [this.typeOf('Memory::Book', false), this.typeOf('Memory::Note', true)];

  private typeOf(type: string, replaceable: boolean): ResourceProvider {
    const rules = rulesOf({ updated: 'Text Tags', replaced: 'Name', fixed: 'Cover', absent: 'Index' });
    const made = (physicalId: string, properties: Properties) => {
      this.things.set(physicalId, properties);
      return { physicalId, attributes: { Text: asText(properties['Text']) } };
    };
    return {
      type,
      rules,
      required: [],
      attributes: ['Text'],
      replaceable,
      check: (properties) => checkNames(properties, rules, []),
      create: async (properties, making) => {
        const name = asText(properties['Name'] ?? making.logicalId);
        this.do(`create ${name}`);
        const physicalId = `${name}-${++this.numbers}`;
        making.initiated(physicalId);
        this.things.set(physicalId, properties);
        await making.until(async () => !this.unready.has(name));
        return made(physicalId, properties);
      },
      update: async ({ physicalId }, { after }) => {
        this.do(`update ${physicalId}`);
        return made(physicalId, after);
      },
      delete: async ({ physicalId }) => {
        this.do(`delete ${physicalId}`);
        this.things.delete(physicalId);
      },
    };
  }

  private do(deed: Deed): void {
    this.deeds.push(deed);
    const refusal = this.refusals.get(deed);
    if (refusal !== undefined) throw new HandlerError(refusal, 'InvalidRequest');
  }
}
