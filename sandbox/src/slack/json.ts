/** A JSON object as it came over the wire: nothing is known of its members yet. */
export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects in a list; nothing when it is no list. */
export const objectsIn = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The value where it is a string, else the empty string. */
export const stringIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Slack takes booleans as JSON, as words and as digits. */
export const isTrue = (value: unknown): boolean => value === true || value === 'true' || value === '1' || value === 1;
