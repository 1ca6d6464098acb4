import { Logger } from '@nestjs/common';
import { problemsOf } from '../../chat/spec/block-kit.fake';
import { boardBefore } from '../../chat/spec/board.fake';
import { pass } from '../../chat/spec/passing';
import { FakeSlack } from '../../chat/spec/slack.fake';
import type { Message } from '../../chat/slack/message.types';
import type { Change } from '../../domain/changes/change.types';
import { CAT, REF } from '../../domain/changes/spec/change-world';
import { HOOK, stagedFor } from '../../domain/deployments/spec/stages.fake';
import type { HookAction } from '../../domain/deployments/stages.types';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { ContinuedAnnouncer } from './continued.announcer';

beforeAll(() => Logger.overrideLogger(false));

const underWay = { id: 'ecs-svc/2', version: '<1.1.0>', revision: 'primes-api:2', startedAt: 0 };
const staged = stagedFor('POST_SCALE_UP', { hooks: [HOOK] });

async function decided(action: HookAction, channel: string, deployment?: string) {
  const clock = new ManualClock();
  const slack = new FakeSlack(clock);
  const board = boardBefore(slack, clock);
  const plan = { ref: REF, underWay, pause: staged.pause!, staged, action, back: '1.0.0' };
  const change: Change<'continue'> = {
    id: 'chg-1',
    kind: 'continue',
    ref: REF,
    actor: CAT,
    origin: { channel, button: 'Continue' },
    summary: { from: '', to: '' },
    plan,
    state: 'done',
    at: 0,
    result: { ...plan, ...(deployment === undefined ? {} : { deployment }) },
  };
  void board.show('dep-1', 'C0OPS', { text: 'deploying', blocks: [] });
  await pass(clock, 2000);
  const told = new ContinuedAnnouncer(board).show(change);
  await pass(clock, 3000);
  return { seen: await told, posts: slack.to('chat.postMessage').slice(1) };
}

describe('what was decided at a hook', () => {
  it.each([
    ['CONTINUE', 'primes/primes-api: cat let &lt;1.1.0&gt; go on from where it waited.'],
    ['ROLLBACK', 'primes/primes-api: cat had &lt;1.1.0&gt; go back. ECS brings back 1.0.0.'],
  ] as const)('is told in the thread of the deployment, and calls nobody: %s', async (action, words) => {
    const { seen, posts } = await decided(action, 'C0OPS', 'dep-1');
    expect(seen).toEqual({ seen: true });
    expect(posts).toMatchObject([{ channel: 'C0OPS', thread_ts: expect.any(String), text: words }]);
    expect(JSON.stringify(posts[0])).not.toContain('<@');
    expect(problemsOf(posts[0] as unknown as Message)).toEqual([]);
  });

  it('is told where it was decided too, where that is elsewhere, and alone where nobody follows it', async () => {
    const both = await decided('CONTINUE', 'C0INC', 'dep-1');
    expect(new Set(both.posts.map(({ channel }) => channel))).toEqual(new Set(['C0INC', 'C0OPS']));
    const { posts } = await decided('CONTINUE', 'C0INC');
    expect(posts).toHaveLength(1);
    expect(posts[0]).not.toHaveProperty('thread_ts');
  });
});
