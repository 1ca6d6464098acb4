import { Logger } from '@nestjs/common';
import { problemsOf } from '../../chat/spec/block-kit.fake';
import { boardBefore } from '../../chat/spec/board.fake';
import { pass } from '../../chat/spec/passing';
import { FakeSlack } from '../../chat/spec/slack.fake';
import type { Message } from '../../chat/slack/message.types';
import type { Change } from '../../domain/changes/change.types';
import { CAT, REF } from '../../domain/changes/spec/change-world';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { CancelledAnnouncer } from './cancelled.announcer';

beforeAll(() => Logger.overrideLogger(false));

const underWay = { id: 'ecs-svc/2', version: 'oom', revision: 'primes-api:2', startedAt: 0 };

async function cancelled(channel: string, deployment?: string) {
  const clock = new ManualClock();
  const slack = new FakeSlack(clock);
  const board = boardBefore(slack, clock);
  const plan = { ref: REF, underWay, back: '1.0.0' };
  const change: Change<'cancel'> = {
    id: 'chg-1',
    kind: 'cancel',
    ref: REF,
    actor: CAT,
    origin: { channel, said: '/ecs cancel primes-api' },
    summary: { from: 'oom (under way)', to: '1.0.0' },
    plan,
    state: 'done',
    at: 0,
    result: { ...plan, ...(deployment === undefined ? {} : { deployment }) },
  };
  void board.show('dep-1', 'C0OPS', { text: 'deploying', blocks: [] });
  await pass(clock, 2000);
  const told = new CancelledAnnouncer(board).show(change);
  await pass(clock, 3000);
  return { seen: await told, posts: slack.to('chat.postMessage').slice(1) };
}

describe('a deployment that was cancelled', () => {
  it('is told in the thread of its message, and names who it was without calling them', async () => {
    const { seen, posts } = await cancelled('C0OPS', 'dep-1');
    expect(seen).toEqual({ seen: true });
    expect(posts).toMatchObject([{ channel: 'C0OPS', thread_ts: expect.any(String) }]);
    expect(posts[0]?.['text']).toBe('primes/primes-api: cat cancelled oom. ECS brings back 1.0.0.');
    expect(JSON.stringify(posts[0])).not.toContain('<@');
    expect(problemsOf(posts[0] as unknown as Message)).toEqual([]);
  });

  it('is told where it was asked for too, where that is elsewhere', async () => {
    const { posts } = await cancelled('C0INC', 'dep-1');
    expect(new Set(posts.map(({ channel }) => channel))).toEqual(new Set(['C0INC', 'C0OPS']));
  });

  it('is a message of its own where the bot follows no such deployment', async () => {
    const { posts } = await cancelled('C0OPS');
    expect(posts).toHaveLength(1);
    expect(posts[0]).not.toHaveProperty('thread_ts');
  });
});
