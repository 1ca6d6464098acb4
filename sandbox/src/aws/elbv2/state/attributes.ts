import { NotImplementedFault } from '../../wire/fault';
import { validationError } from '../elbv2.faults';

/** How one attribute of a load balancer, target group or listener may be set. */
export interface AttributeRule {
  default: string;
  /** Whether AWS takes the value. */
  takes: (value: string) => boolean;
  /** Whether it makes no difference here, or is implemented; other values are answered 501. Default: all. */
  served?: (value: string) => boolean;
}

export interface Attribute {
  Key?: string;
  Value?: string;
}

export const isBoolean = (value: string): boolean => value === 'true' || value === 'false';
export const isSeconds =
  (least: number, most: number) =>
  (value: string): boolean =>
    /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
export const only =
  (...values: string[]) =>
  (value: string): boolean =>
    values.includes(value);
export const anything = (): boolean => true;

/** The attributes of one resource. */
export class Attributes {
  private readonly values = new Map<string, string>();

  constructor(
    private readonly rules: Readonly<Record<string, AttributeRule>>,
    private readonly kind: string,
  ) {}

  get(key: string): string {
    return this.values.get(key) ?? this.rules[key]?.default ?? '';
  }

  list(): Attribute[] {
    return Object.keys(this.rules).map((Key) => ({ Key, Value: this.get(Key) }));
  }

  /**
   * Sets some of them; none when one is refused.
   * @throws AwsFault ValidationError for an unknown key or a value AWS does not take; NotImplementedFault for one that would change what happens here.
   */
  set(attributes: readonly Attribute[]): void {
    for (const { Key = '', Value = '' } of attributes) {
      const rule = this.rules[Key];
      if (!rule) throw validationError(`${this.kind} attribute key '${Key}' is not recognized`);
      if (!rule.takes(Value)) throw validationError(`${this.kind} attribute '${Key}' cannot be set to '${Value}'`);
      if (rule.served && !rule.served(Value)) {
        throw new NotImplementedFault(
          'elasticloadbalancing',
          `the ${this.kind.toLowerCase()} attribute ${Key}=${Value}`,
        );
      }
    }
    for (const { Key = '', Value = '' } of attributes) this.values.set(Key, Value);
  }
}
