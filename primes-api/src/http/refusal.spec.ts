import { NotFoundException } from '@nestjs/common';
import { PoolFull } from '../compute/compute-pool';
import { BadCountRequest } from '../primes/count-request';
import { refusalOf, refusalOfBytes } from './refusal';

const ASKED = { method: 'GET', url: '/primes/x' };
const withCode = (code: string, statusCode?: number): Error =>
  Object.assign(new Error('words of a framework'), { code, ...(statusCode ? { statusCode } : {}) });

it.each([
  [new BadCountRequest('Ten is no number.'), 400, 'Ten is no number.'],
  [new PoolFull(4), 503, expect.stringMatching(/all this task queues\. Ask again in a second\.$/)],
  [new NotFoundException(), 404, 'There is nothing at GET /primes/x. Try GET /primes/100000.'],
  [withCode('FST_ERR_BAD_URL', 400), 400, '"/primes/x" is no address that I can decode. Try GET /primes/100000.'],
  [
    withCode('FST_ERR_CTP_BODY_TOO_LARGE', 413),
    413,
    'GET /primes/x came with a body that I cannot read, and I need none. Try GET /primes/100000.',
  ],
])('%p is answered %i: %s', (error, statusCode, message) => {
  expect(refusalOf(error, ASKED)).toMatchObject({ statusCode, message });
});

it('says nothing of what broke but an id, under which standard error has the stack', () => {
  const written: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const { statusCode, message } = refusalOf(new Error('secret'), ASKED);
  write.mockRestore();
  expect(statusCode).toBe(500);
  expect(message).not.toContain('secret');
  expect(written.join('')).toContain(/id ([\w-]+)\./.exec(message)![1]);
});

it.each([
  ['ERR_HTTP_REQUEST_TIMEOUT', 408, /Send it again/],
  ['HPE_HEADER_OVERFLOW', 431, /16 KiB/],
  ['HPE_INVALID_METHOD', 400, /no HTTP request/],
])('%s of Node is answered %i', (code, statusCode, words) => {
  expect(refusalOfBytes(withCode(code))).toMatchObject({ statusCode, message: expect.stringMatching(words) });
});
