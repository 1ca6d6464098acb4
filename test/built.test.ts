import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const DIST = join(__dirname, '..', 'dist');

test.each(['bot', 'primes-api', 'sandbox'])(
  'what is built and shipped of %s has no spec and no double in it',
  (name) => {
    const built = readdirSync(join(DIST, name), { recursive: true, encoding: 'utf8' });
    expect(built.length).toBeGreaterThan(10);
    expect(built.filter((path) => /(^|\/)spec(\/|$)|\.(spec|fakes?)\./.test(path))).toEqual([]);
  },
);
