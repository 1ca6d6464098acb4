import type { Difference } from '../../domain/deployments/rollback.types';
import { code, escapeMrkdwn, truncate } from './text';

/** As many differences, and names within one, as anybody reads. */
const DIFFERENCES = 10;
const NAMES = 8;
const VALUE = 150;

/** What is otherwise in one task definition than in another, a line each. In mrkdwn. */
export function differenceLines(differences: readonly Difference[]): string[] {
  const left = differences.length - DIFFERENCES;
  return [...differences.slice(0, DIFFERENCES).map(differenceLine), ...(left > 0 ? [`…and ${left} more`] : [])];
}

/** `app` environment: LOG_LEVEL, NEW_FLAG */
function differenceLine({ container, member, names = [], from, to }: Difference): string {
  const whose = container === undefined ? '' : `${code(container)} `;
  const shown = names.slice(0, NAMES).map((name) => code(truncate(name, 60)));
  const more = names.length > NAMES ? [`and ${names.length - NAMES} more`] : [];
  const values = from === undefined && to === undefined ? '' : `: ${valueWords(from)} → ${valueWords(to)}`;
  const what = names.length > 0 ? `: ${[...shown, ...more].join(', ')}` : escapeMrkdwn(values);
  return `• ${whose}${escapeMrkdwn(inWords(member))}${what}`;
}

const valueWords = (value = 'none'): string => truncate(value, VALUE);

/** `portMappings` as people say it. */
function inWords(member: string): string {
  return member.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
