import type { AlarmDefinition, MissingData } from './alarm';
import { evaluate, type Window } from './evaluation';

const definition = (overrides: Partial<AlarmDefinition> = {}): AlarmDefinition => ({
  alarmName: 'a',
  actionsEnabled: true,
  okActions: [],
  alarmActions: [],
  insufficientDataActions: [],
  metric: { namespace: 'n', metricName: 'm', dimensions: {} },
  statistic: 'Average',
  period: 60,
  evaluationPeriods: 3,
  threshold: 1,
  comparison: 'GreaterThanThreshold',
  ...overrides,
});

/** "0 - X - X", oldest first as the guide prints it: 0 within the threshold, X beyond it, - missing. */
const windows = (line: string): Window[] =>
  line
    .split(' ')
    .toReversed()
    .map((mark, age) => {
      const value = mark === 'X' ? 2 : 0;
      const start = -60_000 * (age + 1);
      return mark === '-' ? { start } : { start, set: { sampleCount: 1, sum: value, minimum: value, maximum: value } };
    });

const TREATMENTS: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];
const states = (line: string, needed: number | undefined): string[] =>
  TREATMENTS.map((treatMissingData) => {
    const overrides = needed === undefined ? { treatMissingData } : { treatMissingData, datapointsToAlarm: needed };
    return evaluate(definition(overrides), windows(line)).state;
  });

describe('evaluating an alarm', () => {
  // The two tables of "Configuring how CloudWatch alarms treat missing data", in their order: missing, ignore, breaching, notBreaching.
  test.each([
    ['0 - X - X', ['OK', 'OK', 'OK', 'OK']],
    ['0 X X X -', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['- - - - 0', ['OK', 'OK', 'OK', 'OK']],
    ['- - - - -', ['INSUFFICIENT_DATA', 'RETAIN', 'ALARM', 'OK']],
    ['0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['- - X - -', ['ALARM', 'RETAIN', 'ALARM', 'OK']],
  ])('three out of three, %s', (line, expected) => {
    expect(states(line, undefined)).toEqual(expected);
  });

  test.each([
    ['0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - X -', ['ALARM', 'RETAIN', 'ALARM', 'OK']],
  ])('two out of three, %s', (line, expected) => {
    expect(states(line, 2)).toEqual(expected);
  });

  it('waits with one fresh breaching point rather than alarm too soon', () => {
    expect(evaluate(definition(), windows('- - - - X')).state).toBe('RETAIN');
  });

  it.each([
    ['GreaterThanThreshold', 'OK'],
    ['GreaterThanOrEqualToThreshold', 'ALARM'],
    ['LessThanThreshold', 'OK'],
    ['LessThanOrEqualToThreshold', 'ALARM'],
  ] as const)('%s at the threshold itself is %s', (comparison, state) => {
    const verdict = evaluate(definition({ comparison, threshold: 2, evaluationPeriods: 1 }), windows('- - X'));
    expect(verdict.state).toBe(state);
  });
});
