import type { ServiceRef } from './service-ref.types';

/** A person's words for a service, taken apart. */
export interface ServiceWords {
  environment?: string;
  cluster?: string;
  service: string;
  /** They are, letter by letter, a way to write a name; an ARN is not: the domain does not know whose account it is. */
  literal: boolean;
  /** Where an ARN says that the service is. */
  home?: { region: string; account: string };
}

/** Takes `primes-api`, `primes/primes-api`, `prod:primes-api` or a service's ARN apart. */
export function readServiceWords(text: string): ServiceWords {
  const trimmed = text.trim();
  const [, region = '', account = '', arn] = /^arn:[^:]*:ecs:([^:]*):([^:]*):service\/(.+)$/i.exec(trimmed) ?? [];
  const words = (arn ?? trimmed).replaceAll(/\s+/g, '');
  const literal = arn === undefined && words === trimmed;
  const colon = arn === undefined ? words.indexOf(':') : -1;
  const path = words.slice(colon + 1);
  const slash = path.indexOf('/');
  return {
    ...(colon >= 0 ? { environment: words.slice(0, colon) } : {}),
    ...(slash >= 0 ? { cluster: path.slice(0, slash) } : {}),
    service: path.slice(slash + 1),
    literal,
    ...(arn === undefined ? {} : { home: { region, account } }),
  };
}

type Matcher = (words: ServiceWords, ref: ServiceRef) => boolean;

const sameCluster = (words: ServiceWords, ref: ServiceRef): boolean =>
  words.cluster === undefined || words.cluster.toLowerCase() === ref.cluster.toLowerCase();

const byName =
  (matches: (service: string, name: string) => boolean): Matcher =>
  (words, ref) =>
    sameCluster(words, ref) && matches(words.service.toLowerCase(), ref.service.toLowerCase());

/** Whether words are the name of a service letter by letter, cluster included where they say one. */
export const isFullName: Matcher = (words, ref) =>
  words.literal && words.service === ref.service && (words.cluster === undefined || words.cluster === ref.cluster);

/** Ways in which words can mean a service, surest first: a service that a surer one finds is not outvoted by others. */
export const WAYS_TO_MEAN: Matcher[] = [
  isFullName,
  byName((words, name) => words === name),
  byName((words, name) => words.length > 1 && name.startsWith(words)),
  byName((words, name) => words.length > 1 && name.split(/[-_]/).includes(words)),
  byName((words, name) => words.length > 2 && name.includes(words)),
  ({ cluster, service }, ref) => cluster === undefined && service.toLowerCase() === ref.cluster.toLowerCase(),
];

/** How alike two names are, from 0 to 1: the share of letter pairs they have in common (Dice's coefficient). */
export function likeness(one: string, other: string): number {
  const pairs = [letterPairs(one), letterPairs(other)] as const;
  const shared = pairs[0].filter((pair) => pairs[1].includes(pair)).length;
  const total = pairs[0].length + pairs[1].length;
  return total === 0 ? 0 : (2 * shared) / total;
}

function letterPairs(name: string): string[] {
  const letters = ` ${name.toLowerCase()} `;
  return [...new Set(Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2)))];
}
