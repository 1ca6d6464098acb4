import { maskSecrets } from './secrets';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';

describe('a secret', () => {
  it.each([
    // By the name it stands under.
    ['login password=hunter2 user=ann', 'login password=••• user=ann'],
    ['DB_PASSWORD=p4,ss&x=1', 'DB_PASSWORD=•••&x=1'],
    ['password: 1234567', 'password: •••'],
    ['{"user":"ann","password":"a \\"b\\" c","n":1}', '{"user":"ann","password":"•••","n":1}'],
    [String.raw`body {\"apiKey\":\"k-123456\",\"ok\":true}`, String.raw`body {\"apiKey\":\"•••\",\"ok\":true}`],
    ["{ clientSecret: 'abc def', id: 7 }", "{ clientSecret: '•••', id: 7 }"],
    ['{:secret=>"abcdef", :id=>7}', '{:secret=>"•••", :id=>7}'],
    ['POST /x?access_token=abcd1234&page=2 200', 'POST /x?access_token=•••&page=2 200'],
    ['x-api-key: 8c1f0a; host: example.com', 'x-api-key: •••; host: example.com'],
    ['run --db-password s3cret --verbose', 'run --db-password ••• --verbose'],
    ['<Password>s3cret</Password><Id>7</Id>', '<Password>•••</Password><Id>7</Id>'],
    ['aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'aws_secret_access_key = •••'],
    ['AccountName=a;AccountKey=abc123==;EndpointSuffix=b', 'AccountName=a;AccountKey=•••;EndpointSuffix=b'],
    ['GET /f?X-Amz-Expires=300&X-Amz-Signature=ab12cd34', 'GET /f?X-Amz-Expires=300&X-Amz-Signature=•••'],
    ['Cookie: sid=abcdef; theme=dark1', 'Cookie: sid=•••; theme=•••'],
    // By its form.
    ['Authorization: Bearer abcdef123456 then', 'Authorization: Bearer ••• then'],
    ['"authorization":"Basic YW5uOmh1bnRlcjI=","x":1', '"authorization":"Basic •••","x":1'],
    ['curl -H "Bearer abcdefgh12"', 'curl -H "Bearer •••"'],
    ['postgres://app:p%40ss@db:5432/shop?ssl=1', 'postgres://app:•••@db:5432/shop?ssl=1'],
    ['redis://:s3cret@cache:6379/0', 'redis://:•••@cache:6379/0'],
    ['cloning https://abcdefghijklmnop1234@github.com/a/b', 'cloning https://•••@github.com/a/b'],
    [`verified ${JWT} for ann`, 'verified ••• for ann'],
    ['key AKIAIOSFODNN7EXAMPLE used', 'key ••• used'],
    [`pushed with ghp_${'a1'.repeat(18)} ok`, 'pushed with ••• ok'],
    ['xoxb-1234567890-abcdefgh', '•••'],
    [`sk_live_${'a1'.repeat(12)} charged`, '••• charged'],
    ['https://hooks.slack.com/services/T0/B0/abcdef', 'https://hooks.slack.com/services/T0/B0/•••'],
    [
      'key -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----',
      'key -----BEGIN RSA PRIVATE KEY-----•••-----END RSA PRIVATE KEY-----',
    ],
    ['MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj', '•••'],
  ])('%s', (text, masked) => expect(maskSecrets(text)).toBe(masked));

  it('is masked once, and what is masked stays as it is', () => {
    const once = maskSecrets('password=hunter2 Bearer abcdefgh12 postgres://a:b@c');
    expect(maskSecrets(once)).toBe(once);
  });

  it('is found in a line of a megabyte in no time', () => {
    for (const part of [
      'password',
      'a',
      'token=',
      'eyJ',
      '://',
      'Cookie: ',
      '"',
      '\\',
      '--token ',
      'a:b@',
      'BEGIN PRIVATE KEY-----',
    ]) {
      const before = performance.now();
      maskSecrets(part.repeat(1_000_000 / part.length));
      expect([part, performance.now() - before < 3000]).toEqual([part, true]);
    }
  });
});

describe('no secret, and so as it was', () => {
  it.each([
    'SyntaxError: Unexpected token } in JSON at position 17',
    'tokens: 4096, max_tokens=100, token_count: 7',
    'token_type: bearer_token, tokenizer=wordpiece',
    'password: null, password=true, secret: undefined',
    'password reset requested by ann',
    'secretArn: arn:aws:secretsmanager:us-west-2:1:secret:db, secret: arn:aws:secretsmanager:us-west-2:1:secret:db',
    'compass: north-west, bypass=enabled1, spin: 1234',
    'GET http://localhost:8080/health 200 in 3 ms',
    'image sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9',
    '0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9',
    'mail ann@example.com, time 12:00:01',
    'at Object.<anonymous> (/app/src/token.ts:12:3)',
    'כל הכבוד: 日本語 ✓',
  ])('%s', (text) => expect(maskSecrets(text)).toBe(text));
});
