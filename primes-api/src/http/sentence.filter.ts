import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { PoolFull } from '../compute/compute-pool';
import { BadCountRequest } from '../primes/count-request';

/** The part of Fastify's reply that this filter uses. */
interface Reply {
  raw: ServerResponse;
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: { statusCode: number; error: string | undefined; message: string }): unknown;
}

/** A queue holds two computations per worker, so a second is about what it takes to move on. */
const RETRY_AFTER_SECONDS = 1;

/** Answers every error with a sentence. A stack trace goes to standard error, never to a client. */
@Catch()
export class SentenceFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<Reply>();
    // Whoever hung up has had its computation cancelled, and hears nothing any more.
    if (reply.raw.destroyed) return;
    const { url, method } = host.switchToHttp().getRequest<{ url: string; method: string }>();
    const { statusCode, message } = refusalOf(error, `${method} ${url}`);
    if (error instanceof PoolFull) reply.header('Retry-After', String(RETRY_AFTER_SECONDS));
    reply.status(statusCode).send({ statusCode, error: STATUS_CODES[statusCode], message });
  }
}

function refusalOf(error: unknown, request: string): { statusCode: number; message: string } {
  if (error instanceof BadCountRequest) return { statusCode: 400, message: error.message };
  if (error instanceof PoolFull) return { statusCode: 503, message: `${error.message} Ask again in a second.` };
  const statusCode = statusOf(error);
  if (statusCode === 404) return { statusCode, message: `There is nothing at ${request}. Try GET /primes/100000.` };
  if (statusCode < 500) return { statusCode, message: error instanceof Error ? error.message : String(error) };
  const id = randomUUID();
  process.stderr.write(`${request} failed, id ${id}: ${error instanceof Error ? error.stack : String(error)}\n`);
  return { statusCode, message: `Something broke while answering. The log says more under the id ${id}.` };
}

/** Nest's errors and Fastify's each carry their status in their own way. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 600 ? status : 500;
}
