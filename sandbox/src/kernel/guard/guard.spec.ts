import { Guard } from './guard';
import { readTarget } from './target';

const guard = new Guard(['sandbox', 'Chat.Internal:4577']);
const HERE = { host: '127.0.0.1:4566' };

describe('whom a port lets in', () => {
  it.each([
    ['a program that knows nothing of browsers', HERE],
    ['localhost, however it is written', { host: 'LocalHost.:4566' }],
    ['an address without a port', { host: '127.0.0.1' }],
    ['another address of this machine', { host: '127.0.0.53:4566' }],
    ['IPv6', { host: '[::1]:4566' }],
    ['IPv6 at length', { host: '[0:0:0:0:0:0:0:1]:4566' }],
    ['a name of docker compose', { host: 'sandbox:4566' }],
    ['a configured name, at whatever port it is published', { host: 'chat.internal:9000' }],
    ['an address that was typed', { ...HERE, 'sec-fetch-site': 'none' }],
    ['its own page', { ...HERE, 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:4566' }],
    ['its own page where something speaks TLS for it', { host: 'chat.internal', origin: 'https://chat.internal' }],
  ])('%s', (_who, headers) => {
    expect(guard.refusal(headers)).toBeUndefined();
  });

  it.each([
    ['a page of another origin', { ...HERE, origin: 'http://evil.example' }, 'http://evil.example'],
    ['a page on another port of this machine', { ...HERE, origin: 'http://127.0.0.1:8081' }, '127.0.0.1:8081'],
    ['its page by another of its names', { ...HERE, origin: 'http://localhost:4566' }, 'http://localhost:4566'],
    ['a page without an origin', { ...HERE, origin: 'null' }, 'the page null'],
    ['an extension', { ...HERE, origin: 'chrome-extension://abc' }, 'chrome-extension://abc'],
    ['what a page embeds', { ...HERE, 'sec-fetch-site': 'cross-site' }, 'Sec-Fetch-Site: cross-site'],
    ['what a page on another port embeds', { ...HERE, 'sec-fetch-site': 'same-site' }, 'Sec-Fetch-Site: same-site'],
    ['a name that was made to mean this machine', { host: 'evil.example:4566' }, 'SANDBOX_HOSTS'],
    ['one that only begins like one of ours', { host: '127.0.0.1.evil.example' }, 'SANDBOX_HOSTS'],
    ['one that only ends like one', { host: 'evil.sandbox' }, 'SANDBOX_HOSTS'],
    ['no address of this machine', { host: '10.0.0.7:4566' }, 'SANDBOX_HOSTS'],
    ['every address', { host: '0.0.0.0:4566' }, 'SANDBOX_HOSTS'],
  ])('not %s', (_who, headers, why) => {
    expect(guard.refusal(headers)).toEqual({ status: 403, sentence: expect.stringContaining(why) });
  });

  it.each(['', '[', ':4566', 'localhost:99999', '127.0.0.1@evil.example', 'local host', 'localhost/..', '['])(
    'not what is no host: "%s"',
    (host) => {
      expect(guard.refusal({ host })).toMatchObject({ status: 400 });
    },
  );
});

it('reads paths and whole addresses, and nothing else', () => {
  expect(readTarget('/a/%2e?b=c')?.pathname).toBe('/a/');
  expect(readTarget('http://127.0.0.1:4577/api/x?y=z')?.search).toBe('?y=z');
  for (const target of ['//', '//evil.example/api', '*', 'http://[', 'evil.example:80', '']) {
    expect(readTarget(target)).toBeUndefined();
  }
});
