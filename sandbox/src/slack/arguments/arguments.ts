import { isObject, isTrue, type JsonObject } from '../json';
import { SlackError } from '../slack-error';

/** The arguments of one call, whichever of Slack's two ways (form or JSON) they came. */
export class Arguments {
  constructor(private readonly values: JsonObject) {}

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  /** The empty string when it was left out. */
  text(name: string): string {
    const value = this.values[name];
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  }

  flag(name: string): boolean {
    return isTrue(this.values[name]);
  }

  /** @throws SlackError `invalid_limit` and the like, the code given, when it is no whole number of at least 1. */
  count(name: string, fallback: number, most: number, code: string): number {
    const said = this.text(name);
    if (said === '' || said === '0') return fallback;
    const count = Number(said);
    if (!Number.isInteger(count) || count < 1) throw new SlackError(code);
    return Math.min(count, most);
  }

  /** What a form carries as a JSON string and JSON as itself; undefined when left out or when it is no JSON. */
  json(name: string): unknown {
    return decoded(this.values[name]);
  }

  /** For the record of calls: tokens left out, JSON strings decoded. */
  record(): JsonObject {
    const told = Object.entries(this.values).filter(([name]) => name !== 'token');
    return Object.fromEntries(
      told.map(([name, value]) => [name, STRUCTURED.has(name) ? (decoded(value) ?? value) : value]),
    );
  }
}

const STRUCTURED = new Set(['blocks', 'attachments', 'metadata', 'view', 'message']);

function decoded(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed;
  } catch {
    return undefined;
  }
}

/**
 * The arguments in a request's query and body (https://docs.slack.dev/apis/web-api/#methods_supporting_json).
 * @throws SlackError `invalid_json`, `json_not_object`, `invalid_post_type` (neither a form nor JSON).
 */
export function argumentsIn(query: URLSearchParams, contentType: string, body: string): JsonObject {
  const asked = Object.fromEntries(query);
  if (body === '') return asked;
  if (contentType.startsWith('application/json')) return { ...asked, ...jsonObjectIn(body) };
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return { ...asked, ...Object.fromEntries(new URLSearchParams(body)) };
  }
  throw new SlackError('invalid_post_type');
}

function jsonObjectIn(body: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new SlackError('invalid_json');
  }
  if (!isObject(parsed)) throw new SlackError('json_not_object');
  return parsed;
}
