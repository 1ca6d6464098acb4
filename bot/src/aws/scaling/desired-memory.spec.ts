import { DesiredMemory } from './desired-memory';

const ref = { environment: 'default', cluster: 'primes', service: 'primes-api' };

test('before an activity there were as many as the last look saw', () => {
  const memory = new DesiredMemory();
  memory.saw(ref, 2, 1000);
  memory.saw(ref, 5, 3000);
  expect(memory.before(ref, 2000, [])).toBe(2);
  expect(memory.before(ref, 4000, [])).toBe(5);
});

test('an activity between the look and the moment counts more than the look', () => {
  const memory = new DesiredMemory();
  memory.saw(ref, 2, 1000);
  const set = [
    { at: 1500, to: 3 },
    { at: 1800, to: 5 },
  ];
  expect(memory.before(ref, 1900, set)).toBe(5);
  expect(memory.before(ref, 1800, set)).toBe(3);
});

test('an older activity counts less than a look since: somebody may have scaled by hand', () => {
  const memory = new DesiredMemory();
  memory.saw(ref, 4, 2000);
  expect(memory.before(ref, 3000, [{ at: 1500, to: 3 }])).toBe(4);
});

test('what nobody saw is not known', () => {
  expect(new DesiredMemory().before(ref, 1000, [])).toBeUndefined();
});

test('what happened while ECS was being asked is not taken for what was before it', () => {
  const memory = new DesiredMemory();
  memory.saw(ref, 2, 1000, 1050);
  memory.saw(ref, 4, 3000, 3050);
  const set = [{ at: 3020, to: 4 }];
  expect(memory.before(ref, 3020, [])).toBe(2);
  expect(memory.before(ref, 3500, set)).toBe(4);
});
