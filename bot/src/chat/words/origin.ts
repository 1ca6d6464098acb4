import { isOutsider } from '../../domain/access/access.types';
import type { Doer, Outsider } from '../../domain/access/access.types';
import type { Change, RecentChange } from '../../domain/changes/change.types';
import { nameOfActor } from '../../domain/changes/changes.errors';
import type { ChangeOffer } from './change-button';
import { ago, code, escapeMrkdwn } from './text';

/** Who did it by name, who is not called by it: Slack notifies of a mention, and nobody is called for what they did themselves. */
export function personName(doer: { id: string; name?: string | undefined } | Outsider): string {
  const named: Doer =
    'outside' in doer ? doer : { id: doer.id, ...(doer.name === undefined ? {} : { name: doer.name }) };
  return `*${escapeMrkdwn(nameOfActor(named))}*`;
}

/** `by ann`, `by deploy-pipeline (role)`, `from outside`. Plain text. */
export function byWords(doer: Doer): string {
  return isOutsider(doer) && doer.name === undefined ? 'from outside' : `by ${nameOfActor(doer)}`;
}

/** Who is to be called for it, where that is somebody of Slack's; ends with a space. In mrkdwn. */
export function callWords(doer: Doer): string {
  return isOutsider(doer) ? '' : `<@${doer.id}> `;
}

/** That nobody asked this bot for it, and who started it as far as that is known. In mrkdwn. */
export function outsiderWords(outsider: Outsider): string {
  if (outsider.name === undefined) return 'Started from outside: nobody asked me for it';
  const tool = outsider.through === undefined ? '' : ` with ${escapeMrkdwn(outsider.through)}`;
  return `Started by ${personName(outsider)}${tool}, not through me`;
}

/** Who asked for a change and how, and who pressed the button where that was somebody else. */
export function originWords({ actor, origin }: Pick<Change, 'actor' | 'origin'>): string {
  const { said, button, askedBy } = origin;
  const isOwn = askedBy === undefined || askedBy.id === actor.id;
  const asked = said === undefined && isOwn ? undefined : askedWords({ ...(askedBy ?? actor), said });
  if (button === undefined) return asked ?? `Asked by ${personName(actor)}`;
  const pressed = `${personName(actor)} pressed ${code(button)}`;
  return asked === undefined ? pressed : `${asked}; ${pressed}`;
}

/** Who asked, and in which words. */
export function askedWords({ said, ...actor }: NonNullable<ChangeOffer['asked']>): string {
  return said === undefined ? `Asked by ${personName(actor)}` : `Asked by ${personName(actor)}: ${code(said)}`;
}

/** Who made it so a moment ago, where somebody else did; begins with a space. */
export function recentWords(now: number, recent: RecentChange | undefined): string {
  return recent ? ` ${personName(recent.actor)} set it ${ago(recent.at, now)}.` : '';
}
