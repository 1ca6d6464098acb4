import { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { NoSuchServiceError } from '../domain/builds/builds.errors';
import type { BuildsService } from '../domain/builds/builds.service';
import type { BuiltImage, Heard } from '../domain/builds/builds.types';
import { ManualClock } from '../kernel/spec/manual-clock';
import { ImageHookController } from './image-hook.controller';
import { signatureOf } from './signature';

beforeAll(() => Logger.overrideLogger(false));

const SECRET = 's'.repeat(32);
const NOW = 1_732_000_000;
const IMAGE: BuiltImage = {
  repository: '000000000000.dkr.ecr.us-west-2.amazonaws.com/primes-api',
  tag: '1.1.0',
  digest: `sha256:${'b'.repeat(64)}`,
};
const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };

interface Sent {
  body?: string;
  timestamp?: string | undefined;
  signature?: string | undefined;
  secret?: string | undefined;
}

function room(hear: () => Promise<Heard[] | undefined> = async () => [{ ref: REF, outcome: 'told' }]) {
  const heard: [string, BuiltImage][] = [];
  const builds = {
    hear: (id: string, image: BuiltImage) => {
      heard.push([id, image]);
      return hear();
    },
  } as unknown as BuildsService;
  const send = async (sent: Sent = {}): Promise<{ code: number; body: Record<string, unknown> }> => {
    const { body = JSON.stringify(IMAGE), timestamp = String(NOW) } = sent;
    const signature = 'signature' in sent ? sent.signature : signatureOf(SECRET, timestamp, Buffer.from(body));
    const imageSecret = 'secret' in sent ? sent.secret : SECRET;
    const controller = new ImageHookController(builds, { imageSecret }, new ManualClock(NOW * 1000));
    const headers = { 'x-chatops-timestamp': timestamp, 'x-chatops-signature': signature };
    const request = Object.assign(Readable.from([Buffer.from(body)]), { headers });
    let code = 0;
    let text = '';
    const response = { writeHead: (status: number) => (code = status), end: (said: string) => (text = said) };
    await controller.image(request as never, response as never);
    return { code, body: JSON.parse(text) as Record<string, unknown> };
  };
  return { heard, send };
}

describe('a pipeline that says that an image is built', () => {
  it('is heard where it signs what it says', async () => {
    const { heard, send } = room();
    expect(await send()).toEqual({
      code: 202,
      body: { status: 'heard', services: [{ service: 'primes/primes-api', outcome: 'told' }] },
    });
    expect(heard.map(([, image]) => image)).toEqual([IMAGE]);
  });

  it('is known by its signature, so that the same message is heard once', async () => {
    const { heard, send } = room(async () => undefined);
    expect(await send()).toEqual({ code: 200, body: { status: 'heard before' } });
    expect(heard[0]?.[0]).toBe(`image:${signatureOf(SECRET, String(NOW), Buffer.from(JSON.stringify(IMAGE)))}`);
  });

  it.each<[string, Sent, number, RegExp]>([
    ['no secret is set', { secret: undefined }, 404, /IMAGE_HOOK_SECRET is not set/],
    [
      'it does not sign',
      { signature: undefined },
      401,
      /headers x-chatops-timestamp and x-chatops-signature are needed/,
    ],
    [
      'the signature is of another secret',
      { signature: signatureOf('x', String(NOW), Buffer.from('{}')) },
      401,
      /is not that of/,
    ],
    ['the signature is short', { signature: 'v1=00' }, 401, /is not that of/],
    ['it is older than five minutes', { timestamp: String(NOW - 301) }, 401, /within five minutes/],
    ['it is of the future', { timestamp: String(NOW + 301) }, 401, /within five minutes/],
    ['its time is none', { timestamp: 'now' }, 401, /within five minutes/],
    ['it is no JSON', { body: '{' }, 400, /The body: /],
    ['it lacks its digest', { body: JSON.stringify({ ...IMAGE, digest: undefined }) }, 400, /^digest: /],
    ['its digest is none', { body: JSON.stringify({ ...IMAGE, digest: 'sha256:b' }) }, 400, /^digest: is sha256/],
    ['a member is misspelt', { body: JSON.stringify({ ...IMAGE, comit: 'a' }) }, 400, /comit/],
    ['its address is no page', { body: JSON.stringify({ ...IMAGE, url: 'javascript:alert(1)' }) }, 400, /^url: /],
    ['its address would end a link', { body: JSON.stringify({ ...IMAGE, url: 'https://x/|y>' }) }, 400, /^url: /],
    ['it is too long', { body: JSON.stringify({ ...IMAGE, commit: 'c'.repeat(20_000) }) }, 413, /16 KB/],
  ])('is refused where %s', async (_what, sent, code, message) => {
    const { heard, send } = room();
    const answer = await send(sent);
    expect(answer.code).toBe(code);
    expect(answer.body['message']).toMatch(message);
    expect(heard).toEqual([]);
  });

  it('is heard up to five minutes later', async () => {
    expect((await room().send({ timestamp: String(NOW - 299) })).code).toBe(202);
  });

  it('is refused where nothing runs from the repository', async () => {
    const { send } = room(() => Promise.reject(new NoSuchServiceError(IMAGE.repository, undefined)));
    expect(await send()).toMatchObject({
      code: 422,
      body: { message: expect.stringContaining('No service') as string },
    });
  });

  it('may send it again where it could not be taken, and is told no more than that', async () => {
    const { send } = room(() => Promise.reject(new Error('connect postgres://secret')));
    const answer = await send();
    expect(answer.code).toBe(503);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });
});
