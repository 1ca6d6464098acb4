import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { LiveMessages } from '../../chat/told/live-message';
import { Noticeboard } from '../../chat/told/noticeboard';
import { SlackPoster } from '../../chat/slack/slack-poster';
import { FakeSlack } from '../../chat/spec/slack.fake';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { DeploymentAnnouncer } from './deployment.announcer';
import { deploymentView, endView, startedView } from './deployment.view';

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
const words = (state: DeploymentSnapshot): string => JSON.stringify(deploymentView(state, SAID).blocks);

describe('the message of a deployment', () => {
  it('says while it goes who serves and how far it is, and quotes who asked', () => {
    const message = deploymentView(snapshot(), SAID);
    expect(message.text).toBe(
      'primes/primes-api: deploying 1.0.0 → 1.1.0. 1 of 2 new running, 1 starting, 2 old tasks still serve.',
    );
    expect(words(snapshot())).toContain('25 %');
    expect(words(snapshot())).toContain(`Asked by <@U0ANN>: \`${SAID}\``);
    expect(labelsOf(message)).toEqual(['Status', 'Events']);
  });

  it('is done only when every task is new, and then offers the way back', () => {
    expect(deploymentView(done, SAID).text).toBe(
      'primes/primes-api: done: 1.0.0 → 1.1.0, and nothing else runs. 2 of 2 new running, no old ones left.',
    );
    expect(labelsOf(deploymentView(done, SAID))).toContain('Back to 1.0.0');
    const partly = snapshot({ status: 'SUCCESSFUL' });
    expect(deploymentView(partly, SAID).text).toContain(
      'ECS calls 1.1.0 done, but only 1 of 2 tasks are new. 1 of 2 new running',
    );
    expect(labelsOf(deploymentView(partly, SAID))).not.toContain('Back to 1.0.0');
  });

  it('says of a rollback who serves before what broke, then the reason and the exit code, and never that it is done', () => {
    const message = deploymentView(rolledBack, SAID);
    expect(message.text).toBe(
      'primes/primes-api: rolled back: 1.1.0 failed, primes-api:1 is back. 2 of 2 old tasks serve. 0 of 2 new running.',
    );
    const shown = words(rolledBack);
    expect(shown.indexOf('old tasks serve')).toBeLessThan(shown.indexOf('exit 137'));
    expect(shown).toContain(
      'Task `abcdef01` stopped: Essential container in task exited; `app` exit 137 (killed), OutOfMemoryError',
    );
    expect(shown).toContain('3 failed tasks in a row; ECS gives up at 3. Service deployment rolled back because');
    expect(shown).not.toMatch(/done|white_check_mark|primary/);
    expect(words({ ...rolledBack, stoppedUnread: 'It is denied.' })).toContain('I cannot say. It is denied.');
    expect(words({ ...done, stoppedUnread: 'It is denied.' })).not.toContain('denied');
  });

  it('names what took its place, and does not call that old', () => {
    const old = [{ revision: 'primes-api:3', desired: 2, running: 2, pending: 0 }];
    const state = snapshot({ status: 'REPLACED', supersededBy: 'primes-api:3', old });
    expect(deploymentView(state, SAID).text).toBe(
      'primes/primes-api: replaced: primes-api:3 took the place of 1.1.0. 1 task of it still running, 2 of others.',
    );
  });

  it('owns up to not knowing', () => {
    expect(words(snapshot({ stale: 'Rate exceeded' }))).toContain('AWS could not be asked just now (Rate exceeded)');
  });

  it('mentions who asked at the end, with the worst of it', () => {
    expect(endView(rolledBack).text).toMatch(/^<@U0ANN> primes\/primes-api: rolled back/);
    expect(JSON.stringify(endView(rolledBack).blocks)).toContain('exit 137');
  });

  it('fits, whatever stopped', () => {
    const stopped = Array.from({ length: 60 }, () => ({ ...killed, stoppedReason: '<!here> '.repeat(400) }));
    const states = [
      snapshot(),
      done,
      rolledBack,
      snapshot({ status: 'FAILED', stopped, statusReason: 'x'.repeat(4000) }),
    ];
    expect(
      states.flatMap((state) => [...problemsOf(deploymentView(state, SAID)), ...problemsOf(endView(state))]),
    ).toEqual([]);
    expect(problemsOf(startedView(DEPLOYMENT, SAID, NOW))).toEqual([]);
    expect(words(states[3] ?? snapshot())).not.toContain('<!here>');
  });
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
  const messages = new LiveMessages(new SlackPoster(slack.web, clock), clock);
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
