import type { AlarmDefinition, AlarmState, Comparison } from './alarm';
import type { EvaluatedPoint } from './evaluation';
import { doubleText } from './number-text';

/** The reason of an alarm nobody has evaluated yet. */
export const INITIAL_REASON = 'Unchecked: Initial alarm creation';

/**
 * CloudWatch's own sentence for an evaluated state, as real alarms and notifications carry it. An alarm that names its
 * DatapointsToAlarm says "3 out of the last 5 datapoints … (minimum …)", one that does not says "3 datapoints …".
 * @param points the points that decided, newest first; those without a value are missing ones that were filled in.
 */
export function stateReason(definition: AlarmDefinition, state: AlarmState, points: readonly EvaluatedPoint[]): string {
  const received = points.filter(({ value }) => value !== undefined);
  const missing = points.length - received.length;
  if (state === 'INSUFFICIENT_DATA') return `Insufficient Data: ${datapoints(missing)} ${were(missing)} unknown.`;
  const treated = treatedClause(definition, missing);
  const deciding = received.filter(({ breaching }) => breaching === (state === 'ALARM'));
  if (deciding.length === 0) {
    const got =
      received.length === 0
        ? 'no datapoints were received'
        : `${datapoints(received.length)} ${were(received.length)} received`;
    return `Threshold Crossed: ${got} for ${counted(points.length, 'period')}${treated}.`;
  }
  const count =
    definition.datapointsToAlarm === undefined
      ? datapoints(deciding.length)
      : `${deciding.length} out of the last ${definition.evaluationPeriods} datapoints`;
  const list = deciding.map(({ value, start }) => `${doubleText(value ?? 0)} (${dayFirst(start)})`).join(', ');
  const not = state === 'ALARM' ? '' : 'not ';
  return (
    `Threshold Crossed: ${count} [${list}] ${were(deciding.length)} ${not}${WORDS[definition.comparison]} ` +
    `the threshold (${doubleText(definition.threshold)})${treated}${minimumClause(definition, state)}.`
  );
}

const WORDS: Readonly<Record<Comparison, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

function treatedClause({ treatMissingData }: AlarmDefinition, missing: number): string {
  if (missing === 0 || (treatMissingData !== 'breaching' && treatMissingData !== 'notBreaching')) return '';
  const as = treatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching';
  return ` and ${counted(missing, 'missing datapoint')} ${were(missing)} treated as [${as}]`;
}

function minimumClause({ datapointsToAlarm, evaluationPeriods }: AlarmDefinition, state: AlarmState): string {
  if (datapointsToAlarm === undefined) return '';
  const [minimum, transition] =
    state === 'ALARM' ? [datapointsToAlarm, 'OK -> ALARM'] : [evaluationPeriods - datapointsToAlarm + 1, 'ALARM -> OK'];
  return ` (minimum ${datapoints(minimum)} for ${transition} transition)`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
const datapoints = (count: number): string => counted(count, 'datapoint');
const were = (count: number): string => (count === 1 ? 'was' : 'were');

/** "24/11/26 12:00:03": day first, UTC. */
function dayFirst(at: number): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}
