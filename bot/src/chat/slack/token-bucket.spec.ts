import { ManualClock } from '../../kernel/spec/manual-clock';
import { TokenBucket } from './token-bucket';

const spend = (bucket: TokenBucket, times: number): number[] => Array.from({ length: times }, () => bucket.spend());

test('a bucket lets a burst pass, and what is more waits its turn', () => {
  expect(spend(new TokenBucket(new ManualClock(), 1000, 3), 5)).toEqual([0, 0, 0, 1000, 2000]);
});

test('a bucket that nobody took from holds no more than it can', async () => {
  const clock = new ManualClock();
  const bucket = new TokenBucket(clock, 1000, 3);
  await clock.advance(3_600_000);
  expect(spend(bucket, 4)).toEqual([0, 0, 0, 1000]);
});

test('a bucket fills at its rate, and is full where nothing is missing', async () => {
  const clock = new ManualClock();
  const bucket = new TokenBucket(clock, 1000, 3);
  spend(bucket, 3);
  await clock.advance(2500);
  expect(bucket.isFull()).toBe(false);
  expect(spend(bucket, 3)).toEqual([0, 0, 500]);
  await clock.advance(3500);
  expect(bucket.isFull()).toBe(true);
});
