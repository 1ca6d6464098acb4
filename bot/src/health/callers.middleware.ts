import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusalOf } from './callers';
import { HealthOptions } from './health.options';

/** Answers 403 to web pages of others and to names that are not the bot's, before anything is asked. */
@Injectable()
export class CallersMiddleware implements NestMiddleware {
  constructor(private readonly options: HealthOptions) {}

  use(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    const message = refusalOf(request.headers, this.options.host);
    if (message === undefined) return next();
    response
      .writeHead(403, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify({ status: 'refused', message }));
  }
}
