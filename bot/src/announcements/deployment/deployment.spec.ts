import { Logger } from '@nestjs/common';
import { LiveMessages } from '../../chat/told/live-message';
import { Noticeboard } from '../../chat/told/noticeboard';
import { Outbox } from '../../chat/slack/outbox';
import { FakeSlack } from '../../chat/spec/slack.fake';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { DeploymentAnnouncer } from './deployment.announcer';

Logger.overrideLogger(false);

const NOW = Date.UTC(2026, 10, 24, 12);
const SAID = '/ecs image primes-api 1.1.0';
const DEPLOYMENT: Deployment = {
  id: 'dep-1',
  ref: { environment: 'default', cluster: 'primes', service: 'primes-api' },
  actor: { id: 'U0ANN' },
  startedAt: NOW - 30_000,
  container: 'app',
  from: { image: 'r/primes-api:1.0.0', tag: '1.0.0' },
  to: { image: 'r/primes-api:1.1.0', tag: '1.1.0' },
  revision: 'primes-api:2',
  previousRevision: 'primes-api:1',
  handle: { id: 'ecs-svc/2', revision: 'primes-api:2' },
};

function snapshot(change: Partial<DeploymentSnapshot> = {}): DeploymentSnapshot {
  return {
    deployment: DEPLOYMENT,
    at: NOW,
    status: 'IN_PROGRESS',
    desired: 2,
    fresh: { revision: 'primes-api:2', desired: 2, running: 1, pending: 1 },
    old: [{ revision: 'primes-api:1', desired: 2, running: 2, pending: 0 }],
    stopped: [],
    ...change,
  };
}

const none = { revision: 'primes-api:2', desired: 0, running: 0, pending: 0 };
const killed = {
  id: 'abcdef0123456789abcdef0123456789',
  stoppedAt: NOW,
  stoppedReason: 'Essential container in task exited',
  containers: [{ name: 'app', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }],
};
const done = snapshot({ status: 'SUCCESSFUL', fresh: { ...none, desired: 2, running: 2 }, old: [] });
const rolledBack = snapshot({
  status: 'ROLLBACK_SUCCESSFUL',
  fresh: none,
  failures: { count: 3, threshold: 3 },
  rollback: {
    revision: 'primes-api:1',
    reason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
  },
  stopped: [killed],
});
class ScriptedDeployments extends DeploymentsService {
  constructor(private readonly script: DeploymentSnapshot[]) {
    super({} as never, {} as never, {} as never, {} as never, {} as never);
  }

  override async *watch(_deployment: Deployment, signal?: AbortSignal): AsyncIterable<DeploymentSnapshot> {
    yield* this.script;
    if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  }
}

async function answers(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function play(script: DeploymentSnapshot[]): Promise<{ slack: FakeSlack; announcer: DeploymentAnnouncer }> {
  const [slack, clock, board] = [new FakeSlack(), new ManualClock(), new Noticeboard()];
  const messages = new LiveMessages(new Outbox(slack.web, clock), clock);
  const announcer = new DeploymentAnnouncer(board, messages, new ScriptedDeployments(script), clock);
  announcer.onModuleInit();
  await board.announce('deployment', DEPLOYMENT, { channel: 'C0OPS', said: SAID });
  await answers();
  return { slack, announcer };
}

describe('following a deployment', () => {
  it('posts one message, edits it to its end, and replies once in its thread', async () => {
    const { slack } = await play([snapshot(), done]);
    const [first, reply, ...more] = slack.to('chat.postMessage');
    expect(first).toMatchObject({ channel: 'C0OPS', text: 'primes/primes-api: deploying 1.0.0 → 1.1.0' });
    expect(slack.to('chat.update').at(-1)).toMatchObject({ text: expect.stringContaining('done: 1.0.0 → 1.1.0') });
    expect(reply).toMatchObject({ thread_ts: '1700000000.000001', text: expect.stringContaining('<@U0ANN>') });
    expect(reply).not.toHaveProperty('reply_broadcast');
    expect(more).toEqual([]);
  });

  it('says once in its thread, to whoever asked, that it fails and nothing ends it', async () => {
    const hopeless = snapshot({ failing: { why: 'stalled', since: NOW - 600_000, inARow: 0, lasting: true } });
    const { slack } = await play([snapshot(), hopeless, { ...hopeless, at: NOW + 1000 }]);
    const [, reply, ...more] = slack.to('chat.postMessage');
    expect(reply).toMatchObject({ text: expect.stringMatching(/^<@U0ANN> .*nothing has come of 1\.1\.0 for 10 min/) });
    expect(more).toEqual([]);
  });

  it('shows the end to the whole channel when it failed', async () => {
    const { slack } = await play([snapshot(), rolledBack]);
    expect(slack.to('chat.postMessage')[1]).toMatchObject({ reply_broadcast: 'true' });
  });

  it('says on its message that nobody keeps it up to date when the bot is shut down, and replies nothing', async () => {
    for (const script of [[snapshot()], []]) {
      const { slack, announcer } = await play(script);
      await announcer.beforeApplicationShutdown();
      expect(slack.to('chat.update').at(-1)).toMatchObject({
        text: expect.stringContaining('I was shut down while this went on'),
      });
      expect(slack.to('chat.postMessage')).toHaveLength(1);
    }
  });
});
