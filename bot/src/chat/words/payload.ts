import { z } from 'zod';
import { UserError } from '../../kernel/user-error';

/** Raised whenever a payload's meaning changes: a button of an older message then says so instead of guessing. */
const VERSION = 1;
/** https://docs.slack.dev/reference/block-kit/block-elements/button-element: `value`. */
const VALUE_LIMIT = 2000;

/** A full service reference as it travels in a button. Nothing less is ever put on one. */
export const serviceRefSchema = z.object({ environment: z.string(), cluster: z.string(), service: z.string() });

const valueOf = (payload: Record<string, unknown>): string => JSON.stringify({ v: VERSION, ...payload });

/** Whether Slack carries a payload. */
export function canBeCarried(payload: Record<string, unknown>): boolean {
  return valueOf(payload).length <= VALUE_LIMIT;
}

/** Turns a payload into a button's value. Throws RangeError when Slack would not carry it. */
export function encodePayload(payload: Record<string, unknown>): string {
  const value = valueOf(payload);
  if (value.length > VALUE_LIMIT) {
    throw new RangeError(`A button's payload is ${value.length} characters long, and Slack carries ${VALUE_LIMIT}.`);
  }
  return value;
}

/**
 * Reads a button's value. Throws a UserError when it is from another version of the bot, or cannot be read: messages
 * outlive the bot that wrote them.
 */
export function decodePayload<T>(schema: z.ZodType<T>, value: string | undefined): T {
  const envelope = z.looseObject({ v: z.literal(VERSION) }).safeParse(parseJson(value));
  const payload = envelope.success ? schema.safeParse(envelope.data) : undefined;
  if (!payload?.success) throw oldButton();
  return payload.data;
}

/** A button that this version of the bot cannot read. */
export function oldButton(): UserError {
  return new UserError({
    what: 'This button is from another version of the bot, so nothing was done.',
    next: 'Give the command again to get a fresh one.',
  });
}

function parseJson(value: string | undefined): unknown {
  try {
    return JSON.parse(value ?? '');
  } catch {
    return undefined;
  }
}
