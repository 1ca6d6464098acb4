import { problemsOf } from '../../chat/spec/block-kit.fake';
import type { TaskLine } from '../../domain/logs/logs.types';
import { ecsTask } from '../../domain/tasks/spec/ecs-tasks.fake';
import type { LogsRead } from './logs.reader';
import { logsView } from './logs.view';

const NOW = Date.UTC(2026, 10, 24, 12);
const LONG = 'n'.repeat(255);
const REF = { environment: LONG, cluster: LONG, service: LONG };
const id = (n: number): string => n.toString(16).padStart(32, '0');
const names = Array.from({ length: 10 }, (_, n) => `${n}${'c'.repeat(254)}`);

const lines = (count: number, text: string): TaskLine[] =>
  Array.from({ length: count }, (_, n) => ({ at: NOW - n, task: id(n), container: names[n % 10]!, text }));

const READ: LogsRead = {
  ref: REF,
  lines: [],
  earlier: true,
  unread: [],
  skipped: 80,
  tasks: 100,
  containers: names.slice(0, 1),
  others: names.slice(1),
};

describe('a log at its extremes', () => {
  it.each<[string, Partial<LogsRead>]>([
    ['a thousand lines of 3,000 characters', { lines: lines(1000, 'x'.repeat(3000)) }],
    ['lines of nothing but what is escaped', { lines: lines(1000, '<&>"\\`'.repeat(200)) }],
    ['lines written from right to left', { lines: lines(1000, 'שלום עולם '.repeat(100)) }],
    ['lines of a stack trace', { lines: lines(50, 'at x\n'.repeat(500)) }],
    ['one empty line', { lines: lines(1, '') }],
    [
      'a hundred tasks that cannot be read, each for another reason of 3,000 characters',
      {
        unread: Array.from({ length: 100 }, (_, n) => ({
          why: `${n} ${'<why> '.repeat(500)}`,
          of: [{ ref: REF, task: id(n), revision: 'x:1', container: LONG }],
        })),
      },
    ],
    ['a task of ten containers', { task: ecsTask({ ref: REF }), containers: names, others: [] }],
  ])('%s fits into a message', (_what, change) => {
    const asked = { lines: 1000, grep: '"<x>` '.repeat(33), since: 30 * 86_400_000, container: LONG };
    expect(problemsOf(logsView(NOW, asked, { ...READ, ...change, took: LONG }))).toEqual([]);
  });
});
