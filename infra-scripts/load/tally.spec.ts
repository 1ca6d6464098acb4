import { parseOptions, type Options } from './options.mjs';
import { liveLine, summaryOf, summaryText } from './report.mjs';
import { Tally } from './tally.mjs';

function tallied() {
  const tally = new Tally();
  const answer = (at: number, container: string, latencyMs: number) =>
    tally.record(at, { kind: 'answered', container, latencyMs, cpuMs: 12 });
  for (let i = 0; i < 100; i++) answer(i * 10, i < 60 ? 'ip-10-0-2-17' : 'ip-10-0-2-9', i + 1);
  for (let i = 0; i < 25; i++) tally.record(9000, { kind: 'refused', latencyMs: 1 });
  for (let i = 0; i < 25; i++) answer(9000, 'ip-10-0-2-17', 300);
  tally.record(9000, { kind: 'failed', why: 'ECONNRESET', latencyMs: 1 });
  tally.sent = 151;
  return tally;
}

const typed = (words: string[]): Options => {
  const options = parseOptions(words);
  if ('help' in options) throw new Error('Nobody asked for help.');
  return options;
};
const summary = (tally: Tally, tasks = {}) =>
  summaryOf({ options: typed([]), tally, seconds: 9.5, wholeMs: undefined, tasks });

it('shows the last five seconds only, a refusal being no failure', () => {
  const recent = tallied().recent(10_000, 0);
  expect(liveLine({ seconds: 10, rate: 5, tasks: 3, recent })).toBe(
    '10 s | 5.0 req/s sent, 5.0 answered | p50 300 ms, p99 300 ms | 49 % refused | 1 failed | 3 tasks run | ip-10-0-2-17 25',
  );
});

it('does not divide the first second by five', () => {
  const tally = new Tally();
  for (let i = 0; i < 20; i++) tally.record(i * 100, { kind: 'answered', container: 'a', latencyMs: 1 });
  expect(tally.recent(2000, 0).perSecond).toBe(10);
});

it('sums up everything', () => {
  expect(summary(tallied(), { first: 2, most: 6, now: 5 })).toMatchObject({
    sent: 151,
    answered: 125,
    refused: 25,
    failed: 1,
    cpuMsPerAnswer: 12,
    latencyMs: { p50: 63, max: 300 },
    answersByContainer: { 'ip-10-0-2-9': 40, 'ip-10-0-2-17': 85 },
    failures: { ECONNRESET: 1 },
    tasksRunning: { first: 2, most: 6, last: 5 },
  });
});

it('leaves the tasks out where they are unknown, and says when nothing answered', () => {
  expect(summary(tallied())).toHaveProperty('tasksRunning', undefined);
  expect(summaryText(summary(tallied()))).not.toContain('tasks running');
  expect(summaryText(summary(new Tally()))).toContain('Nothing answered.');
});
