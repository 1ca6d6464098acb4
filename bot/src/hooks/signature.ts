import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old, or how far ahead, a message may be: what was caught on its way is of no use after that. Milliseconds. */
const WINDOW_MS = 5 * 60_000;

/** What a message was signed with, as its headers say. */
export interface Signed {
  /** Seconds since the epoch. */
  timestamp: string | undefined;
  /** `v1=` and 64 hexadecimal digits. */
  signature: string | undefined;
}

/**
 * The signature of a message: HMAC-SHA256, with the secret as its key, of `v1:`, the timestamp, `:` and the body's bytes.
 * @param timestamp seconds since the epoch, as in the header
 */
export function signatureOf(secret: string, timestamp: string, body: Buffer): string {
  return `v1=${createHmac('sha256', secret).update(`v1:${timestamp}:`).update(body).digest('hex')}`;
}

/** Why a message is not believed, in a sentence; undefined for one that is. */
export function disbelief(
  { timestamp, signature }: Signed,
  secret: string,
  body: Buffer,
  now: number,
): string | undefined {
  if (timestamp === undefined || signature === undefined) {
    return 'The headers x-chatops-timestamp and x-chatops-signature are needed.';
  }
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > WINDOW_MS) {
    return 'x-chatops-timestamp is not within five minutes of my clock; it is in seconds since 1970.';
  }
  const [given, expected] = [signature, signatureOf(secret, timestamp, body)].map((text) => Buffer.from(text));
  if (given!.length === expected!.length && timingSafeEqual(given!, expected!)) return undefined;
  return 'x-chatops-signature is not that of this timestamp and body: v1= and the HMAC-SHA256 of v1:<timestamp>:<body>, in hexadecimal digits.';
}
