import { UserError } from '../../kernel/user-error';
import { MissingRightError } from '../access/access.errors';
import type { Helpers } from '../access/access.errors';
import { isOutsider } from '../access/access.types';
import type { Doer, Right } from '../access/access.types';
import { lookAt } from '../services/next-step.types';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceWords } from '../services/service-ref.types';
import type { Basis, RecentChange } from './change.types';
import type { Holder } from './changes.port';
import { messageOf } from '../../kernel/message-of';

/**
 * Who did something in plain words, named without being called: whoever reads it knows whom to ask. `ann`,
 * `deploy-pipeline (role)`, `somebody outside`.
 */
export function nameOfActor(doer: Doer): string {
  if (!isOutsider(doer)) return doer.name ?? doer.id;
  const { name, as, session } = doer;
  if (name === undefined) return 'somebody outside';
  const what = [as === 'role' || as === 'user' ? as : '', session === undefined ? '' : `session ${session}`];
  const said = what.filter(Boolean).join(', ');
  return said === '' ? name : `${name} (${said})`;
}

/** Somebody is changing the service at this moment. */
export class ServiceLockedError extends UserError {
  constructor(
    readonly ref: ServiceRef,
    readonly holder: Holder,
  ) {
    const { actor, summary } = holder;
    super({
      what: `Nothing was changed: ${serviceWords(ref)} is being changed at this moment.`,
      why: `${nameOfActor(actor)} is changing it: ${summary.from} → ${summary.to}.`,
      next: 'Look at what came of it, and give the command again if you still want it.',
      steps: [lookAt(ref)],
    });
  }
}

/** The service is no longer what the plan was made from: what was agreed to is not what would happen. */
export class StalePlanError extends UserError {
  constructor(
    readonly ref: ServiceRef,
    readonly plannedFrom: Basis,
    readonly now: Basis,
    /** The last change that was made through this bot: it may be what moved it, and others move services too. */
    readonly last?: RecentChange,
  ) {
    const who = last
      ? ` The last change through me was by ${nameOfActor(last.actor)}: ${last.summary.from} → ${last.summary.to}.`
      : '';
    super({
      what: `Nothing was changed: ${serviceWords(ref)} has changed since this was planned.`,
      why: `It was ${plannedFrom.words} then and is ${now.words} now.${who}`,
      next: 'Look at it again, and give the command again if you still want it.',
      steps: [lookAt(ref)],
    });
  }
}

/** The intent could not be written down, so nothing was done that nobody could account for. */
export class NotRecordedError extends UserError {
  constructor(ref: ServiceRef, cause: unknown) {
    super({
      what: `Nothing was changed: I could not write down what I was about to do to ${serviceWords(ref)}.`,
      why: messageOf(cause),
      next: 'Tell whoever runs me, and give the command again when that is mended.',
      cause,
    });
  }
}

/** The right that it takes for this service is missing. */
export class NotAllowedError extends MissingRightError {
  constructor(ref: ServiceRef, right: Right, helpers: Helpers) {
    const what = `You may not change ${serviceWords(ref)}, so nothing was done.`;
    super({ what, why: `That takes the right to ${right} it.` }, helpers);
  }
}
