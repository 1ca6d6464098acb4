import { Controller, Logger, Post, Req, Res } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BuildsService } from '../domain/builds/builds.service';
import type { BuiltImage, Heard } from '../domain/builds/builds.types';
import { NoSuchServiceError } from '../domain/builds/builds.errors';
import { serviceWords } from '../domain/services/service-ref.types';
import { Clock } from '../kernel/clock';
import { messageOf } from '../kernel/message-of';
import { bodyOf } from './body';
import { HooksOptions } from './hooks.options';
import { imageHookSchema, schemaTrouble } from './image-hook.schema';
import { disbelief } from './signature';

interface Answer {
  code: number;
  body: Record<string, unknown>;
}

const refusal = (code: number, message: string): Answer => ({ code, body: { status: 'refused', message } });

/** Where pipelines say that an image is built. It is told, with a button; nothing is deployed without a person. */
@Controller()
export class ImageHookController {
  private readonly logger = new Logger(ImageHookController.name);

  constructor(
    private readonly builds: BuildsService,
    private readonly options: HooksOptions,
    private readonly clock: Clock,
  ) {}

  @Post('hooks/image')
  async image(@Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    const { code, body } = await this.answer(request);
    const close = code === 413 ? { connection: 'close' } : {};
    response.writeHead(code, { 'content-type': 'application/json; charset=utf-8', ...close });
    response.end(`${JSON.stringify(body)}\n`);
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const { imageSecret: secret } = this.options;
    if (secret === undefined) return refusal(404, 'I hear of no images: IMAGE_HOOK_SECRET is not set.');
    const body = await bodyOf(request);
    if (body === undefined) return refusal(413, 'The body is longer than 16 KB.');
    const { 'x-chatops-timestamp': timestamp, 'x-chatops-signature': signature } = request.headers;
    const signed = { timestamp: one(timestamp), signature: one(signature) };
    const why = disbelief(signed, secret, body, this.clock.now());
    if (why !== undefined) return refusal(401, why);
    const read = imageHookSchema.safeParse(parsed(body));
    if (!read.success) return refusal(400, schemaTrouble(read.error));
    return this.heard(`image:${signed.signature}`, read.data);
  }

  /** Whoever sends the same message again, timestamp and all, is told that it was heard: a pipeline may try twice. */
  private async heard(id: string, image: BuiltImage): Promise<Answer> {
    try {
      const heard = await this.builds.hear(id, image);
      if (heard === undefined) return { code: 200, body: { status: 'heard before' } };
      return { code: 202, body: { status: 'heard', services: heard.map(outcomeOf) } };
    } catch (error) {
      if (error instanceof NoSuchServiceError) return refusal(422, error.message);
      this.logger.warn(`An image that was built could not be heard of: ${messageOf(error)}`);
      return refusal(503, 'I cannot take it just now. Send it again in a minute.');
    }
  }
}

const outcomeOf = ({ ref, outcome }: Heard): object => ({ service: serviceWords(ref), outcome });

const one = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? undefined : header);

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
