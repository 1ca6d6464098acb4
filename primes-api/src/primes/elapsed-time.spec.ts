import { elapsedTime } from './elapsed-time';

it.each([
  [0, '00:00:00.00'],
  [19.9, '00:00:00.01'],
  [59_999, '00:00:59.99'],
  [60_000, '00:01:00.00'],
  [((25 * 60 + 3) * 60 + 4) * 1000 + 50, '25:03:04.05'],
])('shows %d ms as %s', (ms, shown) => {
  expect(elapsedTime(ms)).toBe(shown);
});
