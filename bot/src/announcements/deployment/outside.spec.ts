import { Logger } from '@nestjs/common';
import { boardBefore } from '../../chat/spec/board.fake';
import { InMemoryBoardRepository } from '../../chat/spec/board.in-memory.repository';
import { pass } from '../../chat/spec/passing';
import { FakeSlack } from '../../chat/spec/slack.fake';
import { BEGAN, DEPLOYMENT, fresh, old, service, watching } from '../../domain/deployments/spec/rollouts.fake';
import type { Said } from '../../domain/deployments/spec/rollouts.fake';
import { InMemoryDeploymentRepository } from '../../domain/deployments/spec/deployments.in-memory.repository';
import type { ChangesService } from '../../domain/changes/changes.service';
import { InMemoryLeases, SharedTurns } from '../../kernel/spec/leases.in-memory';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { OutsideAnnouncer } from '../outside.announcer';
import { DeploymentAnnouncer } from './deployment.announcer';
import { DeploymentResumption } from './deployment.resumption';
import { DeploymentTurns } from './deployment.turns';

beforeAll(() => Logger.overrideLogger(false));

const STARTED = { ...DEPLOYMENT, actor: { outside: true } } as const;
const going: Said = { service: service([fresh({ running: 1 }), old(2)]), state: {} };
const done: Said = { service: service([fresh({ running: 2, rollout: 'completed' })]), state: { status: 'SUCCESSFUL' } };
const back: Said = { service: service([old(2, { primary: true })]), state: { status: 'ROLLBACK_SUCCESSFUL' } };
const goingBack: Said = { service: service([old(2, { primary: true })]), state: { status: 'ROLLBACK_IN_PROGRESS' } };
const stopped: Said = { service: service([fresh({ running: 1 }), old(2)]), state: { status: 'STOPPED' } };
const replaced: Said = {
  service: service([fresh({ id: 'ecs-svc/3', revision: 'primes-api:3', running: 2 })]),
  state: { status: 'STOPPED' },
};

/** What outlives a bot. */
const kept = (clock: ManualClock) => ({
  slack: new FakeSlack(clock),
  board: new InMemoryBoardRepository(),
  deployments: new InMemoryDeploymentRepository(),
  turns: new SharedTurns(),
});

function bot(script: Said[], clock = new ManualClock(BEGAN), memory = kept(clock)) {
  const { slack } = memory;
  const board = boardBefore(slack, clock, memory.board);
  const deployments = watching(script, clock, memory.deployments);
  const any = { environment: '*', cluster: '*' };
  const serviceChannels = [{ ...any, service: 'primes-*', channel: 'C0DEPLOYS' }];
  const options = { alertsChannel: '#alerts', serviceChannels, isHandedOver: true };
  const leases = new InMemoryLeases(clock, memory.turns);
  const turns = new DeploymentTurns(leases, deployments, clock);
  const announcer = new DeploymentAnnouncer(board, deployments, turns, clock, options);
  const outside = new OutsideAnnouncer(announcer);
  const changes = { startedBy: async () => undefined } as unknown as ChangesService;
  const resumption = new DeploymentResumption(deployments, changes, announcer, leases);
  const begin = async (deployment: typeof STARTED = STARTED) => {
    await memory.deployments.save(deployment);
    outside.begun(deployment);
  };
  const wait = (ms: number) => pass(clock, ms);
  const stands = () => JSON.stringify(slack.to('chat.update').at(-1) ?? slack.to('chat.postMessage')[0]);
  return {
    memory,
    leases,
    slack,
    announcer,
    outside,
    resumption,
    begin,
    wait,
    stands,
    posts: () => slack.to('chat.postMessage'),
  };
}

