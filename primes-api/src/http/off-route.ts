import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { refusal, refusalOfBytes, type Refusal } from './refusal';

/** The part of Node's response that an answer uses. */
export interface Response {
  writeHead(statusCode: number, headers: Record<string, string>): { end(text: string): unknown };
}

const TYPE = 'application/json; charset=utf-8';

/**
 * Answers, in the words of every other refusal, what Node would answer by itself and without a word before any route is
 * looked for: an expectation that nobody can fulfil, and a client that takes this for a proxy.
 */
export function answerOffRoute(server: Server): void {
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) =>
    answer(response, refusal(417, 'I cannot do what the header Expect asks for. Leave it out.')),
  );
  server.on('connect', (_request: IncomingMessage, socket: Duplex) =>
    last(socket, refusal(405, 'I am no proxy, and connect nobody with others. Try GET /primes/100000.')),
  );
}

/** Answers where there is a response, and no route that it belongs to. */
export function answer(response: Response, body: Refusal): void {
  response.writeHead(body.statusCode, { 'content-type': TYPE }).end(JSON.stringify(body));
}

/** Answers what is no request: there is no response to write it to, and nothing more to be read on that connection. */
export function answerBytes(error: Error, socket: Duplex): void {
  if (!socket.destroyed) last(socket, refusalOfBytes(error));
}

/** Whether HTTP wants a host of a request that has none: https://www.rfc-editor.org/rfc/rfc9112#section-3.2 */
export function lacksHost({ httpVersion, headers }: IncomingMessage): boolean {
  return httpVersion === '1.1' && headers.host === undefined;
}

function last(socket: Duplex, body: Refusal): void {
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${body.statusCode} ${body.error}`,
    `Content-Type: ${TYPE}`,
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
  ];
  socket.on('error', () => {});
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${text}`);
  socket.destroy();
}
