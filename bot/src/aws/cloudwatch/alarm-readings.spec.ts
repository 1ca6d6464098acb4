import type { AlarmTransition } from '../../domain/incidents/signal.types';
import { AlarmReadings } from './alarm-readings';

const ref = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const off = (at: number, readings: number[]): AlarmTransition => {
  const id = `high@${at}`;
  return { kind: 'alarm', id, at, ref, alarm: 'high', from: 'OK', to: 'ALARM', reason: '', readings };
};

test('only the first activity since an alarm went off is told with what it measured, however often it is read', () => {
  const readings = new AlarmReadings();
  readings.wentOff(off(1000, [90, 80]));
  expect(readings.of('high', { id: 'before', at: 900 })).toEqual([]);
  expect(readings.of('high', { id: 'a1', at: 1100 })).toEqual([90, 80]);
  expect(readings.of('high', { id: 'a2', at: 400_000 })).toEqual([]);
  readings.wentOff(off(1000, [90, 80]));
  expect(readings.of('high', { id: 'a1', at: 1100 })).toEqual([90, 80]);
  expect(readings.of('high', { id: 'a2', at: 400_000 })).toEqual([]);
});

test('when it goes off again, the next activity is a first one again', () => {
  const readings = new AlarmReadings();
  readings.wentOff(off(1000, [90]));
  expect(readings.of('high', { id: 'a1', at: 1100 })).toEqual([90]);
  readings.wentOff(off(5000, [70]));
  expect(readings.of('high', { id: 'a3', at: 5100 })).toEqual([70]);
});
