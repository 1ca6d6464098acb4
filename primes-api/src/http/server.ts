import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Connections } from './connections';
import { answer, answerBytes, answerOffRoute, lacksHost, type Response } from './off-route';
import { refusal, refusalOf, type Asked } from './refusal';
import { SentenceFilter } from './sentence.filter';

/** Longer than the 60 s after which the load balancer drops an idle connection, so that it is never us who drop first. */
const KEEP_ALIVE_MS = 65_000;
/** Node's limit for a request's headers must exceed keep-alive, whose connections it would cut otherwise. */
const HEADERS_MS = KEEP_ALIVE_MS + 1000;
/** Node takes 16 KiB of headers, so no address that arrives is too long for a sentence about its number. */
const LONGEST_PARAMETER = 16_384;

/** A server that is ready to listen, and a way to end it without dropping an answer. */
export interface Server {
  app: INestApplication;
  /** Stops accepting, waits for every answer that is owed, and closes the connections. */
  drain(): Promise<void>;
}

/** @param module the application's root module. */
export async function createServer(module: new () => object): Promise<Server> {
  let draining = false;
  const adapter = new FastifyAdapter({
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Without a word, as Node does it, nobody learns what is missing.
    http: { headersTimeout: HEADERS_MS, requireHostHeader: false },
    clientErrorHandler: answerBytes,
    frameworkErrors: (error: Error, request: Asked, { raw }: { raw: Response }) =>
      answer(raw, refusalOf(error, request)),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    skipMiddie: true,
  });
  const connections = new Connections(adapter.getInstance().server);
  answerOffRoute(adapter.getInstance().server);
  adapter.getInstance().addHook('onRequest', (request, reply, done) => {
    if (!lacksHost(request.raw)) return done();
    void reply.status(400).send(refusal(400, 'The header Host is missing. Send it, with the name that you call.'));
  });
  adapter.getInstance().addHook('onSend', (_request, reply, _payload, done) => {
    if (draining) reply.header('Connection', 'close');
    done();
  });
  const app = await NestFactory.create(module, adapter, {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  app.useGlobalFilters(new SentenceFilter());
  return {
    app,
    drain: async () => {
      draining = true;
      connections.closeUnused();
      await app.close();
    },
  };
}
