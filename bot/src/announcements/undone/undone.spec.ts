import { Logger } from '@nestjs/common';
import { boardBefore } from '../../chat/spec/board.fake';
import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { ChangeChat } from '../../chat/spec/change-chat';
import { pass } from '../../chat/spec/passing';
import { FakeSlack } from '../../chat/spec/slack.fake';
import type { Message } from '../../chat/slack/message.types';
import type { AnyChange, Origin } from '../../domain/changes/change.types';
import type { Undone } from '../../domain/changes/changes.port';
import { ANN, CAT, ChangeWorld, REF } from '../../domain/changes/spec/change-world';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { ChangeAnnouncer } from '../change.announcer';
import { UndoneAnnouncer } from './undone.announcer';

beforeAll(() => Logger.overrideLogger(false));

const NOTHING = undefined as never;

async function told(made: Undone['made'], origin: Partial<Origin> = {}) {
  const world = new ChangeWorld();
  const { basis, summary } = await world.changes.propose('desired', REF, { desired: 4 });
  const change = {
    id: 'chg-1',
    kind: 'desired',
    ref: REF,
    actor: ANN,
    origin: { channel: 'C0OPS', said: '/ecs scale primes-api 4', ...origin },
    summary,
    state: 'running',
    at: 0,
  } as AnyChange;
  const again = { change: 'desired', ref: REF, wish: { desired: 4 }, basis, summary } as const;
  const clock = new ManualClock();
  const slack = new FakeSlack(clock);
  const announcer = new ChangeAnnouncer(NOTHING, NOTHING, new UndoneAnnouncer(boardBefore(slack, clock)));
  const announced = announcer.leftUndone({ change, made, ...(made === 'no' ? { again } : {}) });
  await pass(clock, 3000);
  const method = origin.message ? 'chat.update' : 'chat.postMessage';
  const message = slack.to(method)[0] as unknown as Message & { channel: string };
  const blocks =
    typeof message.blocks === 'string' ? (JSON.parse(message.blocks) as Message['blocks']) : message.blocks;
  return { world, slack, announced: await announced, message: { ...message, blocks } };
}

describe('a change that the bot left in the middle', () => {
  it('is told to whoever asked, quoting the command, and done by its button where nothing was changed', async () => {
    const { world, announced, message } = await told('no');
    expect(announced).toEqual({ seen: true });
    expect(message.channel).toBe('C0OPS');
    expect(message.text).toBe(
      'primes/primes-api: 2 → 4 tasks: I was restarted before I did this: nothing was changed.',
    );
    const words = JSON.stringify(message.blocks);
    expect(words).toContain('<@U0ANN>');
    expect(words).toContain('Asked by *ann*: `/ecs scale primes-api 4`');
    expect(problemsOf(message)).toEqual([]);
    expect(labelsOf(message)).toEqual(['Do it now', 'Status']);
    await new ChangeChat(world).clicks(message, 'Do it now', CAT);
    expect(world.aas.calls).toEqual(['desired 4 by U0CAT']);
  });

  it('is not offered again where nobody can tell whether it was made', async () => {
    const { message } = await told('unknown');
    expect(message.text).toContain('cannot tell whether it was done');
    expect(labelsOf(message)).toEqual(['Status']);
  });

  it('takes the place of the question whose button was pressed', async () => {
    const { slack, message } = await told('no', { message: { channel: 'C0OPS', ts: '9.9' } });
    expect(message).toMatchObject({ channel: 'C0OPS', ts: '9.9' });
    expect(slack.to('chat.postMessage')).toEqual([]);
  });
});
