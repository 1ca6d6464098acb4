import type { Readable } from 'node:stream';

/** Many times more than a message has. Bytes. */
const MOST = 16_384;

/** The body of a request, byte for byte; undefined where it is longer than any message is. */
export async function bodyOf(request: Readable): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
