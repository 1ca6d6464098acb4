import type { Difference } from '../../domain/deployments/rollback.types';
import { imageName, parseImage } from '../../domain/images/image-ref.types';
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
  const [was, is] = member === 'image' ? imageWords(from, to) : [from, to];
  const values = from === undefined && to === undefined ? '' : `: ${valueWords(was)} → ${valueWords(is)}`;
  const what = names.length > 0 ? `: ${[...shown, ...more].join(', ')}` : escapeMrkdwn(values);
  return `• ${whose}${escapeMrkdwn(inWords(member))}${what}`;
}

/** Two images of one repository by what people call them; of two repositories in full. */
function imageWords(from?: string, to?: string): [string | undefined, string | undefined] {
  if (from === undefined || to === undefined) return [from, to];
  const [was, is] = [parseImage(from), parseImage(to)];
  if (was.repository !== is.repository) return [from, to];
  return [imageName({ image: from, ...was }), imageName({ image: to, ...is })];
}

const valueWords = (value = 'none'): string => truncate(value, VALUE);

/** `portMappings` as people say it. */
function inWords(member: string): string {
  return member.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
