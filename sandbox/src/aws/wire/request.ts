import type { IncomingMessage } from 'node:http';
import { readBody } from './body';
import type { AwsFault } from './fault';

/** Which of AWS's protocols a call speaks. */
export type ProtocolName = 'json' | 'cbor' | 'query';

/** A call as it came over the wire, before anything is decoded. */
export interface WireRequest {
  readonly protocol: ProtocolName;
  /** The service by what names it: the target prefix first, then the credential scope's service, then the API version. */
  readonly service: { target?: string; signingName?: string; version?: string };
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** The token of temporary credentials; empty where there is none. */
  readonly sessionToken: string;
  readonly userAgent: string;
  readonly contentType: string;
  /** Empty where it could not be read: `refused` says why. */
  readonly body: Buffer;
  readonly refused?: AwsFault;
  readonly form?: URLSearchParams;
  /** What is asked by GET may be a link or a picture in somebody's page. */
  readonly isPost: boolean;
  readonly origin: string;
}

/** The region of callers that sign nothing. */
const DEFAULT_REGION = 'us-west-2';

/** Reads a whole call off the socket and recognises its protocol. Gzip is unpacked, as PutMetricData needs. */
export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const { body, refused } = await readBody(message);
  const authorization = message.headers.authorization ?? '';
  const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(authorization);
  return {
    ...recognise(message, body, scope?.[3]),
    region: scope?.[2] ?? DEFAULT_REGION,
    accessKeyId: scope?.[1] ?? '',
    sessionToken: String(message.headers['x-amz-security-token'] ?? ''),
    userAgent: message.headers['user-agent'] ?? '',
    contentType: message.headers['content-type'] ?? '',
    origin: `http://${message.headers.host ?? '127.0.0.1'}`,
    body,
    isPost: message.method === 'POST',
    ...(refused && { refused }),
  };
}

type Recognised = Pick<WireRequest, 'protocol' | 'service' | 'operation' | 'form'>;

function recognise(message: IncomingMessage, body: Buffer, signingName: string | undefined): Recognised {
  const header = message.headers['x-amz-target'];
  if (header) {
    // Some clients name CloudTrail with its namespace before it.
    const parts = String(header).split('.');
    const [target, operation = ''] = parts.slice(Math.max(0, parts.length - 2));
    return { protocol: 'json', service: { target, signingName }, operation };
  }
  const rpc =
    message.headers['smithy-protocol'] === 'rpc-v2-cbor' &&
    /\/service\/([^/]+)\/operation\/([^/?]+)/.exec(message.url ?? '');
  if (rpc) return { protocol: 'cbor', service: { target: rpc[1], signingName }, operation: rpc[2]! };
  const form = new URLSearchParams(body.length > 0 ? body.toString('utf8') : (message.url ?? '').split('?')[1]);
  const service = { signingName, version: form.get('Version') ?? undefined };
  return { protocol: 'query', service, operation: form.get('Action') ?? '', form };
}
