import { Logger } from '@nestjs/common';
import { ANN, CAT, ChangeWorld, REF } from '../../domain/changes/spec/change-world';
import { ChangeChat } from '../spec/change-chat';
import type { Message } from '../slack/message.types';
import { askView } from './change.view';

beforeAll(() => Logger.overrideLogger(false));

/** A question, and the chat that it was asked in. */
async function asking(): Promise<{ chat: ChangeChat; world: ChangeWorld; question: Message }> {
  const world = new ChangeWorld();
  const chat = new ChangeChat(world);
  const proposal = await world.changes.propose('desired', REF, { desired: 4 });
  return { chat, world, question: askView(world.clock.now(), proposal, { id: ANN.id, name: 'ann' }) };
}

const LABEL = 'primes/primes-api: 2 → 4 tasks';

describe('a click on the button of a change', () => {
  it('makes it, for whoever clicked', async () => {
    const { chat, world, question } = await asking();
    await chat.clicks(question, LABEL, CAT);
    expect(world.aas.calls).toEqual(['desired 4 by U0CAT']);
  });

  it.each([
    ['the bot was taken out of', { is_member: false }, 'I am not in this channel'],
    ['was archived since', { is_member: true, is_archived: true }, 'This channel is archived'],
  ])('changes nothing in a channel that %s', async (_since, channel, why) => {
    const { chat, world, question } = await asking();
    chat.slack.next.set('conversations.info', [{ ok: true, channel }]);
    await expect(chat.clicks(question, LABEL)).rejects.toThrow(why);
    expect(world.aas.calls).toEqual([]);
    expect(world.announcements.changes).toEqual([]);
  });
});
