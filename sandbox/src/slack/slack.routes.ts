import type { IncomingMessage, ServerResponse } from 'node:http';
import { notJson } from '../kernel/guard/json-only';
import { readTarget } from '../kernel/guard/target';
import { BodyTooLarge, bodyOf, sendJson } from './http-request';
import type { JsonObject } from './json';
import { sendFile, takeUpload } from './file-routes';
import { LEVERS } from './levers';
import { LeverError, type SlackParts } from './levers/lever';
import { streamChanges } from './levers/stream';
import { pageFile, PAGE_HEADERS } from './page-files';
import { refuse } from './refuse';
import { SlackError } from './slack-error';
import { argumentsIn } from './arguments/arguments';
import { strikes } from './web-api/slack-faults';
import type { WebApi } from './web-api/web-api';

/** Which door a request goes through: the Web API, an answer to a command or click, a lever, or the page. */
export class SlackRoutes {
  private readonly streams = new Set<() => void>();

  constructor(
    private readonly api: WebApi,
    private readonly parts: SlackParts,
    private readonly pageFolder: string,
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = readTarget(request.url ?? '/');
    if (!url) return refuse(request, response, { status: 400, sentence: `"${request.url}" is no address.` });
    try {
      await this.route(request, response, url);
    } catch (error) {
      if (error instanceof BodyTooLarge) sendJson(response, 413, { error: error.message });
      else throw error;
    }
  }

  /** Streams never end by themselves. */
  endStreams(): void {
    for (const end of this.streams) end();
  }

  private async route(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [, first = ''] = url.pathname.split('/');
    if (first === 'api') return this.answerCall(request, response, url);
    if (first === 'commands' || first === 'actions') return this.answerResponse(request, response, url);
    if (url.pathname === '/_sandbox/stream') return this.stream(response);
    if (first === '_sandbox') return this.pull(request, response, url);
    const { files } = this.parts.interactions.workspace;
    if (first === 'upload') return takeUpload(request, response, url.pathname.split('/').at(-1) ?? '', files);
    if (first === 'files-pri') return sendFile(response, url.pathname.split('/')[2] ?? '', files);
    const file = await pageFile(this.pageFolder, url.pathname);
    response.writeHead(file.status, { 'content-type': file.kind, 'cache-control': 'no-cache', ...PAGE_HEADERS });
    response.end(file.body);
  }

  private async answerCall(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const answer = await this.api.answer({
      method: url.pathname.slice('/api/'.length),
      query: url.searchParams,
      contentType: request.headers['content-type'] ?? '',
      authorization: request.headers.authorization,
      body: await bodyOf(request),
      host: hostOf(request),
    });
    if (answer) sendJson(response, answer.status, answer.body, answer.headers);
    else response.destroy();
  }

  /** An answer to a response_url: `{"ok":true}`, 404 once it is used up, 400 for what cannot be shown. */
  private async answerResponse(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { faults, log, interactions } = this.parts;
    const at = interactions.clock.now();
    const body = await bodyOf(request);
    if (faults.take(strikes('down', 'response_url', at))) return void response.destroy();
    let args: JsonObject = {};
    const record = (status: number, error?: string): void =>
      log.record({ at, method: 'response_url', args, status, ...(error && { error }) });
    try {
      args = answerIn(body);
      interactions.responseUrls.use(url.pathname, args);
      record(200);
      sendJson(response, 200, { ok: true });
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      const status = ['used_url', 'expired_url'].includes(error.code) ? 404 : 400;
      record(status, error.code);
      sendJson(response, status, { ok: false, error: error.code, ...error.fields });
    }
  }

  private async pull(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const name = `${request.method} ${url.pathname.slice('/_sandbox/'.length)}`;
    const lever = LEVERS.get(name);
    if (!lever) {
      return sendJson(response, 404, {
        error: `There is no lever "${name}". There are: ${[...LEVERS.keys()].join(', ')}.`,
      });
    }
    const wrong = notJson(request);
    if (wrong) return sendJson(response, 415, { error: wrong });
    try {
      const args = argumentsIn(url.searchParams, 'application/json', await bodyOf(request));
      const result = await lever({ args, host: hostOf(request) }, this.parts);
      if (result !== undefined) return sendJson(response, 200, result);
      response.writeHead(204).end();
    } catch (error) {
      if (error instanceof LeverError) return sendJson(response, error.status, { error: error.message });
      if (error instanceof SlackError)
        return sendJson(response, 400, { error: 'A lever takes a JSON object as its body.' });
      throw error;
    }
  }

  private stream(response: ServerResponse): void {
    const { interactions } = this.parts;
    const end = streamChanges(response, interactions.workspace.changes, interactions.clock);
    this.streams.add(end);
    response.on('close', () => this.streams.delete(end));
  }
}

/** Where the caller reached this, for answers that carry an address. */
const hostOf = (request: IncomingMessage): string => request.headers.host ?? 'localhost';

/** As JSON, however it is labelled, or a form whose `payload` is JSON. */
function answerIn(body: string): JsonObject {
  const json = (text: string): JsonObject => argumentsIn(new URLSearchParams(), 'application/json', text);
  return body.trimStart().startsWith('{') ? json(body) : json(new URLSearchParams(body).get('payload') ?? body);
}
