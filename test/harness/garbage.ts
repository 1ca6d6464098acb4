/** Numbers between 0 and 1, always the same ones, so that what failed once can be seen again. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const HOST = 'Host: 127.0.0.1';
const UPGRADE = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13';
const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
const request = (line: string, ...headers: string[]): string => `${[line, ...headers].join('\r\n')}\r\n\r\n`;

const TARGETS = [
  '/',
  '//',
  '///',
  '//evil.example/api/auth.test',
  '*',
  'http://[',
  'http://[/link',
  'http://',
  '/%',
  '/%00',
  '/%E0%A4%A',
  '/..%2f..%2f..%2fetc/passwd',
  '/\\..\\..',
  '/link',
  '/link?ticket=',
  '/link?ticket=%',
  '/api/',
  '/api/%2e%2e',
  '/_sandbox/',
  '/_sandbox//',
  '/_sandbox/calls?since=%',
  '/v4/',
  '/v4/%00/task',
  '/service//operation/',
  '/commands/x',
  '/?Action=&Version=',
  `/${'a'.repeat(20_000)}`,
  `/?${'a=b&'.repeat(2_000)}`,
];
const HOSTS = [
  'Host: [',
  'Host:',
  'Host: :',
  'Host: a b',
  'Host: 127.0.0.1:99999',
  'Host: \u0001',
  'X: y',
  `${HOST}\r\n${HOST}`,
];
const BODIES = [
  request('POST / HTTP/1.1', HOST, 'Content-Length: 5'),
  `${request('POST / HTTP/1.1', HOST, 'Content-Length: 100')}short`,
  request('POST / HTTP/1.1', HOST, 'Content-Length: -1'),
  `${request('POST / HTTP/1.1', HOST, 'Transfer-Encoding: chunked')}zz\r\n`,
  `${request('POST / HTTP/1.1', HOST, 'Transfer-Encoding: chunked')}fffffffffff\r\n`,
  request('POST / HTTP/1.1', HOST, 'Transfer-Encoding: gzip', 'Content-Length: 3'),
  `${request('POST / HTTP/1.1', HOST, 'Content-Encoding: gzip', 'Content-Length: 4')}nope`,
  `${request('POST / HTTP/1.1', HOST, 'X-Amz-Target: .', 'Content-Length: 2')}{}`,
  `${request('POST / HTTP/1.1', HOST, 'X-Amz-Target: __proto__.constructor', 'Content-Length: 2')}{}`,
  `${request('POST / HTTP/1.1', HOST, 'smithy-protocol: rpc-v2-cbor', 'Content-Length: 4')}\u00ff\u00ff\u00ff\u00ff`,
  `${request('POST /_sandbox/faults HTTP/1.1', HOST, 'Content-Type: application/json', 'Content-Length: 4')}null`,
  `${request('POST /_sandbox/command HTTP/1.1', HOST, 'Content-Type: application/json', 'Content-Length: 2')}[]`,
  `${request('POST /api/chat.postMessage HTTP/1.1', HOST, 'Content-Type: application/json', 'Content-Length: 4')}null`,
  request('GET / HTTP/1.1', HOST, 'Expect: the unexpected'),
  request('CONNECT evil.example:443 HTTP/1.1', HOST),
  request('TRACE / HTTP/1.1', HOST),
  request('OPTIONS * HTTP/1.1', HOST),
  request('GET / HTTP/9.9', HOST),
  request('GET / HTTP/1.0'),
  request('PRI * HTTP/2.0'),
  request(`GET / HTTP/1.1`, HOST, `X: ${'y'.repeat(100_000)}`),
  'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  '\r\n\r\n\r\n',
];

/** A few hundred things that no client sends, for any port: addresses, hosts, upgrades, bodies, bytes. */
export function requests(): Buffer[] {
  const random = numbers(1);
  const bytes = Array.from({ length: 40 }, () =>
    Buffer.from(Array.from({ length: 1 + random() * 200 }, () => random() * 256)),
  );
  const addressed = TARGETS.flatMap((target) => [
    request(`GET ${target} HTTP/1.1`, HOST),
    request(`GET ${target} HTTP/1.1`, HOST, UPGRADE, KEY),
  ]);
  const hosted = HOSTS.flatMap((host) => [
    request('GET / HTTP/1.1', host),
    request('GET /link?ticket=x HTTP/1.1', host, UPGRADE, KEY),
  ]);
  const upgrades = ['Upgrade: h2c', 'Upgrade:', UPGRADE, `${UPGRADE}\r\nSec-WebSocket-Key: short`].map((header) =>
    request('GET /link HTTP/1.1', HOST, 'Connection: Upgrade', header),
  );
  return [...[...addressed, ...hosted, ...upgrades, ...BODIES].map((text) => Buffer.from(text, 'latin1')), ...bytes];
}

const masked = (first: number, length: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([first, 0x80 | length, 0, 0, 0, 0]), body]);
const text = (words: string): Buffer => {
  const body = Buffer.from(words);
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(body.length));
  return Buffer.concat([Buffer.from([0x81, 0xff]), length, Buffer.from([0, 0, 0, 0]), body]);
};

/** What an app may send over its socket but never does: frames that are none, and JSON that means nothing. */
export function frames(): Buffer[] {
  const random = numbers(2);
  const endless = Buffer.from([0x82, 0xff, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 1]);
  const words = [
    '',
    'null',
    '[]',
    '7',
    '"x"',
    '{',
    '{"envelope_id":null}',
    '{"envelope_id":"no such"}',
    '[['.repeat(50_000),
  ];
  return [
    ...words.map(text),
    text(JSON.stringify({ envelope_id: '__proto__', payload: { text: 'x' } })),
    text('x'.repeat(5_000_000)),
    endless,
    masked(0x81, 3, Buffer.from([0xff, 0xfe, 0xfd])),
    masked(0x83, 0, Buffer.alloc(0)),
    masked(0xf1, 1, Buffer.alloc(1)),
    masked(0x09, 1, Buffer.alloc(1)),
    masked(0x88, 1, Buffer.alloc(1)),
    masked(0x88, 2, Buffer.from([0, 1])),
    masked(0x80, 1, Buffer.alloc(1)),
    Buffer.from([0x81, 1, 0]),
    ...Array.from({ length: 30 }, () => Buffer.from(Array.from({ length: 1 + random() * 100 }, () => random() * 256))),
  ];
}
