import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { PoolFull } from '../compute/compute-pool';
import { BadCountRequest } from '../primes/count-request';

/** What is answered in the place of a number. */
export interface Refusal {
  statusCode: number;
  error: string | undefined;
  /** A sentence: what is wrong, and what to do. */
  message: string;
}

/** What was asked for, as it stood in the request's first line. */
export interface Asked {
  method: string;
  url: string;
}

const TRY = 'Try GET /primes/100000.';
/** As much of an address as is needed to recognise it by. */
const SHOWN = 100;

/** @param statusCode of HTTP, 400 to 599 */
export function refusal(statusCode: number, message: string): Refusal {
  return { statusCode, error: STATUS_CODES[statusCode], message };
}

/**
 * The sentence for an error, whoever threw it: this program, Nest or Fastify. One that is nobody's fault but this
 * program's gets an id, under which its stack stands on standard error.
 */
export function refusalOf(error: unknown, { method, url }: Asked): Refusal {
  if (error instanceof BadCountRequest) return refusal(400, error.message);
  if (error instanceof PoolFull) return refusal(503, `${error.message} Ask again in a second.`);
  const asked = `${method} ${shown(url)}`;
  const statusCode = statusOf(error);
  if (statusCode === 404) return refusal(404, `There is nothing at ${asked}. ${TRY}`);
  if (codeOf(error) === 'FST_ERR_BAD_URL') {
    return refusal(400, `"${shown(url)}" is no address that I can decode. ${TRY}`);
  }
  // What else Fastify refuses by itself is bodies: too long, without a type, or not of the type that they claim.
  if (statusCode < 500)
    return refusal(statusCode, `${asked} came with a body that I cannot read, and I need none. ${TRY}`);
  const id = randomUUID();
  process.stderr.write(`${method} ${url} failed, id ${id}: ${error instanceof Error ? error.stack : String(error)}\n`);
  return refusal(statusCode, `Something broke while answering. The log says more under the id ${id}.`);
}

/** The sentence for what Node could not even read as a request. */
export function refusalOfBytes(error: Error): Refusal {
  switch (codeOf(error)) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refusal(408, 'The request did not arrive whole in time. Send it again.');
    case 'HPE_HEADER_OVERFLOW':
      return refusal(431, `Address and headers are together longer than the 16 KiB that I read. ${TRY}`);
    default:
      return refusal(400, `What arrived is no HTTP request that I can read. ${TRY}`);
  }
}

/** Nest's errors and Fastify's each carry their status in their own way. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 600 ? status : 500;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function shown(url: string): string {
  return url.length > SHOWN ? `${url.slice(0, SHOWN)}…` : url;
}
