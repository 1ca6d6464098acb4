import { UserError } from '../../kernel/user-error';

/** So many people are named to whoever has to turn to one. */
const MOST_NAMED = 3;

/** Whom somebody who lacks a right can turn to, by their Slack ids: those who can give it, or else those who have it. */
export interface Helpers {
  administrators: readonly string[];
  /** Those who may do it themselves, beside the administrators. */
  others: readonly string[];
}

/** Somebody lacks a right. It names whom to turn to: the asker alone sees it, so nobody is notified. */
export class MissingRightError extends UserError {
  constructor({ what, why }: { what: string; why: string }, { administrators, others }: Helpers) {
    const people = (administrators.length > 0 ? administrators : others).slice(0, MOST_NAMED);
    const named = people.map((id) => `<@${id}>`).join(' or ');
    const next =
      administrators.length > 0
        ? `${named} can add you.`
        : `Whoever runs me can add you${people.length > 0 ? `; ${named} may do it` : ''}.`;
    super({ what, why, next, people });
  }
}
