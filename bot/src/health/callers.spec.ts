import { refusalOf } from './callers';

describe('who may ask for health and metrics', () => {
  it.each([
    ['a scraper', { host: '10.0.3.7:3000' }, '0.0.0.0'],
    ['a scraper of the machine itself', { host: 'localhost:3000' }, '127.0.0.1'],
    ['one that gives no port', { host: 'LOCALHOST.' }, '127.0.0.1'],
    ['one that asks over IPv6', { host: '[::1]:3000' }, '::1'],
    ['somebody who typed the address', { host: '127.0.0.1:3000', 'sec-fetch-site': 'none' }, '127.0.0.1'],
    ['a page of its own address', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }, '127.0.0.1'],
  ])('%s may', (_who, headers, boundTo) => {
    expect(refusalOf(headers, boundTo)).toBeUndefined();
  });

  it.each([
    [
      'a page of another origin',
      { host: '127.0.0.1:3000', origin: 'http://evil.example' },
      '127.0.0.1',
      'evil.example',
    ],
    ['a page without an origin', { host: '127.0.0.1:3000', origin: 'null' }, '127.0.0.1', 'null'],
    ['a page on another port', { host: 'localhost:3000', 'sec-fetch-site': 'same-site' }, 'localhost', 'web page'],
    [
      'a page where the port is open to all',
      { host: 'bot:3000', 'sec-fetch-site': 'cross-site' },
      '0.0.0.0',
      'web page',
    ],
    ['a name that was made to mean this machine', { host: 'evil.example:3000' }, '127.0.0.1', 'evil.example'],
    ['no name at all', { host: '' }, '127.0.0.1', 'HOST'],
    ['what is no name', { host: '127.0.0.1@evil.example' }, '::1', 'HOST'],
  ])('%s may not, and reads why', (_who, headers, boundTo, why) => {
    expect(refusalOf(headers, boundTo)).toContain(why);
  });
});
