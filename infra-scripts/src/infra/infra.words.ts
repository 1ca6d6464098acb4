import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { BotOptions } from '../stacks/bot/bot.options';
import type { PrimesOptions } from '../stacks/primes/primes.options';
import { Refusal } from '../terminal/failure';
import { STACK_OPTIONS, type StackName, type StackOption } from './options.table';

export const VERBS = ['up', 'diff', 'status', 'down', 'synth'] as const;
export type Verb = (typeof VERBS)[number];
export const STACKS: readonly StackName[] = ['primes', 'bot'];

/** What somebody typed behind `npm run infra --`. */
export interface Request {
  verb: Verb | 'help';
  /** In the order in which they are made. */
  stacks: StackName[];
  sandbox: boolean;
  yes: boolean;
  dryRun: boolean;
  keep: boolean;
  /** A folder, for `synth`. */
  output?: string;
  /** Whether options of an earlier `up` are forgotten. */
  reset: boolean;
  primes: Partial<PrimesOptions>;
  bot: Partial<BotOptions>;
}

const FLAGS = ['sandbox', 'yes', 'dry-run', 'keep', 'reset', 'help'] as const;

/** @throws Refusal with exit code 2 that names the word that cannot be used */
export function readRequest(args: string[]): Request {
  const { values, positionals } = parsed(args);
  const [verb, ...names] = positionals;
  const flag = (name: (typeof FLAGS)[number]): boolean => values[name] === true;
  const stacks = stacksOf(names);
  const request: Request = {
    verb: flag('help') || verb === undefined || verb === 'help' ? 'help' : verbOf(verb),
    stacks,
    sandbox: flag('sandbox'),
    yes: flag('yes'),
    dryRun: flag('dry-run'),
    keep: flag('keep'),
    output: typeof values['output'] === 'string' ? values['output'] : undefined,
    reset: flag('reset'),
    primes: {},
    bot: {},
  };
  for (const [word, value] of Object.entries(values)) choose(request, word, value);
  return request;
}

type Value = string | boolean | (string | boolean)[] | undefined;

function parsed(args: string[]): { values: Record<string, Value>; positionals: string[] } {
  const options: ParseArgsConfig['options'] = { output: { type: 'string' }, help: { type: 'boolean', short: 'h' } };
  for (const name of FLAGS) options[name] ??= { type: 'boolean' };
  for (const { word, kind } of STACK_OPTIONS) options[word] = { type: kind === 'yes' ? 'boolean' : 'string' };
  try {
    return parseArgs({ args, options, allowPositionals: true, allowNegative: true });
  } catch (error) {
    throw wrongWord((error as Error).message);
  }
}

function verbOf(word: string): Verb {
  const verb = VERBS.find((candidate) => candidate === word.toLowerCase());
  if (verb) return verb;
  throw wrongWord(`"${word}" is not one of ${VERBS.join(', ')}.`);
}

function stacksOf(words: string[]): StackName[] {
  const unknown = words.find((word) => !STACKS.some((name) => name === word));
  if (unknown !== undefined) throw wrongWord(`There is no stack "${unknown}"; there are primes and bot.`);
  return words.length === 0 ? [...STACKS] : STACKS.filter((name) => words.includes(name));
}

/** Puts an option to the stack it is about; the first one asked for where both have it. */
function choose(request: Request, word: string, value: Value): void {
  const candidates = STACK_OPTIONS.filter((option) => option.word === word);
  if (candidates.length === 0 || value === undefined) return;
  const option = candidates.find(({ stack }) => request.stacks.includes(stack));
  if (!option) throw wrongWord(`--${word} is an option of ${candidates[0]!.stack}, which was not asked for.`);
  Object.assign(request[option.stack], { [option.key]: valueOf(option, value) });
}

function valueOf(option: StackOption, value: Value): unknown {
  if (option.kind === 'yes') return value === true;
  const text = String(value).trim();
  if (text === '') throw wrongWord(`--${option.word} is empty; say --${option.word} ${option.example}.`);
  if (option.kind === 'list') return text.split(/[\s,]+/).filter(Boolean);
  return option.kind === 'whole' ? wholeNumber(option, text) : oneOf(option, text);
}

function wholeNumber(option: StackOption, text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  const { word, values, from = 0, to = Number.MAX_SAFE_INTEGER } = option;
  if (values ? values.includes(value) : value >= from && value <= to) return value;
  const allowed = values ? `one of ${values.join(', ')}` : `a whole number from ${from} to ${to}`;
  throw wrongWord(`--${word} is "${text}"; it must be ${allowed}.`);
}

function oneOf({ word, values }: StackOption, text: string): string {
  const known = text.toLowerCase();
  if (!values) return text;
  if (values.includes(known)) return known;
  throw wrongWord(`--${word} is "${text}"; it must be one of ${values.join(', ')}.`);
}

const wrongWord = (sentence: string): Refusal =>
  new Refusal(`${sentence} npm run infra -- --help lists what there is.`, 2);
