import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { PoolFull } from '../compute/compute-pool';
import { refusalOf, type Asked, type Refusal } from './refusal';

/** The part of Fastify's reply that this filter uses. */
interface Reply {
  raw: { destroyed: boolean };
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: Refusal): unknown;
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
    const refusal = refusalOf(error, host.switchToHttp().getRequest<Asked>());
    if (error instanceof PoolFull) reply.header('Retry-After', String(RETRY_AFTER_SECONDS));
    reply.status(refusal.statusCode).send(refusal);
  }
}
