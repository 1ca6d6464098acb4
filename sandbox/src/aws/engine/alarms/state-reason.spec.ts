import type { AlarmDefinition } from './alarm';
import type { EvaluatedPoint } from './evaluation';
import { reasonData } from './reason-data';
import { stateReason } from './state-reason';

const definition = (overrides: Partial<AlarmDefinition> = {}): AlarmDefinition => ({
  alarmName: 'a',
  actionsEnabled: true,
  okActions: [],
  alarmActions: [],
  insufficientDataActions: [],
  metric: { namespace: 'n', metricName: 'm', dimensions: {} },
  statistic: 'Average',
  period: 60,
  evaluationPeriods: 1,
  threshold: 21,
  comparison: 'GreaterThanThreshold',
  ...overrides,
});

const at = (text: string): number => Date.parse(`${text}Z`);
const point = (time: string, value: number, breaching: boolean): EvaluatedPoint => ({
  start: at(time),
  value,
  sampleCount: 2,
  breaching,
});

describe("an alarm's reason", () => {
  it('names one point, day first', () => {
    expect(stateReason(definition(), 'ALARM', [point('2017-07-20T18:46:00', 21.5, true)])).toBe(
      'Threshold Crossed: 1 datapoint [21.5 (20/07/17 18:46:00)] was greater than the threshold (21.0).',
    );
  });

  it('counts out of the last periods where the alarm says how many it needs', () => {
    const alarm = definition({
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      threshold: 1,
      comparison: 'LessThanThreshold',
    });
    const points = [
      point('2025-05-16T06:45:00', 0.3522049973342488, true),
      point('2025-05-16T06:40:00', 0.5, true),
      point('2025-05-16T06:35:00', 0, true),
    ];
    expect(stateReason(alarm, 'ALARM', points)).toBe(
      'Threshold Crossed: 3 out of the last 3 datapoints [0.3522049973342488 (16/05/25 06:45:00), 0.5 (16/05/25 06:40:00), ' +
        '0.0 (16/05/25 06:35:00)] were less than the threshold (1.0) (minimum 3 datapoints for OK -> ALARM transition).',
    );
  });

  it('names only the points that made it OK again', () => {
    const alarm = definition({
      datapointsToAlarm: 1,
      threshold: 90,
      comparison: 'GreaterThanOrEqualToThreshold',
    });
    expect(stateReason(alarm, 'OK', [point('2024-09-19T05:56:00', 1.0166666666666666, false)])).toBe(
      'Threshold Crossed: 1 out of the last 1 datapoints [1.0166666666666666 (19/09/24 05:56:00)] was not greater than or ' +
        'equal to the threshold (90.0) (minimum 1 datapoint for ALARM -> OK transition).',
    );
    const three = [
      point('2026-08-19T09:48:00', 0, false),
      point('2026-08-19T09:45:00', 3, true),
      point('2026-08-19T09:42:00', 1, true),
    ];
    expect(stateReason(definition({ evaluationPeriods: 3, threshold: 0 }), 'OK', three)).toBe(
      'Threshold Crossed: 1 datapoint [0.0 (19/08/26 09:48:00)] was not greater than the threshold (0.0).',
    );
  });

  it('says how missing points were treated', () => {
    const missing = [{ start: at('2026-01-01T00:01:00') }, { start: at('2026-01-01T00:00:00') }];
    expect(stateReason(definition({ evaluationPeriods: 2, treatMissingData: 'breaching' }), 'ALARM', missing)).toBe(
      'Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].',
    );
    expect(stateReason(definition({ treatMissingData: 'notBreaching' }), 'OK', missing.slice(1))).toBe(
      'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
    );
    const received = [point('2026-08-19T09:36:00', 2, false), ...missing];
    const alarm = definition({ evaluationPeriods: 3, threshold: 0, comparison: 'LessThanOrEqualToThreshold' });
    expect(stateReason({ ...alarm, treatMissingData: 'breaching' }, 'OK', received)).toBe(
      'Threshold Crossed: 1 datapoint [2.0 (19/08/26 09:36:00)] was not less than or equal to the threshold (0.0) and ' +
        '2 missing datapoints were treated as [Breaching].',
    );
    expect(stateReason({ ...alarm, datapointsToAlarm: 2, treatMissingData: 'breaching' }, 'ALARM', received)).toBe(
      'Threshold Crossed: 1 datapoint was received for 3 periods and 2 missing datapoints were treated as [Breaching].',
    );
    expect(stateReason(definition(), 'INSUFFICIENT_DATA', missing)).toBe(
      'Insufficient Data: 2 datapoints were unknown.',
    );
  });

  it('carries the data it was decided from', () => {
    const points = [
      point('2026-11-24T12:02:00', 70, true),
      { start: at('2026-11-24T12:01:00') },
      point('2026-11-24T12:00:00', 20.5, false),
    ];
    const json = reasonData(
      definition({ unit: 'Percent', evaluationPeriods: 3 }),
      points,
      at('2026-11-24T12:03:01.250'),
    );
    expect(json).toContain('"threshold":21.0');
    expect(JSON.parse(json)).toEqual({
      version: '1.0',
      queryDate: '2026-11-24T12:03:01.250+0000',
      startDate: '2026-11-24T12:00:00.000+0000',
      unit: 'Percent',
      statistic: 'Average',
      period: 60,
      recentDatapoints: [20.5, 70],
      threshold: 21,
      evaluatedDatapoints: [
        { timestamp: '2026-11-24T12:02:00.000+0000', sampleCount: 2, value: 70 },
        { timestamp: '2026-11-24T12:01:00.000+0000' },
        { timestamp: '2026-11-24T12:00:00.000+0000', sampleCount: 2, value: 20.5 },
      ],
    });
  });
});
