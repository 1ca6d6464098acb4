import { Clock, SystemClock } from '../../kernel/clock';
import { AwsClients } from '../doors/aws-clients';
import type { AwsEnvironment, AwsOptions } from '../aws.options';

/** What was asked of AWS. */
export interface CannedCall {
  /** `ecs`, `ecr`, `sts`: as the host says it, with the region it was asked in. */
  service: string;
  region: string;
  operation: string;
  /** As it went over the wire. */
  input: Record<string, unknown>;
  headers: Record<string, string>;
  body: string;
}

type Answer = object | string | Error;
/** What an operation answers; an error made by `awsError` is AWS's refusal, a string goes out as it is. */
export type Answers = Record<
  string,
  Answer | ((input: CannedCall['input'], call: CannedCall) => Answer | Promise<Answer>)
>;

/** For specs: what AWS refuses something with. */
export function awsError(name: string, message = name, status = 400): Error {
  return Object.assign(new Error(message), { name, status });
}

/**
 * For specs: the real SDK clients, with answers instead of a network. What is asked goes through the SDK's own
 * serialization, and so do the answers: members that the SDK does not know get lost here as they do on AWS.
 */
export class CannedAws {
  readonly calls: CannedCall[] = [];
  readonly options: AwsOptions;
  readonly clients: AwsClients;

  constructor(
    public answers: Answers = {},
    environments: AwsEnvironment[] = [{ name: 'default', region: 'us-west-2' }],
    clock: Clock = new SystemClock(),
  ) {
    process.env['AWS_ACCESS_KEY_ID'] ??= 'spec';
    process.env['AWS_SECRET_ACCESS_KEY'] ??= 'spec';
    const requestHandler = { handle: (request: Request) => this.handle(request), destroy: () => undefined };
    this.options = { environments, requestHandler };
    this.clients = new AwsClients(this.options, clock);
  }

  /** The operations that were called, in order. */
  get operations(): string[] {
    return this.calls.map(({ operation }) => operation);
  }

  /** What was asked of an operation, in order. */
  inputs(operation: string): CannedCall['input'][] {
    return this.calls.filter((call) => call.operation === operation).map(({ input }) => input);
  }

  private async handle(request: Request): Promise<{ response: Response }> {
    const call = callOf(request);
    this.calls.push(call);
    const planned = this.answers[call.operation];
    const answer = typeof planned === 'function' ? await planned(call.input, call) : planned;
    if (answer instanceof Error) return refusal(answer);
    if (answer === undefined) throw new Error(`No answer was planned for ${call.operation}.`);
    return { response: responseOf(200, typeof answer === 'string' ? answer : JSON.stringify(inSeconds(answer))) };
  }
}

interface Request {
  hostname: string;
  headers: Record<string, string>;
  body?: unknown;
}

interface Response {
  statusCode: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

function callOf({ hostname, headers, body }: Request): CannedCall {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array | undefined);
  const target = headers['x-amz-target']?.split('.').at(-1);
  const form = new URLSearchParams(text);
  const input = target ? (JSON.parse(text || '{}') as CannedCall['input']) : Object.fromEntries(form);
  const [, region = '', service = ''] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers['authorization'] ?? '') ?? [];
  return {
    service: service || hostname.split('.')[0]!,
    region,
    operation: target ?? form.get('Action') ?? '',
    input,
    headers,
    body: text,
  };
}

/** An error without a status never reached AWS. */
function refusal(error: Error & { status?: number }): { response: Response } {
  if (error.status === undefined) throw error;
  const body = JSON.stringify({ __type: error.name, message: error.message });
  return { response: responseOf(error.status, body) };
}

function responseOf(statusCode: number, body: string): Response {
  return { statusCode, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: Buffer.from(body) };
}

/** AWS's JSON says times as seconds since the epoch. */
function inSeconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(inSeconds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inSeconds(member)]));
}
