import { changeButton, changePayload } from './change-button';
import { decodePayload } from './payload';

const long = (letter: string, length: number): string => letter.repeat(length);
const ref = { environment: 'production', cluster: long('c', 255), service: long('s', 255) };
const basis = { key: `${long('f', 255)}:12345 ecs-svc/1234567890123456789`, words: `set to ${long('v', 128)}` };
const wish = {
  image: `${long('r', 300)}:${long('v', 128)}`,
  container: long('n', 255),
  digest: `sha256:${long('a', 64)}`,
};
const read = (value: string | undefined) => decodePayload(changePayload, value);

describe('a button that makes a change', () => {
  it('carries all that it takes, and comes back as it was', () => {
    const change = { kind: 'desired', ref, wish: { desired: 4 }, basis: { key: '2', words: 'set to 2' } } as const;
    const asked = { id: 'U0ANN', name: 'ann', said: '/ecs scale primes-api 4' };
    const offer = { asked, inPlace: true, before: '1 → 2 tasks, by cat' };
    expect(read(changeButton('Set', change, offer).value)).toEqual({ ...change, ...offer });
    expect(read(changeButton('Set', change).value)).toEqual(change);
  });

  it('cuts what was said, and leaves it out where what is to be done would not fit', () => {
    const small = { ...ref, cluster: 'c', service: 's' };
    const asked = { id: 'U0ANN', name: 'ann', said: long('"', 4000) };
    const change = {
      kind: 'desired',
      ref: small,
      wish: { desired: 4 },
      basis: { key: '2', words: 'set to 2' },
    } as const;
    expect(read(changeButton('Set', change, { asked }).value).asked?.said).toHaveLength(300);
    const whole = { kind: 'image', ref, wish, basis } as const;
    const offer = { asked, inPlace: true, before: 'x' };
    const value = changeButton('Set', whole, offer).value;
    expect(value?.length).toBeLessThanOrEqual(2000);
    expect(read(value)).toEqual({ ...whole, asked: { id: 'U0ANN', name: 'ann' }, inPlace: true });
  });

  it('is refused where nothing can make it fit', () => {
    const change = { kind: 'image', ref, wish: { image: long('x', 2000) }, basis } as const;
    expect(() => changeButton('Set', change)).toThrow(RangeError);
  });
});
