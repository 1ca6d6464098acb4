import type { Lever } from './lever';
import { click, close, command, mention, message, read, submit } from './people.levers';
import { addFault, calls, clearFaults, grantScopes, people, reset, restoreScopes, screen } from './workspace.levers';

/** THE list of levers under `/_sandbox/`, by HTTP method and name; `stream` stands apart because it never ends. */
export const LEVERS: ReadonlyMap<string, Lever> = new Map([
  ['POST command', command],
  ['POST click', click],
  ['POST submit', submit],
  ['POST close', close],
  ['POST mention', mention],
  ['POST message', message],
  ['POST read', read],
  ['GET screen', screen],
  ['GET people', people],
  ['GET calls', calls],
  ['POST reset', reset],
  ['POST faults', addFault],
  ['DELETE faults', clearFaults],
  ['POST scopes', grantScopes],
  ['DELETE scopes', restoreScopes],
]);
