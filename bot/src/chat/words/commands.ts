import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';

/**
 * What the commands take that stand on buttons and in sentences. A command that others offer has its line here and in
 * `WORDS`; a spec holds both to the commands' own specs.
 */
export interface CommandInputs {
  cancel: { service: ServiceRef };
  changes: { service?: ServiceRef; span?: string; env?: string };
  deploy: { service: ServiceRef; tag?: string; container?: string };
  doctor: { env?: string };
  events: { service: ServiceRef };
  help: { command?: string };
  history: { service?: ServiceRef; env?: string; before?: string; ids?: true };
  image: { service: ServiceRef; image: string; container?: string };
  logs: {
    service: ServiceRef | string;
    lines?: number;
    grep?: string;
    since?: string;
    container?: string;
    env?: string;
  };
  plan: { service: ServiceRef; image: string; container?: string };
  promote: { service: string; from: string; to: string };
  recycle: { task: string; env?: string };
  restart: { service: ServiceRef };
  rollback: { service: ServiceRef };
  run: { service: ServiceRef; job: string };
  scale: { service: ServiceRef; tasks: number | { min: number; max: number } };
  status: { service?: ServiceRef };
  tags: { service: ServiceRef; container?: string };
  tasks: { service: ServiceRef };
  why: { service: ServiceRef };
}

export type CommandName = keyof CommandInputs;

/** A command as a value: what is to be done, and to what. */
export type Command = { [Name in CommandName]: { name: Name; input: CommandInputs[Name] } }[CommandName];

/** What a person typed, word by word, as far as it could be read. */
export interface TypedWords {
  typed: readonly string[];
}

/** The members of a command's input that are words by their place, in order; all others are options. */
export const WORDS: Readonly<Record<CommandName, readonly string[]>> = {
  cancel: ['service'],
  changes: ['service', 'span'],
  deploy: ['service', 'tag'],
  doctor: [],
  events: ['service', 'n'],
  help: ['command'],
  history: ['service'],
  image: ['service', 'image'],
  logs: ['service'],
  plan: ['service', 'image'],
  promote: ['service', 'from', 'to'],
  recycle: ['task'],
  restart: ['service'],
  rollback: ['service'],
  run: ['service', 'job'],
  scale: ['service', 'tasks'],
  status: ['service'],
  tags: ['service'],
  tasks: ['service'],
  why: ['service'],
};

/** Makes a command of its name and what it takes. */
export function command<Name extends CommandName>(name: Name, input: CommandInputs[Name]): Command {
  return { name, input } as Command;
}

/** A command as it is typed behind the slash word, quoted where it has to be: `image primes/primes-api 1.1.0`. */
export function written(what: Command | TypedWords): string {
  if ('typed' in what) return what.typed.map(quoted).join(' ');
  const places = WORDS[what.name];
  const given = Object.entries(what.input) as [string, Value | undefined][];
  const values = new Map(
    given.flatMap(([name, value]) => (value === undefined || value === true ? [] : [[name, wordOf(value)] as const])),
  );
  const words = places.flatMap((place) => values.get(place) ?? []);
  const options = [
    ...[...values].filter(([name]) => !places.includes(name)).flatMap(([name, word]) => [`--${name}`, word]),
    ...given.filter(([, value]) => value === true).map(([name]) => `--${name}`),
  ];
  // A word that begins with a dash would be taken for an option, quoted or not.
  const isDashed = words.some((word) => word.startsWith('-'));
  const all = isDashed ? [...options, '--', ...words] : [...words, ...options];
  return [what.name, ...all].map((word) => (word === '--' ? word : quoted(word))).join(' ');
}

type Value = string | number | true | ServiceRef | { min: number; max: number };

function wordOf(value: Exclude<Value, true>): string {
  if (typeof value !== 'object') return String(value);
  return 'min' in value ? `${value.min}-${value.max}` : serviceWords(value);
}

/** Quotes that keep a word together, the usual first; a word can hold any quotes but those around it. */
const QUOTES = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
] as const;

function quoted(word: string): string {
  if (word !== '' && !/[\s"'“”„‘’]|^[—–]/.test(word)) return word;
  const [open, close] = QUOTES.find((pair) => !pair.some((quote) => word.includes(quote))) ?? QUOTES[0];
  return `${open}${word}${close}`;
}
