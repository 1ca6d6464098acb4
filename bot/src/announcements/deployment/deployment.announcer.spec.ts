import { Logger } from '@nestjs/common';
import { boardBefore } from '../../chat/spec/board.fake';
import { pass } from '../../chat/spec/passing';
import { FakeSlack } from '../../chat/spec/slack.fake';
import type { Announced, Change, Origin } from '../../domain/changes/change.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { DeploymentAnnouncer } from './deployment.announcer';

Logger.overrideLogger(false);

const NOW = Date.UTC(2026, 10, 24, 12);
const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const ANN = { id: 'U0ANN', name: 'ann' };
const DEPLOYMENT: Deployment = {
  id: 'dep-1',
  ref: REF,
  actor: ANN,
  startedAt: NOW - 30_000,
  container: 'app',
  from: { image: 'r/primes-api:1.0.0', tag: '1.0.0' },
  to: { image: 'r/primes-api:1.1.0', tag: '1.1.0' },
  revision: 'primes-api:2',
  previousRevision: 'primes-api:1',
  handle: { id: 'ecs-svc/2', revision: 'primes-api:2' },
};
const FRESH = { revision: 'primes-api:2', version: '1.1.0', desired: 2, running: 2, pending: 0, healthy: 2 };
const OLD = { revision: 'primes-api:1', version: '1.0.0', desired: 2, running: 2, pending: 0 };

function snapshot(change: Partial<DeploymentSnapshot> = {}): DeploymentSnapshot {
  const fresh = { ...FRESH, running: 0, healthy: 0, pending: 2 };
  return {
    deployment: DEPLOYMENT,
    at: NOW,
    status: 'IN_PROGRESS',
    desired: 2,
    fresh,
    old: [OLD],
    stopped: [],
    ...change,
  };
}
const failing = snapshot({
  failures: { count: 1, threshold: 3 },
  failing: { why: 'tasks', since: NOW, inARow: 3, lasting: true },
});
const done = snapshot({ status: 'SUCCESSFUL', fresh: FRESH, old: [] });
const rolledBack = snapshot({
  status: 'ROLLBACK_SUCCESSFUL',
  fresh: { ...FRESH, desired: 0, running: 0, healthy: 0 },
  rollback: { revision: 'primes-api:1', version: '1.0.0' },
});

const asChange = (origin: Partial<Origin> = {}): Change<'image'> =>
  ({
    id: 'chg-1',
    kind: 'image',
    ref: REF,
    actor: ANN,
    origin: { channel: 'C0OPS', said: '/ecs image primes-api 1.1.0', ...origin },
    summary: { from: '1.0.0', to: '1.1.0' },
    state: 'done',
    at: NOW,
    result: DEPLOYMENT,
  }) as Change<'image'>;

class ScriptedDeployments extends DeploymentsService {
  constructor(private readonly script: DeploymentSnapshot[]) {
    super({} as never, {} as never, {} as never, {} as never);
  }

  override async *watch(_deployment: Deployment, signal?: AbortSignal): AsyncIterable<DeploymentSnapshot> {
    // As AWS answers: not before what is shown first was handed over.
    for (const one of this.script) {
      await new Promise((resolve) => setImmediate(resolve));
      yield one;
    }
    if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  }
}

interface Play {
  slack: FakeSlack;
  clock: ManualClock;
  announced: Promise<Announced>;
  announcer: DeploymentAnnouncer;
}

async function play(
  script: DeploymentSnapshot[],
  { change = asChange(), prepare }: { change?: Change<'image'>; prepare?: (slack: FakeSlack) => void } = {},
): Promise<Play> {
  const [slack, clock] = [new FakeSlack(), new ManualClock()];
  prepare?.(slack);
  const announcer = new DeploymentAnnouncer(boardBefore(slack, clock), new ScriptedDeployments(script), clock);
  const announced = announcer.show(change);
  await pass(clock, 500);
  return { slack, clock, announced, announcer };
}

describe('following a deployment', () => {
  it('posts one message, edits it to its end, and replies once in its thread', async () => {
    const { slack, announced } = await play([snapshot(), done]);
    const [first, reply, ...more] = slack.to('chat.postMessage');
    expect(await announced).toEqual({ seen: true });
    expect(first).toMatchObject({ channel: 'C0OPS', text: expect.stringContaining('deploying 1.0.0 → 1.1.0') });
    expect(slack.to('chat.update').at(-1)).toMatchObject({ text: expect.stringContaining('done: 1.0.0 → 1.1.0') });
    expect(reply).toMatchObject({ thread_ts: '1700000000.000001', text: expect.stringContaining('<@U0ANN>') });
    expect(reply).not.toHaveProperty('reply_broadcast');
    expect(more).toEqual([]);
  });

  it('shows to the whole channel once that it will not end by itself, and its end', async () => {
    const { slack } = await play([snapshot(), failing, failing, rolledBack]);
    const replies = slack.to('chat.postMessage').slice(1);
    expect(replies.map(({ text }) => String(text).includes('rolled back'))).toEqual([false, true]);
    expect(replies.map(({ reply_broadcast: broadcast }) => broadcast)).toEqual(['true', 'true']);
  });

  it('becomes the message of the question whose button was pressed', async () => {
    const change = asChange({ message: { channel: 'C0OPS', ts: '5.5' } });
    const { slack } = await play([snapshot(), done], { change });
    expect(new Set(slack.to('chat.update').map(({ ts }) => ts))).toEqual(new Set(['5.5']));
    expect(slack.to('chat.postMessage')).toMatchObject([{ thread_ts: '5.5' }]);
  });

  it('says on its message, and in its thread to whoever waits, that nobody follows it when the bot is shut down', async () => {
    for (const script of [[snapshot()], []]) {
      const { slack, clock, announcer } = await play(script);
      const left = announcer.beforeApplicationShutdown();
      await pass(clock, 500);
      await left;
      expect(slack.to('chat.update').at(-1)).toMatchObject({ text: expect.stringContaining('shut down') });
      expect(slack.to('chat.postMessage').slice(1)).toEqual([
        expect.objectContaining({
          thread_ts: '1700000000.000001',
          text: expect.stringMatching(/^<@U0ANN>.*shut down/),
        }),
      ]);
    }
  });

  it('does not hold up a shutdown for longer than two seconds when Slack is down', async () => {
    const { clock, announcer } = await play([snapshot()], { prepare: (slack) => (slack.isDown = true) });
    let isLeft = false;
    const left = announcer.beforeApplicationShutdown().then(() => (isLeft = true));
    await pass(clock, 1500);
    expect(isLeft).toBe(false);
    await pass(clock, 500);
    await left;
  });

  it('is not held up by a Slack that is down, and shows the end once it is back', async () => {
    const { slack, clock, announced } = await play([snapshot(), rolledBack], { prepare: (one) => (one.isDown = true) });
    await pass(clock, 200_000, 5000);
    slack.isDown = false;
    await pass(clock, 90_000, 5000);
    expect(await announced).toEqual({ seen: true });
    expect(slack.texts('C0OPS')).toEqual([
      expect.stringContaining('rolled back'),
      expect.stringMatching(/^<@U0ANN>.*rolled back/),
    ]);
  });

  it('is unseen where its message can never stand, and says why', async () => {
    const prepare = (slack: FakeSlack) => slack.next.set('chat.postMessage', [{ ok: false, error: 'not_in_channel' }]);
    const { announced } = await play([], { prepare });
    expect(await announced).toEqual({ seen: false, why: 'I am not in that channel. Invite me.' });
  });
});
