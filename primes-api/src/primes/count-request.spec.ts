import { BadCountRequest, parseCountRequest } from './count-request';

it('takes the integers from 0 to 10^9 and counts by sieve', () => {
  expect(parseCountRequest('0', undefined)).toEqual({ n: 0, algorithm: 'sieve' });
  expect(parseCountRequest('1000000000', 'trial')).toEqual({ n: 1_000_000_000, algorithm: 'trial' });
});

it.each(['', '-1', '1.0', '1e3', '0x10', ' 5', '1000000001', '9'.repeat(400), '٣'])('refuses %p as a number', (n) => {
  expect(() => parseCountRequest(n, undefined)).toThrow(BadCountRequest);
});

it.each([['fast'], [''], [['sieve', 'trial']], [{ a: 'b' }]])('refuses %p as an algorithm', (algorithm) => {
  expect(() => parseCountRequest('5', algorithm)).toThrow(/none of sieve, trial/);
});
