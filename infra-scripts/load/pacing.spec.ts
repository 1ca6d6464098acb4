import { Pacing } from './pacing.mjs';

/** Times at which requests are sent when the clock is looked at every `step` milliseconds. */
function sentTimes(pacing: Pacing, from: number, to: number, step = 1): number[] {
  const times: number[] = [];
  for (let now = from; now < to; now += step) while (pacing.take(now)) times.push(now);
  return times;
}

it('spreads requests evenly', () => {
  const times = sentTimes(new Pacing(0, 50), 0, 1000);
  expect(times).toHaveLength(50);
  expect(new Set(times.slice(1).map((time, i) => time - (times[i] ?? 0)))).toEqual(new Set([20]));
});

it('keeps its rate though its clock is coarse', () => {
  expect(sentTimes(new Pacing(0, 60), 0, 10_000, 4)).toHaveLength(600);
});

it('sends no burst after a pause', () => {
  const pacing = new Pacing(0, 50);
  sentTimes(pacing, 0, 1000);
  expect(sentTimes(pacing, 5000, 5001).length).toBeLessThanOrEqual(2);
});

it('takes a new rate at once, within the present interval too', () => {
  const pacing = new Pacing(0, 0.1);
  expect(pacing.take(0)).toBe(true);
  pacing.change(1000, 100);
  expect(pacing.waitMs(1000)).toBeCloseTo(9, 5);
});
