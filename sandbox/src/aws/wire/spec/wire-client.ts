import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { recordTried } from '../../../kernel/spec/tried';
import type { AwsService } from '../aws-service';
import { readRequest } from '../request';
import { Router } from '../router';
import { modelOf, type ServiceModel } from '../service-model';

/** The part of a request of the SDK's that is put on the wire. */
interface SentRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

interface SdkClient {
  send(command: object): Promise<unknown>;
}
type ClientClass = new (options: object) => SdkClient;
type CommandClass = new (input: object) => object;

export const ACCOUNT = '000000000000';

/** A service's real SDK client before the router, without a socket: what specs call operations through. */
export class WireClient<State> {
  private readonly model: ServiceModel;
  private readonly router: Router;
  private readonly client: SdkClient;

  constructor(
    private readonly service: AwsService<State>,
    region = 'us-west-2',
  ) {
    this.model = modelOf(service);
    this.router = new Router([this.model], ACCOUNT, () => {});
    const { constructor } = service.client as object as { constructor: ClientClass };
    this.client = new constructor({
      region,
      endpoint: 'http://127.0.0.1:1',
      credentials: { accessKeyId: 'AKIASPEC', secretAccessKey: 'secret' },
      maxAttempts: 1,
      requestHandler: { handle: (request: SentRequest) => this.answer(request) },
    });
  }

  /**
   * Calls an operation by its name.
   * @throws the SDK's error: `name` is the code, `message` AWS's words
   */
  async call<Answer = Record<string, unknown>>(name: string, input: object): Promise<Answer> {
    const command = (this.service.model as Record<string, CommandClass>)[`${name}Command`];
    if (!command) throw new Error(`The client package has no ${name}Command.`);
    const { $metadata: _, ...answer } = (await this.client.send(new command(input))) as { $metadata: unknown };
    return answer as Answer;
  }

  private async answer({ method, path, headers, body }: SentRequest) {
    const sent = Object.assign(Readable.from([bytesOf(body)]), {
      method,
      url: path,
      headers: Object.fromEntries(Object.entries(headers).map(([header, value]) => [header.toLowerCase(), value])),
    });
    const request = await readRequest(sent as object as IncomingMessage);
    const { status, headers: answered, body: text } = await this.router.route(request);
    if (status === 200) recordTried(this.model.signingName, request.operation);
    return { response: { statusCode: status, headers: answered, body: Readable.from([bytesOf(text)]) } };
  }
}

function bytesOf(body: string | Uint8Array = ''): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

/** The code and the words that a call is refused with. @throws Error where it is not refused */
export async function faultOf(asked: Promise<unknown>): Promise<[code: string, message: string]> {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('The call was not refused.');
  return [error.name, error.message];
}
