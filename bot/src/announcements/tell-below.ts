import type { Board } from '../chat/told/board';
import type { Message } from '../chat/slack/message.types';
import type { Announced, AnyChange } from '../domain/changes/change.types';

/**
 * Tells what was done to a deployment in the thread of its message; and where it was asked for, if that is elsewhere.
 * @param deployment the key of its message; undefined where it has none
 */
export async function tellBelow(
  board: Board,
  { id, origin }: Pick<AnyChange, 'id' | 'origin'>,
  deployment: string | undefined,
  view: Message,
): Promise<Announced> {
  const isHere = deployment !== undefined && (await board.channelOf(deployment)) === origin.channel;
  const [below, here] = await Promise.all([
    deployment === undefined ? undefined : board.reply(deployment, id, view),
    isHere ? undefined : board.show(id, origin.channel, view, { last: true }),
  ]);
  const told = here ?? below;
  if (told === undefined || told.kind === 'said') return { seen: true };
  return { seen: false, why: told.why };
}
