import { askView, proposalButton } from '../../chat/asked/change.view';
import type { ChangeOffer } from '../../chat/words/change-button';
import type { Message } from '../../chat/slack/message.types';
import type { Proposal } from '../../domain/changes/change.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** A restart that somebody has to look at first; where a tag has moved, or may have, which of its two images is meant. */
export function restartView(
  now: number,
  proposal: Proposal<'restart'>,
  asked: NonNullable<ChangeOffer['asked']>,
): Message {
  const { ref, plan, wish } = proposal;
  const words = serviceWords(ref);
  const isThere = plan.unsure.some(({ now: digest, unread }) => digest ?? unread);
  const same = proposalButton(proposal, { label: `Restart ${words} with ${plan.version} as it runs`, asked });
  const moved = { ...proposal, wish: { ...wish, image: 'moved' as const } };
  const tags = plan.unsure.map(({ tag }) => tag).join(', ');
  const taken = proposalButton(moved, { label: `Restart ${words} with what ${tags} is now`, asked });
  return askView(now, proposal, asked, isThere ? [same, taken] : [same]);
}
