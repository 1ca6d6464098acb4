import { actions, context, message, section } from '../../chat/words/blocks';
import type { Button } from '../../chat/words/buttons';
import { canBeMade, changeButton } from '../../chat/words/change-button';
import { serviceName } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { originWords } from '../../chat/words/origin';
import { escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { OfferedChange } from '../../domain/changes/change.types';
import type { Undone } from '../../domain/changes/changes.port';
import { serviceWords } from '../../domain/services/service-ref.types';

/** The bot was restarted in the middle of a change: what became of it, and what to do now. */
export function undoneView({ change, made, again }: Undone): Message {
  const { ref, summary, actor } = change;
  const what = `${summary.from} → ${summary.to}`;
  const story =
    made === 'no'
      ? 'I was restarted before I did this: nothing was changed.'
      : 'I was restarted while I did this and cannot tell whether it was done: the service has been changed since. Look at it before you ask again.';
  return message(
    `${serviceWords(ref)}: ${what}: ${story}`,
    section(`<@${actor.id}> ${serviceName(ref)}: ${escapeMrkdwn(what)}\n${story}`),
    actions(...againButton(again), statusButton(ref)),
    context(originWords(change)),
  );
}

function againButton(again: Undone['again']): Button[] {
  if (again === undefined) return [];
  const { change: kind, ref, wish, basis } = again;
  const offered = { kind, ref, wish, basis } as OfferedChange;
  return canBeMade(offered) ? [changeButton('Do it now', offered, { inPlace: true })] : [];
}
