import { code, duration, escapeMrkdwn, truncate } from '../../chat/words/text';
import { isOutsider } from '../../domain/access/access.types';
import type { Doer } from '../../domain/access/access.types';
import { isDeploying } from '../../domain/changes/change.types';
import type { AnyChange } from '../../domain/changes/change.types';
import { nameOfActor } from '../../domain/changes/changes.errors';
import type { Conclusion } from '../../domain/deployments/snapshot.types';
import type { DeploymentOutcome, HistoryEntry } from '../../domain/history/history.types';
import { imageName } from '../../domain/images/image-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';

/** As much of why something failed, and of what was typed, as a line has room for. */
const WHY = 160;
const TYPED = 80;

/** A line of the record, told apart. All in mrkdwn but `channel` and `command`, which are ids. */
export interface Facts {
  who: string;
  what: string;
  result: string;
  ref?: ServiceRef | undefined;
  channel?: string | undefined;
  command?: string | undefined;
  /** Somebody may want to look it up. */
  isTrouble: boolean;
}

export function factsOf(now: number, entry: HistoryEntry): Facts {
  switch (entry.kind) {
    case 'change':
      return changeFacts(now, entry.change, entry.outcome);
    case 'deployment': {
      const { ref, actor, from, to, startedAt, isRestart } = entry.deployment;
      const what = fromTo(imageName(from), isRestart ? `${imageName(to)}, new tasks` : imageName(to));
      return { who: who(actor), what, ref, result: outcomeWords(now, startedAt, entry.outcome), isTrouble: false };
    }
    case 'attempt': {
      const { actor, command: said, channel, ref, outcome, detail } = entry.attempt;
      const result = because(outcome === 'refused' ? 'refused' : 'not done', detail);
      const what = code(truncate(said, TYPED));
      return { who: who(actor), what, result, ref, channel, command: actor.command, isTrouble: true };
    }
  }
}

function changeFacts(now: number, change: AnyChange, outcome: DeploymentOutcome | undefined): Facts {
  const { actor, origin, summary, ref, state, trouble } = change;
  const { channel, askedBy } = origin;
  const isForOther = askedBy !== undefined && askedBy.id !== actor.id;
  return {
    who: isForOther ? `${who(actor)} for ${who(askedBy)}` : who(actor),
    what: fromTo(summary.from, summary.to),
    result: state === 'failed' ? because('failed', trouble) : changeResult(now, change, outcome),
    ref,
    channel,
    command: actor.command,
    isTrouble: state === 'failed',
  };
}

function changeResult(now: number, change: AnyChange, outcome: DeploymentOutcome | undefined): string {
  if (change.state !== 'done') return 'under way';
  if (!isDeploying(change)) return 'done';
  return outcomeWords(now, change.result?.startedAt ?? change.at, outcome);
}

/** A deployment that AWS took, and what came of it. */
function outcomeWords(now: number, startedAt: number, outcome: DeploymentOutcome | undefined): string {
  if (outcome?.conclusion) return CONCLUDED[outcome.conclusion.kind](duration(outcome.conclusion.at - startedAt));
  if (outcome?.failing) return `under way, *failing* for ${duration(now - outcome.failing.since)}`;
  return outcome?.isFollowed ? 'under way' : 'started; how it ended is not known';
}

const underWay = (): string => 'under way';
/** By how long it took until then. */
const CONCLUDED: Readonly<Record<Conclusion['kind'], (took: string) => string>> = {
  'in-progress': underWay,
  failing: underWay,
  'rolling-back': underWay,
  succeeded: (took) => `done in ${took}`,
  partly: () => '*only partly done*',
  'rolled-back': (took) => `*rolled back* after ${took}`,
  failed: (took) => `*failed* after ${took}`,
  stopped: (took) => `*stopped* after ${took}`,
  superseded: (took) => `replaced after ${took}`,
  relapsed: (took) => `done, and *failing* ${took} after its start`,
};

/** Somebody of the workspace by a mention, which calls nobody in a private answer; anybody else by name, where there is one. */
function who(doer: Doer): string {
  if (!isOutsider(doer)) return `<@${doer.id}>`;
  return doer.name === undefined ? 'from outside' : escapeMrkdwn(nameOfActor(doer));
}

function fromTo(from: string, to: string): string {
  return escapeMrkdwn(`${from} → ${to}`);
}

function because(result: string, why = ''): string {
  return `*${result}*${why && `: ${escapeMrkdwn(truncate(why, WHY))}`}`;
}
