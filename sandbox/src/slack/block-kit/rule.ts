import { isObject, type JsonObject } from '../json';

/** What is wrong at one place of a payload, in Slack's words. */
export interface Problem {
  message: string;
  /** JSON pointer from the payload's root. */
  pointer: string;
  /** What was expected, as blocks.validate tells it. */
  constraint: JsonObject;
}

/** Looks at one value; no problems means that Slack would take it. */
export type Rule = (value: unknown, pointer: string) => Problem[];

const problem = (message: string, pointer: string, constraint: JsonObject): Problem[] => [
  { message, pointer, constraint },
];

/** Text of at least `min` and at most `max` characters. */
export const string =
  (max: number, min = 0): Rule =>
  (value, pointer) => {
    if (typeof value !== 'string') return problem('must provide a string', pointer, { type: 'string' });
    if (value.length < min) {
      return problem(`must be more than ${min - 1} characters`, pointer, { type: 'min_length', expected: min });
    }
    if (value.length > max) {
      return problem(`must be less than ${max + 1} characters`, pointer, { type: 'max_length', expected: max });
    }
    return [];
  };

/** Text of a form that `pattern` describes; `form` names it in the problem. */
export const formed =
  (form: string, pattern: RegExp, max: number): Rule =>
  (value, pointer) => {
    const problems = string(max, 1)(value, pointer);
    if (problems.length > 0 || pattern.test(String(value))) return problems;
    return problem(`invalid ${form}`, pointer, { type: 'format', expected: form });
  };

/** What a click leads to: an address of any scheme but those that a browser would run. */
export const link = formed('url', /^(?!\s*(javascript|data|vbscript):)[a-z][a-z\d+.-]*:\S+$/i, 3000);

export const httpUrl = formed('url', /^https?:\/\/\S+$/, 3000);

export const oneOf =
  (...expected: (string | number)[]): Rule =>
  (value, pointer) =>
    expected.some((one) => one === value)
      ? []
      : problem(`must be a valid enum value: ${String(value)}`, pointer, { type: 'enum', expected });

export const boolean: Rule = (value, pointer) =>
  typeof value === 'boolean' ? [] : problem('must be a boolean', pointer, { type: 'boolean' });

/** A whole number between `min` and `max`. */
export const whole =
  (min: number, max: number): Rule =>
  (value, pointer) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? []
      : problem(`must be an integer between ${min} and ${max}`, pointer, { type: 'range', expected: [min, max] });

export const anyNumber: Rule = (value, pointer) =>
  typeof value === 'number' ? [] : problem('must be a number', pointer, { type: 'number' });

export const list =
  (item: Rule, size: { min?: number; max: number }): Rule =>
  (value, pointer) => {
    const { min = 1, max } = size;
    if (!Array.isArray(value)) return problem('must provide an array', pointer, { type: 'array' });
    if (value.length < min) {
      return problem(`no less than ${min} items allowed`, pointer, { type: 'min_items', expected: min });
    }
    const problems = value.flatMap((each, index) => item(each, `${pointer}/${index}`));
    if (value.length <= max) return problems;
    return [
      ...problem(`no more than ${max} items allowed`, pointer, { type: 'max_items', expected: max }),
      ...problems,
    ];
  };

/** What an object may have, what it must have, and what holds between its members. */
export interface Shape {
  required?: Record<string, Rule>;
  optional?: Record<string, Rule>;
  checks?: ((value: JsonObject, pointer: string) => Problem[])[];
}

/** An object of this shape; members that it does not name are refused, as Slack refuses them. */
export const object =
  ({ required = {}, optional = {}, checks = [] }: Shape): Rule =>
  (value, pointer) => {
    if (!isObject(value)) return problem('must provide an object', pointer, { type: 'object' });
    const rules: Record<string, Rule> = { ...optional, ...required };
    const missing = Object.keys(required).filter((name) => value[name] === undefined);
    const unknown = Object.keys(value).filter((name) => !rules[name]);
    return [
      ...missing.flatMap((name) =>
        problem(`missing required field: ${name}`, pointer, { type: 'required', expected: name }),
      ),
      ...unknown.flatMap((name) =>
        problem(`invalid additional property: ${name}`, pointer, { type: 'additional_property', actual: name }),
      ),
      ...Object.entries(rules).flatMap(([name, rule]) =>
        value[name] === undefined ? [] : rule(value[name], `${pointer}/${name}`),
      ),
      ...checks.flatMap((check) => check(value, pointer)),
    ];
  };

/** An object whose `type` says which of these shapes it has. */
export const typed = (shapes: Record<string, Shape>): Rule => {
  const rules = new Map(
    Object.entries(shapes).map(([type, shape]) => [
      type,
      object({ ...shape, required: { type: oneOf(type), ...shape.required } }),
    ]),
  );
  return (value, pointer) => {
    if (!isObject(value)) return problem('must provide an object', pointer, { type: 'object' });
    if (value['type'] === undefined) {
      return problem('missing required field: type', pointer, { type: 'required', expected: 'type' });
    }
    const type = typeof value['type'] === 'string' ? value['type'] : JSON.stringify(value['type']);
    const rule = rules.get(type);
    if (rule) return rule(value, pointer);
    const expected = [...rules.keys()];
    return problem(`unsupported type: ${type}`, `${pointer}/type`, { type: 'enum', expected });
  };
};

/** At least one of these members must be there. */
export const atLeastOneOf =
  (...names: string[]) =>
  (value: JsonObject, pointer: string): Problem[] =>
    names.some((name) => value[name] !== undefined)
      ? []
      : problem(`must define either ${inWords(names)}`, pointer, { type: 'any_of', expected: names });

/** At most one of these members may be there. */
export const notBoth =
  (...names: string[]) =>
  (value: JsonObject, pointer: string): Problem[] =>
    names.filter((name) => value[name] !== undefined).length < 2
      ? []
      : problem(`cannot define both ${inWords(names, 'and')}`, pointer, { type: 'one_of', expected: names });

const inWords = (names: string[], word = 'or'): string => names.map((name) => `\`${name}\``).join(` ${word} `);

/** The values that `of` finds must differ; `what` names them in the problem. */
export const distinct =
  (what: string, of: (value: JsonObject) => { value: unknown; pointer: string }[]) =>
  (value: JsonObject, pointer: string): Problem[] => {
    const seen = new Set<unknown>();
    return of(value).flatMap((found) => {
      const isNew = found.value === undefined || !seen.has(found.value);
      seen.add(found.value);
      if (isNew) return [];
      const message = `\`${what}\` "${String(found.value)}" already exists`;
      return problem(message, `${pointer}${found.pointer}`, { type: 'unique' });
    });
  };
