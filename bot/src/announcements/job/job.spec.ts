import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import { wordsOf } from '../../chat/spec/change-chat';
import { ANN, CAT, REF } from '../../domain/changes/spec/change-world';
import type { JobRun } from '../../domain/jobs/jobs.types';
import { jobEndView, jobLogView, jobView } from './job.view';

const RUN: JobRun = {
  id: 'run-1',
  ref: REF,
  job: 'migrate',
  command: ['node', 'migrate.js'],
  container: 'app',
  version: '1.0.0',
  revision: 'primes-api:1',
  actor: ANN,
  startedAt: 1000,
  task: 'ab'.repeat(16),
  telling: { channel: 'C0OPS', asked: 'Asked by *ann*' },
};
const RUNNING = { id: 'ab'.repeat(16), status: 'RUNNING' };

describe('a job', () => {
  it('that runs says what it is, and has the button that ends it', () => {
    const view = jobView(RUN, RUNNING);
    expect(view.text).toBe('primes/primes-api: job migrate: running.');
    expect(wordsOf(view)).toContain('`node migrate.js` in `app` of `1.0.0`');
    expect(labelsOf(view)).toEqual(['End migrate', 'Status']);
    expect(valueOf(view, 'End migrate')).toMatchObject({ kind: 'end-run', wish: { run: 'run-1' } });
    expect(problemsOf(view)).toEqual([]);
  });

  it.each([
    [{ end: { at: 13_000, exitCode: 0 } }, 'done in 12 s: exit 0.', '✅'],
    [
      { end: { at: 13_000, exitCode: 3, reason: 'Essential container in task exited' } },
      'failed after 12 s: exit 3: Essential container in task exited.',
      '❌',
    ],
    [
      { end: { at: 13_000, reason: 'CannotPullContainerError: gone' } },
      'failed after 12 s, and no exit code is known: CannotPullContainerError: gone.',
      '❌',
    ],
    [{ cancelledBy: CAT, end: { at: 13_000, exitCode: 137 } }, 'ended by cat after 12 s: exit 137.', '⏹️'],
    [{ cancelledBy: CAT }, 'being ended by cat.', '⏹️'],
  ])('that is over, or nearly, says how, and has no such button: %j', (change, words, mark) => {
    const view = jobView({ ...RUN, ...change }, RUNNING);
    expect(view.text).toBe(`primes/primes-api: job migrate: ${words}`);
    expect(wordsOf(view)).toContain(mark);
    expect(labelsOf(view)).toEqual(['Status']);
    expect(jobEndView({ ...RUN, ...change }).text).toBe(`<@U0ANN> primes/primes-api: job migrate: ${words}`);
  });

  it('shows its log as it is, calls nobody by it, and fits', () => {
    const lines = Array.from({ length: 30 }, (_, n) => ({ at: n, text: `<!channel> \`\`\` ${'x'.repeat(500)}${n}` }));
    const view = jobLogView({ lines, earlier: true });
    expect(problemsOf(view)).toEqual([]);
    expect(wordsOf(view)).not.toContain('<!channel>');
    expect(wordsOf(view)).toContain('There was more before these lines.');
  });
});
