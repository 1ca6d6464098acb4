import { breakerThreshold } from './circuit-breaker';

describe('breakerThreshold', () => {
  const breaker = (
    type?: 'COUNT' | 'BOUNDED_PERCENT' | 'UNBOUNDED_PERCENT',
    value = 50,
  ): Parameters<typeof breakerThreshold>[0] => ({
    enable: true,
    rollback: true,
    ...(type && { thresholdConfiguration: { type, value } }),
  });

  it.each([
    [0, 3],
    [1, 3],
    [6, 3],
    [7, 4],
    [25, 13],
    [400, 200],
    [800, 200],
  ])('is half of %i tasks, between 3 and 200: %i', (desired, threshold) => {
    expect(breakerThreshold(breaker(), desired)).toBe(threshold);
  });

  it('is a number of tasks, or a share without bounds, where the service says so', () => {
    expect(breakerThreshold(breaker('COUNT', 1), 10)).toBe(1);
    expect(breakerThreshold(breaker('UNBOUNDED_PERCENT', 10), 10)).toBe(1);
    expect(breakerThreshold(breaker('UNBOUNDED_PERCENT', 100), 1000)).toBe(1000);
    expect(breakerThreshold(breaker('BOUNDED_PERCENT', 100), 5)).toBe(5);
  });
});