describe('a deployment that others started', () => {
  it('is one message in its service’s channel and no reply where it is done', async () => {
    const { memory, begin, posts, stands, wait } = bot([going, going, done]);
    await begin();
    await wait(20_000);
    expect(posts()).toEqual([expect.objectContaining({ channel: 'C0DEPLOYS' })]);
    expect(stands()).toContain('done: 1.0.0 → 1.1.0');
    expect(stands()).toContain('Started from outside: nobody asked me for it');
    expect(stands()).toContain('Back to 1.0.0');
    expect(await memory.deployments.followed()).toEqual([]);
  });

  it('is told where alarms are where its service has no channel', async () => {
    const { begin, posts, wait } = bot([going]);
    await begin({ ...STARTED, ref: { ...STARTED.ref, service: 'hello' } });
    await wait(5000);
    expect(posts()).toMatchObject([{ channel: 'C0ALERTS1' }]);
  });

  it('is said to the whole channel where it is rolled back, and calls nobody', async () => {
    const { begin, posts, wait } = bot([going, goingBack, back]);
    await begin();
    await wait(20_000);
    const [, worse, end, ...more] = posts();
    expect(worse).toMatchObject({ text: expect.stringContaining('ECS rolls back'), reply_broadcast: 'true' });
    expect(end).toMatchObject({
      text: expect.stringMatching(/^primes\/primes-api: rolled back/),
      reply_broadcast: 'true',
    });
    expect(more).toEqual([]);
    expect(JSON.stringify(posts())).not.toContain('<@');
  });

  it('is said to the whole channel where somebody stopped it, and not where another took its place', async () => {
    const ended = bot([going, stopped]);
    await ended.begin();
    await ended.wait(10_000);
    expect(ended.posts()[1]).toMatchObject({ reply_broadcast: 'true' });
    const left = bot([going, replaced]);
    await left.begin();
    await left.wait(10_000);
    expect(left.stands()).toContain('took the place');
    expect(left.posts()).toHaveLength(1);
  });

  it('says that it is good after all where it was told that it goes badly', async () => {
    const lost = { ...going, service: service([fresh({ pending: 2, failedTasks: 3 }), old(2)]) };
    const unbroken = { ...lost, service: { ...lost.service, circuitBreaker: { on: false, rollback: false } } };
    const { begin, posts, wait } = bot([unbroken, unbroken, done]);
    await begin();
    await wait(30_000);
    expect(posts().slice(1)).toMatchObject([
      { text: expect.stringContaining('does not start') },
      { text: expect.stringContaining('done'), reply_broadcast: 'true' },
    ]);
  });

  it('says who it was once that is known, while it goes on and after its end', async () => {
    const { begin, outside, stands, wait } = bot([going, going, going, back]);
    await begin();
    await wait(3000);
    outside.named(STARTED, { outside: true, name: 'ci', as: 'user' });
    await wait(2000);
    expect(stands()).toContain('Started by *ci (user)*, not through me');
    await wait(20_000);
    outside.named(STARTED, { outside: true, name: 'deploy-pipeline', as: 'role' });
    await wait(5000);
    expect(stands()).toContain('rolled back');
    expect(stands()).toContain('Started by *deploy-pipeline (role)*');
    outside.named({ ...STARTED, id: 'dep-unknown' }, { outside: true });
  });

  it('goes on in its message after a restart, and is told where the bot ended before it said anything', async () => {
    const clock = new ManualClock(BEGAN);
    const first = bot([going], clock);
    await first.begin();
    await first.wait(5000);
    await first.announcer.beforeApplicationShutdown();
    first.leases.die();
    const next = bot([back], clock, first.memory);
    await next.resumption.resume();
    await next.wait(20_000);
    expect(next.posts()).toMatchObject([{ channel: 'C0DEPLOYS' }, { thread_ts: expect.any(String) }]);
    next.leases.die();
    const silent = kept(clock);
    await silent.deployments.save(STARTED);
    const later = bot([back], clock, silent);
    await later.resumption.resume();
    later.outside.begun(STARTED);
    await later.wait(20_000);
    expect(later.posts()).toHaveLength(2);
  });
});
