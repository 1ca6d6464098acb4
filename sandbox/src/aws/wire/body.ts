import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AwsFault } from './fault';

const unpack = promisify(gunzip);

/** More than any call of the services here may carry: ECR's largest layer part is 20 MiB, a third more in base64. */
const LARGEST = 32 * 1024 * 1024;

/** A call's body, unpacked; where it cannot be had, empty, with the fault to answer. */
export interface CallBody {
  body: Buffer;
  refused?: AwsFault;
}

/** Reads a whole body off the socket. What is too large is read to its end and thrown away, so that its sender hears why. */
export async function readBody(message: IncomingMessage): Promise<CallBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= LARGEST) chunks.push(chunk);
  }
  if (length > LARGEST) return tooLarge();
  const raw = Buffer.concat(chunks);
  if (message.headers['content-encoding'] !== 'gzip') return { body: raw };
  try {
    return { body: await unpack(raw, { maxOutputLength: LARGEST }) };
  } catch (error) {
    const { code, message: why } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge();
    return refuse('SerializationException', `The body says that it is gzip and cannot be unpacked: ${why}.`, 400);
  }
}

const refuse = (code: string, why: string, status: number): CallBody => ({
  body: Buffer.alloc(0),
  refused: new AwsFault(code, why, status),
});

const tooLarge = (): CallBody =>
  refuse('RequestEntityTooLargeException', `The request is larger than ${LARGEST} bytes.`, 413);
