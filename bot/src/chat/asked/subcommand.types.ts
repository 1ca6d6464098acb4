import type { z } from 'zod';
import type { Right } from '../../domain/access/access.types';

/** An option a command takes, as `--name value` or `--name`. */
export interface OptionSpec {
  type: 'string' | 'boolean';
  /** What it does, for help: a few words without a full stop. */
  summary: string;
}

/**
 * Everything there is to know about a command: help, usage, the parser and the gate all read this one object, which
 * stands at the top of the command's file.
 */
export interface SubcommandSpec<Input = unknown> {
  /** The word behind the slash command, in lower case. */
  name: string;
  /** What it does, in one line without a full stop. */
  summary: string;
  /** How it is written, without the slash command: `scale <service> <tasks>`. One line for each way. */
  usage: readonly string[];
  /** Two real ones, without the slash command. */
  examples: readonly [string, string];
  /** What the asker must be allowed to do. */
  right: Right;
  /** The words it takes, in order: each becomes a member of the input under this name. */
  words: readonly string[];
  /** The member of the input that takes the words between the first and the last, where more than those are given. */
  more?: string;
  /** Options beyond `--env`, which every command takes. */
  options?: Readonly<Record<string, OptionSpec>>;
  /** Checks and turns words and options into the input. Its messages are the sentences a person reads. */
  input: z.ZodType<Input>;
}

/** Tells a spec among a message pattern's extras, which Nest hands on untyped. */
export function isSubcommandSpec(spec: unknown): spec is SubcommandSpec {
  return typeof spec === 'object' && spec !== null && 'name' in spec && 'input' in spec;
}

/** What a button's `@Action` is made of. */
export interface ActionSpec<Payload = unknown> {
  /** `<command>.<action>`: the button's action_id. */
  id: string;
  /** The click passes the same gate as the command would. */
  right: Right;
  /** Reads the payload (without its version). */
  payload: z.ZodType<Payload>;
}
