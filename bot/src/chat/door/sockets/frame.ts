import { z } from 'zod';

/** Something that happened in Slack and wants an acknowledgement under `id`. */
export interface Envelope {
  kind: 'envelope';
  id: string;
  payload: Record<string, unknown>;
  retry?: { number: number; reason: string };
}

/**
 * What a socket can hear. `unknown` is everything that the bot has no use for, in words; where it has an `id` Slack
 * still wants it acknowledged.
 */
export type Frame =
  | { kind: 'hello' }
  | { kind: 'goodbye'; reason: string }
  | { kind: 'rate-limited'; id: string }
  | Envelope
  | { kind: 'unknown'; id?: string; what: string };

const object = z.record(z.string(), z.unknown());
const goodbye = z.object({ type: z.literal('disconnect'), reason: z.string().catch('no reason') });
const envelope = z.object({
  envelope_id: z.string(),
  type: z.enum(['slash_commands', 'interactive', 'events_api']),
  payload: object,
  retry_attempt: z.number().optional().catch(undefined),
  retry_reason: z.string().catch(''),
});
/** Of the Events API alone what carries an event: Bolt reads its members without looking. */
const eventCallback = z.object({ event: z.object({ type: z.string() }) });
const rateLimited = z.object({ type: z.literal('app_rate_limited') });

/**
 * Reads one frame of Socket Mode, whatever it is: no text that Slack or anybody else sends makes it throw.
 * https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export function readFrame(text: string): Frame {
  const { success, data: frame } = object.safeParse(parsed(text));
  if (!success) return { kind: 'unknown', what: 'a frame that is no JSON object' };
  const { type, envelope_id: id } = frame;
  if (type === 'hello') return { kind: 'hello' };
  const bye = goodbye.safeParse(frame);
  if (bye.success) return { kind: 'goodbye', reason: bye.data.reason };
  return delivered(frame) ?? { kind: 'unknown', what: `a frame of type ${words(type)}`, ...named(id) };
}

function delivered(frame: unknown): Frame | undefined {
  const read = envelope.safeParse(frame);
  if (!read.success) return undefined;
  const { envelope_id: id, type, payload, retry_attempt: number, retry_reason: reason } = read.data;
  if (type === 'events_api' && rateLimited.safeParse(payload).success) return { kind: 'rate-limited', id };
  if (type === 'events_api' && !eventCallback.safeParse(payload).success)
    return { kind: 'unknown', id, what: 'an event without its type' };
  return { kind: 'envelope', id, payload, ...(number === undefined ? {} : { retry: { number, reason } }) };
}

const named = (id: unknown): { id?: string } => (typeof id === 'string' ? { id } : {});

const words = (type: unknown): string => JSON.stringify(type)?.slice(0, 40) ?? 'none';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
