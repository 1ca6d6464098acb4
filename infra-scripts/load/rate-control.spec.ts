import { RateControl } from './rate-control.mjs';

/** Answers of one container at an even pace, beginning at `from`, each with what it says about its CPU time. */
function answers(from: number, count: number, { cpuMs, wholeMs, container = 'a' }: Costs) {
  return Array.from({ length: count }, (_, i) => ({
    at: from + i * 20,
    cpuMs,
    container,
    ...(wholeMs === undefined ? {} : { processMs: 1000 + i * wholeMs }),
  }));
}
interface Costs {
  cpuMs: number;
  wholeMs?: number;
  container?: string;
}

function controlThatSaw(...seen: ReturnType<typeof answers>[]) {
  const control = new RateControl({ cores: 0.82, n: 300_000 });
  [...answers(0, 10, { cpuMs: 900 }), ...seen.flat()].forEach((answer) => control.answered(answer));
  return control;
}

it('asks so often that the cores are used as the containers say they use them, all of them together', () => {
  const control = controlThatSaw(
    answers(1000, 50, { cpuMs: 12, wholeMs: 20, container: 'a' }),
    answers(1000, 50, { cpuMs: 12, wholeMs: 30, container: 'b' }),
  );
  expect(control.recalibrate(2500, 2)).toBeCloseTo(820 / 25, 5);
});

it('adds HTTP and idle by itself where containers say nothing but what their workers use', () => {
  const rate = controlThatSaw(answers(1000, 50, { cpuMs: 12 })).recalibrate(2500, 6);
  expect(rate).toBeLessThan(820 / 13.5);
  expect(rate).toBeGreaterThan(820 / 15);
});

it('throws the first ten answers away, and until then asks gently', () => {
  const control = controlThatSaw();
  expect(control.recalibrate(1000, 2)).toBe(10);
  control.answered({ at: 1500, cpuMs: 12, container: 'a' });
  expect(control.recalibrate(2000, 2)).toBeGreaterThan(50);
});

it('forgets after five seconds, and keeps its rate while nothing answers', () => {
  const control = controlThatSaw(answers(1000, 50, { cpuMs: 12, wholeMs: 14 }));
  const before = control.recalibrate(2500, 2);
  expect(control.recalibrate(60_000, 2)).toBe(before);
  answers(60_000, 50, { cpuMs: 24, wholeMs: 28 }).forEach((answer) => control.answered(answer));
  expect(control.recalibrate(61_500, 2)).toBeCloseTo(before / 2, 5);
});

it.each([
  [
    'was replaced under its name',
    [...answers(1000, 30, { cpuMs: 12, wholeMs: 20 }), ...answers(2000, 30, { cpuMs: 12, wholeMs: 20 })],
  ],
  [
    'shares its name with another',
    answers(1000, 30, { cpuMs: 12, wholeMs: 20 }).map((answer, i) =>
      i % 2 ? { ...answer, processMs: 9000 + i } : answer,
    ),
  ],
])('does not believe the CPU time of a container that %s', (_why, seen) => {
  const guarded = controlThatSaw(seen).recalibrate(2700, 2);
  expect(guarded).toBe(
    controlThatSaw(seen.map(({ at, cpuMs, container }) => ({ at, cpuMs, container }))).recalibrate(2700, 2),
  );
});

it('asks for a number of a minute of CPU time once in a while, not never and not in a flood', () => {
  const control = new RateControl({ cores: 0.82, n: 100_000_000 });
  expect(control.recalibrate(0, 2)).toBeLessThan(0.1);
  expect(control.recalibrate(0, 2)).toBeGreaterThan(0.01);
});
