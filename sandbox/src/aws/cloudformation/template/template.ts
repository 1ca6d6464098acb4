/** A value of a template: plain JSON, in which an object of one key such as `Ref` or `Fn::Join` is an intrinsic function. */
export type TemplateValue = string | number | boolean | null | TemplateValue[] | { [key: string]: TemplateValue };

export type Properties = Record<string, TemplateValue>;

export interface TemplateParameter {
  type: 'String' | 'Number' | 'CommaDelimitedList';
  default?: string;
  noEcho: boolean;
  description?: string;
  allowedValues?: string[];
  allowedPattern?: string;
  minLength?: number;
  maxLength?: number;
  minValue?: number;
  maxValue?: number;
  constraintDescription?: string;
}

export interface TemplateResource {
  type: string;
  properties: Properties;
  dependsOn: string[];
  deletionPolicy: string;
  updateReplacePolicy: string;
  metadata?: TemplateValue;
}

export interface TemplateOutput {
  value: TemplateValue;
  description?: string;
  exportName?: TemplateValue;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html, as far as it is served. */
export interface Template {
  description?: string;
  version?: string;
  metadata?: TemplateValue;
  parameters: Record<string, TemplateParameter>;
  resources: Record<string, TemplateResource>;
  outputs: Record<string, TemplateOutput>;
}

/** An intrinsic function and its argument, undefined for any other value. */
export function intrinsicOf(value: TemplateValue): { name: string; argument: TemplateValue } | undefined {
  if (!isMap(value)) return undefined;
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0 || !(name === 'Ref' || name.startsWith('Fn::'))) return undefined;
  return { name, argument: value[name] ?? null };
}

export function isMap(value: unknown): value is { [key: string]: TemplateValue } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A value as text; a list or a map is written as JSON, so that a message about it says what it is. */
export const asText = (value: TemplateValue | undefined): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
