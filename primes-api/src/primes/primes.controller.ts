import type { ServerResponse } from 'node:http';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { processCpuMs } from '../compute/thread-cpu';
import { parseCountRequest } from './count-request';
import { PrimesService, type PrimesAnswer } from './primes.service';

/** The part of Fastify's reply that this controller uses. */
export interface Reply {
  raw: Pick<ServerResponse, 'once' | 'writableFinished'>;
  header(name: string, value: string): unknown;
}

@Controller('primes')
export class PrimesController {
  constructor(private readonly primes: PrimesService) {}

  @Get(':n')
  async count(
    @Param('n') n: string,
    @Query('algorithm') algorithm: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<PrimesAnswer> {
    const { answer, cpuMs } = await this.primes.count(parseCountRequest(n, algorithm), hangUpOf(reply));
    // https://www.w3.org/TR/server-timing/: durations are in milliseconds.
    reply.header('Server-Timing', `cpu;dur=${cpuMs.toFixed(3)}`);
    // A load script sees from it what an answer costs on the whole, HTTP and idle included.
    reply.header('Process-Cpu-Ms', processCpuMs().toFixed(3));
    return answer;
  }
}

/** Aborted when the connection goes before the answer has been sent. */
function hangUpOf(reply: Reply): AbortSignal {
  const hangUp = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) hangUp.abort();
  });
  return hangUp.signal;
}
