import type { CallLog } from '../../kernel/call-log';
import type { FaultList } from '../../kernel/faults';
import type { Events } from '../interactions/events';
import type { InteractionParts } from '../interactions/interaction';
import { stringIn, type JsonObject } from '../json';
import type { SocketHub } from '../socket-mode/socket-hub';
import type { RateLimits } from '../web-api/rate-limits';
import type { SlackFault } from '../web-api/slack-faults';
import type { SlackCall } from '../web-api/web-api';
import type { Channel } from '../workspace/channels';
import { findPerson, PEOPLE, type Person } from '../workspace/world';

/** What the levers pull on. */
export interface SlackParts {
  interactions: InteractionParts;
  hub: SocketHub;
  events: Events;
  limits: RateLimits;
  faults: FaultList<SlackFault>;
  log: CallLog<SlackCall>;
}

export interface LeverRequest {
  /** The query's and the body's members together. */
  args: JsonObject;
  host: string;
}

/** @returns what is answered as JSON; undefined for 204. */
export type Lever = (request: LeverRequest, parts: SlackParts) => unknown;

/** A lever that was pulled wrongly; the sentence says what to do instead. */
export class LeverError extends Error {
  constructor(
    readonly status: 400 | 404,
    sentence: string,
  ) {
    super(sentence);
  }
}

/** @throws LeverError when it is missing. */
export function needed(args: JsonObject, name: string): string {
  const value = stringIn(args[name]);
  if (value === '') throw new LeverError(400, `This lever needs "${name}". Add it to the request.`);
  return value;
}

/** @throws LeverError naming the people there are. */
export function personIn(args: JsonObject): Person {
  const name = needed(args, 'user');
  const person = findPerson(name);
  if (person) return person;
  const people = PEOPLE.map((each) => each.name).join(', ');
  throw new LeverError(404, `There is nobody called "${name}" in the sandbox. There are ${people}.`);
}

/** `#ops`, an id, or `@ann` for the direct message with the app. @throws LeverError naming the channels there are. */
export function channelIn(args: JsonObject, { interactions }: SlackParts, person: Person): Channel {
  const name = needed(args, 'channel');
  const channel = interactions.workspace.channels.find(name);
  if (channel?.members.has(person.id)) return channel;
  if (channel)
    throw new LeverError(404, `${person.name} is not in "${name}". A direct message is its own person's only.`);
  const names = interactions.workspace.channels.all().flatMap((each) => (each.directWith ? [] : [`#${each.name}`]));
  throw new LeverError(
    404,
    `There is no channel "${name}" in the sandbox. There are ${names.join(', ')} and @${person.name}.`,
  );
}
