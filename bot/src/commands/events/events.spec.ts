import { problemsOf } from '../../chat/spec/block-kit.fake';
import { eventsSpec } from './events.command';
import { eventsView } from './events.view';
import { groupEvents } from './grouping';

const NOW = Date.UTC(2026, 10, 24, 12);
const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const task = (letter: string): string => letter.repeat(32);
const events = [
  { id: '4', at: NOW - 1000, message: '(service primes-api) has reached a steady state.' },
  { id: '3', at: NOW - 2000, message: `(service primes-api) has started 1 tasks: (task ${task('a')}).` },
  { id: '2', at: NOW - 3000, message: `(service primes-api) has started 1 tasks: (task ${task('b')}).` },
  {
    id: '1',
    at: NOW - 4000,
    message:
      '(service primes-api) registered 1 targets in (target-group arn:aws:elasticloadbalancing:us-west-2:0:targetgroup/primes/0a1b)',
  },
];

describe('events', () => {
  it('puts neighbours together that are alike but for their tasks', () => {
    expect(groupEvents(events).map(({ times, newest, oldest }) => [times, NOW - newest, NOW - oldest])).toEqual([
      [1, 1000, 1000],
      [2, 2000, 3000],
      [1, 4000, 4000],
    ]);
  });

  it('reads in short: no service, tasks of eight digits in code, target groups by name, no account', () => {
    const message = eventsView(NOW, { ref: REF, groups: groupEvents(events) });
    const words = JSON.stringify(message.blocks);
    expect(words).toContain('has started 1 tasks: (task `aaaaaaaa`).  (2 times alike');
    expect(words).toContain('registered 1 targets in (target-group primes)');
    expect(words).not.toMatch(/service primes-api|arn:/);
    expect(problemsOf(message)).toEqual([]);
  });

  it('fits into a message however long its events are', () => {
    const long = Array.from({ length: 50 }, (_, n) => ({ id: `${n}`, at: NOW, message: `${n} & ${'x<'.repeat(700)}` }));
    expect(problemsOf(eventsView(NOW, { ref: REF, groups: groupEvents(long), span: 3_600_000 }))).toEqual([]);
  });

  it('says so when there were none', () => {
    expect(eventsView(NOW, { ref: REF, groups: [], span: 1_800_000 }).text).toBe(
      'primes/primes-api: no events in the last 30 min.',
    );
  });

  it('takes a number and a time, and says how they are written', () => {
    expect(eventsSpec.input.parse({ service: 'x', n: '5', since: '1h' })).toEqual({
      service: 'x',
      n: 5,
      since: 3_600_000,
    });
    const trouble = (input: unknown): string | undefined => eventsSpec.input.safeParse(input).error?.issues[0]?.message;
    for (const since of ['yesterday', '1', '1h30m', '1.5h', '1w', '-1h', '0s', '0d', '91d', '99999d', '100000d'])
      expect([since, trouble({ service: 'x', since })]).toEqual([
        since,
        'How far back is one number and its unit, from 1s to 90d: like 45s, 30m, 2h or 7d.',
      ]);
    for (const since of ['1s', '90d']) expect(trouble({ service: 'x', since })).toBeUndefined();
    for (const n of ['-4', '0', '51', '100000', 'many', '1.5', '1e1', '0x10', '+5', ''])
      expect(trouble({ service: 'x', n })).toBe('The number of events is a whole number from 1 to 50.');
    expect(trouble({ service: 'x', n: '50' })).toBeUndefined();
  });
});
