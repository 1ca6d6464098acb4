import { invalidValue } from './constraint';

/** @throws AwsFault InvalidParameterValue unless a query may have this period (AWS seconds). */
export function checkPeriod(period: number): void {
  if ([1, 5, 10, 20, 30].includes(period) || (period > 0 && period % 60 === 0)) return;
  invalidValue(`The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60, and is ${period}.`);
}

/** A range from the beginning of the period that `start` lies in to `end`, exclusive. All in ms. */
export const wholePeriods = (start: number, end: number, periodMs: number): [number, number] => [
  Math.floor(start / periodMs) * periodMs,
  end,
];
