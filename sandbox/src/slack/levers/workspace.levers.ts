import { isObject, stringIn, type JsonObject } from '../json';
import { screenOf } from '../screen/screen';
import type { SlackFault } from '../web-api/slack-faults';
import { PEOPLE } from '../workspace/world';
import { channelIn, LeverError, personIn, type Lever } from './lever';

export const screen: Lever = ({ args }, parts) => {
  const person = personIn(args);
  return screenOf(parts.interactions.workspace, person, channelIn(args, parts, person));
};

/** Who can be played and where; the app's commands are its own, Slack does not know them here. */
export const people: Lever = (_request, { interactions }) => ({
  people: PEOPLE.map(({ id, name, realName, title }) => ({ id, name, realName, title })),
  channels: interactions.workspace.channels
    .all()
    .flatMap(({ id, name, directWith }) => (directWith ? [] : [{ id, name }])),
  commands: [],
});

export const calls: Lever = ({ args }, { log }) => {
  const since = Number(args['since'] ?? 0);
  if (Number.isNaN(since)) throw new LeverError(400, '"since" is a time in milliseconds since the epoch.');
  return log.since(since);
};

/** Messages, views, calls and faults go; channels, people and sockets stay. */
export const reset: Lever = (_request, { interactions, events, limits, faults, log }) => {
  faults.clear();
  log.clear();
  limits.clear();
  events.clear();
  interactions.triggers.clear();
  interactions.responseUrls.clear();
  interactions.workspace.reset();
  return undefined;
};

/** What the bot's token may do from now on, as if the app had been installed from another manifest. */
export const grantScopes: Lever = ({ args }, { interactions }) => {
  const { scopes } = args;
  if (!Array.isArray(scopes) || !scopes.every((scope) => typeof scope === 'string')) {
    throw new LeverError(400, '"scopes" is a list of names, such as ["chat:write", "commands"].');
  }
  interactions.workspace.granted.grant(scopes);
  return undefined;
};

export const restoreScopes: Lever = (_request, { interactions }) => {
  interactions.workspace.granted.reset();
  return undefined;
};

const KINDS = ['disconnect', 'rate_limit', 'error', 'latency', 'down'] as const;

export const addFault: Lever = ({ args }, { interactions, hub, faults }) => {
  const fault = faultIn(args);
  if (fault.kind === 'disconnect') {
    const { sockets } = numbersIn(args, ['sockets']);
    hub.disconnect(reasonIn(args), sockets, fault.ms);
    return undefined;
  }
  if (fault.kind === 'down') {
    if (fault.method === undefined) hub.terminateAll();
    if (fault.ms !== undefined) fault.until = interactions.clock.now() + fault.ms;
  }
  faults.add(fault);
  return undefined;
};

export const clearFaults: Lever = (_request, { faults }) => {
  faults.clear();
  return undefined;
};

const REASONS = ['warning', 'refresh_requested', 'link_disabled', 'too_many_websockets', 'none'] as const;

function reasonIn({ reason = 'refresh_requested' }: JsonObject): (typeof REASONS)[number] {
  const known = REASONS.find((each) => each === reason);
  if (known) return known;
  throw new LeverError(400, `A disconnect's "reason" is one of ${REASONS.join(', ')}.`);
}

function faultIn(args: JsonObject): SlackFault {
  const kind = KINDS.find((each) => each === args['kind']);
  if (!isObject(args) || !kind) throw new LeverError(400, `A fault's "kind" is one of ${KINDS.join(', ')}.`);
  return {
    kind,
    ...(args['method'] !== undefined && { method: stringIn(args['method']) }),
    ...(args['error'] !== undefined && { error: stringIn(args['error']) }),
    ...numbersIn(args, ['rate', 'count', 'ms']),
  };
}

function numbersIn(args: JsonObject, names: string[]): Record<string, number> {
  const given = names.filter((name) => args[name] !== undefined);
  for (const name of given) {
    if (typeof args[name] !== 'number') throw new LeverError(400, `A fault's "${name}" is a number.`);
  }
  return Object.fromEntries(given.map((name) => [name, Number(args[name])]));
}
