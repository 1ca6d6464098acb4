import type { Actor } from '../../domain/access/access.types';
import type { Change, RecentChange } from '../../domain/changes/change.types';
import { nameOfActor } from '../../domain/changes/changes.errors';
import type { ChangeOffer } from './change-button';
import { ago, code, escapeMrkdwn } from './text';

/** A person by name, who is not called by it: Slack notifies of a mention, and nobody is called for what they did themselves. */
export function personName({ id, name }: { id: string; name?: string | undefined }): string {
  const actor: Actor = name === undefined ? { id } : { id, name };
  return `*${escapeMrkdwn(nameOfActor(actor))}*`;
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
