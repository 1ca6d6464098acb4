import type { Triggers } from '../interactions/triggers';
import type { JsonObject } from '../json';
import type { Tickets } from '../socket-mode/tickets';
import type { Arguments } from '../arguments/arguments';
import type { Caller } from './caller';
import type { RateLimits, Tier } from './rate-limits';
import type { Message } from '../workspace/message';
import type { Workspace } from '../workspace/workspace';

/** What a method may touch. */
export interface MethodParts {
  workspace: Workspace;
  triggers: Triggers;
  tickets: Tickets;
  limits: RateLimits;
  /** A person said something: whoever listens is told. */
  heard: (message: Message) => void;
}

export interface Call {
  args: Arguments;
  caller: Caller;
  /** The Host the request named: addresses in answers are made from it, so that they work where the caller stands. */
  host: string;
}

/** One Web API method. What is said here is checked before `run`, in Slack's order. */
export interface SlackMethod {
  name: string;
  /** Which tokens it takes; others get `not_allowed_token_type`. */
  tokens: readonly Caller['kind'][];
  /** Any one of these will do; none: no scope is asked for. */
  scopes: readonly string[];
  tier: Tier;
  /** Without these the answer is `invalid_arguments`. */
  required: readonly string[];
  /** @returns the answer without `ok: true`. @throws SlackError for an answer with `ok: false`. */
  run(call: Call, parts: MethodParts): JsonObject;
}

export const BOT_OR_PERSON = ['bot', 'person'] as const;
