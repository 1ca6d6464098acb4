import { parseArgs, types } from 'node:util';
import { UserError } from '../../kernel/user-error';
import { command } from '../words/commands';
import { offer } from '../words/next-steps';
import { literal, typed } from '../words/text';
import { MissingServiceError } from './missing-service.error';
import type { OptionSpec, SubcommandSpec } from './subcommand.types';
import { nearest } from './did-you-mean';

const ENV: OptionSpec = { type: 'string', summary: 'the environment, where there are several' };

/** The options of a command by name, with the one that every command takes. */
export function optionsOf({ options }: Pick<SubcommandSpec, 'options'>): [string, OptionSpec][] {
  return Object.entries({ env: ENV, ...options });
}

/**
 * Turns a command's words into its input by its spec: options named, words counted, and the whole checked by its schema.
 * Throws a UserError that says which word is the trouble and how the command is written.
 */
export function readWords<Input>(spec: SubcommandSpec<Input>, words: string[], slash: string): Input {
  const { values, positionals: all } = readOptions(spec, words, slash);
  const { positionals, more } = parted(spec, all);
  const extra = positionals[spec.words.length];
  if (extra !== undefined) throw misused(spec, slash, `I do not know what ${typed(extra)} is for.`);
  const named = Object.fromEntries(spec.words.map((name, index) => [name, positionals[index]]));
  const checked = spec.input.safeParse({ ...values, ...named, ...more });
  if (checked.success) return checked.data;
  const error = misused(spec, slash, checked.error.issues[0]?.message ?? 'I could not read that.');
  const { env } = values;
  // Any service would do to find out whether nothing but that is missing.
  const isComplete =
    named['service'] === undefined && spec.input.safeParse({ ...values, ...named, service: 'x' }).success;
  if (!isComplete) throw error;
  throw new MissingServiceError(error, [spec.name, ...words], typeof env === 'string' ? env : undefined);
}

/** The words by their place, and those between the first and the last where the command takes more than it has places. */
function parted(
  { words, more }: Pick<SubcommandSpec, 'words' | 'more'>,
  all: string[],
): { positionals: string[]; more: Record<string, string[]> } {
  const [first, ...others] = all;
  if (more === undefined || first === undefined || all.length <= words.length) return { positionals: all, more: {} };
  return { positionals: [first, others.at(-1)!], more: { [more]: others.slice(0, -1) } };
}

/** How a command is written, one way a line. */
export function usageOf(spec: Pick<SubcommandSpec, 'usage'>, slash: string): string {
  return spec.usage.map((usage) => literal(`${slash} ${usage}`)).join(' or ');
}

function readOptions(
  spec: Pick<SubcommandSpec, 'options' | 'usage' | 'name'>,
  words: string[],
  slash: string,
): { values: Record<string, unknown>; positionals: string[] } {
  const options = optionsOf(spec);
  try {
    const { values, positionals } = parseArgs({
      args: lowerOptionNames(words).map(guarded),
      options: Object.fromEntries(options.map(([name, { type }]) => [name, { type }])),
      allowPositionals: true,
    });
    const asTyped = Object.entries(values).map(([name, value]) => [name, unguarded(value)] as const);
    const [empty] = asTyped.find(([, value]) => value === '') ?? [];
    if (empty !== undefined) throw misused(spec, slash, needsValue(`--${empty}`));
    return { values: Object.fromEntries(asTyped), positionals: positionals.map((word) => unguarded(word)) };
  } catch (error) {
    if (error instanceof UserError || !types.isNativeError(error)) throw error;
    const known = options.map(([name]) => name);
    throw misused(spec, slash, optionTrouble(error, known));
  }
}

/** Node's own message names the option in its first quotes; its advice about shells would help nobody here. */
function optionTrouble(error: Error, known: string[]): string {
  const option = /'([^' ]+)/.exec(error.message)?.[1] ?? 'that option';
  if (!('code' in error) || error.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const takesNone = error.message.includes('does not take an argument');
    return takesNone ? `${typed(option)} takes no value.` : needsValue(option);
  }
  const [near] = nearest(option.replace(/^-+/, ''), known);
  return `There is no option ${typed(option)}.${near ? ` Did you mean ${literal(`--${near}`)}?` : ''}`;
}

function needsValue(option: string): string {
  return `${typed(option)} needs a value behind it.`;
}

/** Stands before a negative number, which Node would take for an option; no option's name begins with a digit. */
const GUARD = '\0';
const guarded = (word: string): string => (/^--?\d/.test(word) ? `${GUARD}${word}` : word);
const unguarded = <Value>(value: Value | string): Value | string =>
  typeof value === 'string' && value.startsWith(`${GUARD}-`) ? value.slice(GUARD.length) : value;

function lowerOptionNames(words: string[]): string[] {
  const end = words.indexOf('--');
  return words.map((word, index) =>
    end >= 0 && index > end ? word : word.replace(/^--[^=]+/, (name) => name.toLowerCase()),
  );
}

function misused(spec: Pick<SubcommandSpec, 'usage' | 'name'>, slash: string, what: string): UserError {
  return new UserError({
    what,
    next: `It is written ${usageOf(spec, slash)}.`,
    steps: [offer(`Help for ${spec.name}`, command('help', { command: spec.name }))],
  });
}
