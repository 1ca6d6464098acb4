import { differenceLines } from '../../chat/words/differences';
import { personName } from '../../chat/words/origin';
import { ago, code, count, escapeMrkdwn, truncate, truncateMrkdwn } from '../../chat/words/text';
import type { Doer } from '../../domain/access/access.types';
import type { Conclusion } from '../../domain/deployments/snapshot.types';
import type { HistoryEntry } from '../../domain/history/history.types';
import { imageName } from '../../domain/images/image-ref.types';
import type { LatelyEntry, OutsideCall, OutsideDoing } from '../../domain/lately/lately.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { isUnknown } from '../../kernel/part';

/** As long as a line may be, so that a page of them fits into one message. */
const LINE = 600;
/** As much of a name as tells it from others. */
const NAME = 100;
/** As many differences as stand below a line. */
const DIFFERENCES = 3;

/** How a deployment stands, in as few words as tell it. In mrkdwn. */
const CONCLUDED: Readonly<Record<Conclusion['kind'], string>> = {
  'in-progress': 'under way',
  failing: '*failing*',
  'rolling-back': '*rolling back*',
  succeeded: 'done',
  partly: '*only partly done*',
  'rolled-back': '*rolled back*',
  failed: '*failed*',
  stopped: '*stopped*',
  superseded: 'replaced',
  relapsed: '*failing since it was done*',
};

/** `3 min ago  primes/primes-api  1.0.0 → 1.1.0  by ann  done`, and below it what else was otherwise. */
export function entryLine(now: number, entry: LatelyEntry, ofOne: boolean): string {
  const when = ago(entry.at, now);
  if (entry.kind === 'outside') return truncateMrkdwn(`${when}  ${outsideWords(entry.call, ofOne)}`, LINE);
  const { differences = [] } = entry;
  const below = isUnknown(differences) ? [] : differenceLines(differences.slice(0, DIFFERENCES));
  return truncateMrkdwn([`${when}  ${recordWords(entry.entry, ofOne)}`, ...below].join('\n'), LINE);
}

function recordWords(entry: HistoryEntry, ofOne: boolean): string {
  if (entry.kind === 'change') {
    const { ref, summary, actor, state } = entry.change;
    const made = `${named(ref, ofOne)}${fromTo(summary.from, summary.to)}  by ${personName(actor)}`;
    if (state !== 'done') return `${made}  ${state === 'failed' ? '*was not made*' : 'under way'}`;
    return `${made}${concluded(entry.outcome?.conclusion)}`;
  }
  if (entry.kind === 'attempt') return '';
  const { ref, from, to, actor, isRestart } = entry.deployment;
  const what = fromTo(imageName(from), `${imageName(to)}${isRestart ? ', new tasks' : ''}`);
  return `${named(ref, ofOne)}${what}  ${byWhom(actor)}, not through me${concluded(entry.outcome.conclusion)}`;
}

function concluded(conclusion: Conclusion | undefined): string {
  return conclusion === undefined ? '' : `  ${CONCLUDED[conclusion.kind]}`;
}

function outsideWords({ environment, cluster, service, by, what }: OutsideCall, ofOne: boolean): string {
  const whose =
    service === undefined
      ? `cluster ${code(truncate(cluster, NAME))}  `
      : named({ environment, cluster, service }, ofOne);
  const through = by?.through === undefined ? '' : ` with ${escapeMrkdwn(by.through)}`;
  return `${whose}${doingWords(what)}  ${byWhom(by)}${through}, not through me`;
}

function doingWords(what: OutsideDoing): string {
  switch (what.kind) {
    case 'desired':
      return `set to ${count(what.to, 'task')}`;
    case 'deployment':
      return what.revision === undefined ? 'started anew' : `set to ${code(truncate(what.revision, NAME))}`;
    case 'range':
      return `range set to ${what.min ?? 'what it was'}-${what.max ?? 'what it was'}`;
    case 'policy':
      return `scaling policy ${code(truncate(what.name, NAME))} ${what.gone ? 'deleted' : 'set'}`;
    case 'schedule':
      return `scheduled action ${code(truncate(what.name, NAME))} set`;
    case 'nodes':
      return `${count(what.count, 'node')} ${what.draining ? '*draining*' : 'taken back'}`;
    case 'task':
      return `task ${code(what.task)} stopped`;
  }
}

function byWhom(doer: Doer | undefined): string {
  if (doer === undefined || ('outside' in doer && doer.name === undefined)) return 'by somebody';
  return `by ${personName(doer)}`;
}

function named(ref: ServiceRef, ofOne: boolean): string {
  return ofOne ? '' : `${escapeMrkdwn(truncate(serviceWords(ref), NAME))}  `;
}

function fromTo(from: string, to: string): string {
  return escapeMrkdwn(`${truncate(from, NAME)} → ${truncate(to, NAME)}`);
}
