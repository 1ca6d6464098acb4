import { Logger } from '@nestjs/common';
import { boardBefore } from '../../chat/spec/board.fake';
import { InMemoryBoardRepository } from '../../chat/spec/board.in-memory.repository';
import { pass } from '../../chat/spec/passing';
import { FakeSlack } from '../../chat/spec/slack.fake';
import type { Change, Origin } from '../../domain/changes/change.types';
import { ANN, CAT, REF } from '../../domain/changes/spec/change-world';
import { BEGAN, DEPLOYMENT, fresh, old, service, watching } from '../../domain/deployments/spec/rollouts.fake';
import type { Said } from '../../domain/deployments/spec/rollouts.fake';
import type { StoppedTask } from '../../domain/causes/evidence.types';
import { InMemoryDeploymentRepository } from '../../domain/deployments/spec/deployments.in-memory.repository';
import { ChangesService } from '../../domain/changes/changes.service';
import { InMemoryLeases, SharedTurns } from '../../kernel/spec/leases.in-memory';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { DeploymentAnnouncer } from './deployment.announcer';
import { DeploymentResumption } from './deployment.resumption';
import { DeploymentTurns } from './deployment.turns';

beforeAll(() => Logger.overrideLogger(false));

const going: Said = { service: service([fresh({ running: 1 }), old(2)]), state: {} };
const further: Said = { service: service([fresh({ running: 2 }), old(1)]), state: {} };
const done: Said = { service: service([fresh({ running: 2, rollout: 'completed' })]), state: { status: 'SUCCESSFUL' } };
const back: Said = { service: service([old(2, { primary: true })]), state: { status: 'ROLLBACK_SUCCESSFUL' } };
const goingBack: Said = { service: service([old(2, { primary: true })]), state: { status: 'ROLLBACK_IN_PROGRESS' } };

function change(origin: Partial<Origin> = {}, result: Change<'image'>['result'] = DEPLOYMENT): Change<'image'> {
  const { ref, container, from, to, previousRevision: plannedFrom } = DEPLOYMENT;
  return {
    id: 'chg-1',
    kind: 'image',
    ref: REF,
    actor: ANN,
    origin: { channel: 'C0OPS', said: '/ecs image primes-api 1.1.0', ...origin },
    summary: { from: '1.0.0', to: '1.1.0' },
    plan: {
      terms: { breaker: { on: true, rollback: true }, alarms: [], hasCompleted: true },
      ref,
      container,
      from,
      to,
      plannedFrom,
      same: false,
      several: false,
      desired: 2,
      ranWell: true,
    },
    state: 'done',
    at: 0,
    result,
  };
}

/** Remembers which change started the deployment. */
class Changes extends ChangesService {
  constructor() {
    super(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);
  }

  override async startedBy(deployment: string) {
    return deployment === DEPLOYMENT.id ? change() : undefined;
  }
}

const NOTHING = undefined as never;

function surroundings(...script: Said[]) {
  return following(new ManualClock(), script, false);
}

/** What outlives a bot. */
interface Kept {
  slack: FakeSlack;
  board: InMemoryBoardRepository;
  deployments: InMemoryDeploymentRepository;
  turns: SharedTurns;
}

const nothingKept = (clock: ManualClock): Kept => ({
  slack: new FakeSlack(clock),
  board: new InMemoryBoardRepository(),
  deployments: new InMemoryDeploymentRepository(),
  turns: new SharedTurns(),
});

/** A bot, before what those before it left. */
function following(
  clock: ManualClock,
  script: Said[],
  isHandedOver = true,
  kept = nothingKept(clock),
  settleMinutes = 0,
) {
  const { slack } = kept;
  const board = boardBefore(slack, clock, kept.board);
  const deployments = watching(script, clock, kept.deployments, settleMinutes);
  const leases = new InMemoryLeases(clock, kept.turns);
  const options = { alertsChannel: '#alerts', serviceChannels: [], isHandedOver };
  const turns = new DeploymentTurns(leases, deployments, clock);
  const announcer = new DeploymentAnnouncer(board, deployments, turns, clock, options);
  const posts = () => slack.to('chat.postMessage');
  const edits = () => slack.to('chat.update').map(({ text }) => String(text));
  const resumption = new DeploymentResumption(deployments, new Changes(), announcer, leases);
  const wait = (ms: number) => pass(clock, ms, ms > 60_000 ? 5000 : undefined);
  return { slack, board, announcer, leases, resumption, posts, edits, pass: wait };
}

describe('a deployment that fails after it was done', () => {
  const dead = (n: number, stoppedAt: number): StoppedTask => ({
    id: `${n}`.repeat(32),
    stoppedAt,
    stoppedReason: 'Essential container in task exited',
    stopCode: 'EssentialContainerExited',
    containers: [{ name: 'api', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }],
  });
  const dying = (clock: ManualClock, ...stopped: StoppedTask[]): Said => {
    const events = [{ id: `e${stopped.length}`, at: clock.now(), message: 'moved' }];
    return { ...done, service: { ...service([fresh({ running: 1, rollout: 'completed' })]), events }, stopped };
  };

  it('is no longer good in the same message, and called out once to whoever asked', async () => {
    const clock = new ManualClock(BEGAN);
    const [one, two] = [dead(1, BEGAN + 6000), dead(2, BEGAN + 9000)];
    const script = [going, done, dying(clock, one), dying(clock, one, two)];
    const { announcer, posts, edits, pass: wait } = following(clock, script, true, nothingKept(clock), 15);
    void announcer.show(change());
    await wait(30_000);
    const [, end, worse, ...more] = posts();
    expect(end?.text).toMatch(/^<@U1> primes\/primes-api: done: 1\.0\.0 → 1\.1\.0/);
    expect(worse).toMatchObject({ reply_broadcast: 'true', thread_ts: expect.any(String) });
    expect(worse?.text).toMatch(
      /^<@U1> primes\/primes-api: done .*, but 1 task of 1\.1\.0 was killed for memory since\./,
    );
    expect(JSON.stringify(worse?.blocks)).toContain('Back to 1.0.0');
    expect(more).toEqual([]);
    expect(edits().at(-1)).toContain('but 2 tasks of 1.1.0 were killed for memory since');
  });

  it('goes on after a restart where it was, and nothing is said twice', async () => {
    const clock = new ManualClock(BEGAN);
    const kept = nothingKept(clock);
    await kept.deployments.save(DEPLOYMENT);
    const first = following(clock, [going, done], true, kept, 15);
    void first.announcer.show(change());
    await first.pass(10_000);
    first.leases.die();
    const [one, two] = [dead(1, BEGAN + 11_000), dead(2, BEGAN + 30_000)];
    const second = following(clock, [dying(clock, one), dying(clock, one, two)], true, kept, 15);
    await second.resumption.resume();
    await second.pass(30_000);
    second.leases.die();
    const third = following(clock, [dying(clock, one, two)], true, kept, 15);
    await third.resumption.resume();
    await third.pass(20 * 60_000);
    expect(third.posts().map(({ text }) => String(text).slice(0, 60))).toHaveLength(3);
    expect(third.edits().at(-1)).toContain('2 tasks of 1.1.0 were killed for memory since');
    expect(await kept.deployments.followed()).toEqual([]);
  });

  it('is left without a word by a bot that took it over and that nobody comes after', async () => {
    const clock = new ManualClock(BEGAN);
    const kept = nothingKept(clock);
    await kept.deployments.save(DEPLOYMENT);
    await kept.deployments.settle(DEPLOYMENT.id, BEGAN);
    const { announcer, resumption, posts, edits, pass: wait } = following(clock, [done], false, kept, 15);
    await resumption.resume();
    await wait(5000);
    await announcer.beforeApplicationShutdown();
    expect([posts(), edits()]).toEqual([[], []]);
  });

  it('is left without a word in its time by a bot that nobody comes after', async () => {
    const clock = new ManualClock(BEGAN);
    const { announcer, posts, edits, pass: wait } = following(clock, [going, done], false, nothingKept(clock), 15);
    void announcer.show(change());
    await wait(10_000);
    await announcer.beforeApplicationShutdown();
    expect(posts()).toHaveLength(2);
    expect(edits().at(-1)).not.toContain('I was shut down');
  });
});

describe('a deployment that was started', () => {
  it('is one message, edited to its end, and one reply to whoever asked, whom nothing called before', async () => {
    const { slack, announcer, posts, edits, pass: wait } = surroundings(going, going, done);
    const told = announcer.show(change());
    await wait(10_000);
    expect(await told).toEqual({ seen: true });
    const [first, reply, ...more] = posts();
    expect(first).toMatchObject({ channel: 'C0OPS', text: 'primes/primes-api: deploying 1.0.0 → 1.1.0' });
    expect(JSON.stringify(first)).toContain('Asked by *ann*: `/ecs image primes-api 1.1.0`');
    expect(JSON.stringify([first, ...slack.to('chat.update')])).not.toContain('<@');
    expect(edits().at(-1)).toContain('done: 1.0.0 → 1.1.0');
    expect(reply).toMatchObject({
      thread_ts: expect.any(String),
      text: expect.stringMatching(/^<@U1> primes\/primes-api: done/),
    });
    expect(reply).not.toHaveProperty('reply_broadcast');
    expect(more).toEqual([]);
  });

  it('is drawn in the place of the question whose button was pressed, and names both', async () => {
    const { slack, announcer, posts, pass: wait } = surroundings(going);
    const question = { channel: 'C0OPS', ts: '9.9' };
    const by = { ...change({ message: question, button: 'Go', askedBy: ANN }), actor: CAT };
    const told = announcer.show(by);
    await wait(1000);
    expect(await told).toEqual({ seen: true });
    expect(slack.to('chat.update')[0]).toMatchObject(question);
    expect(JSON.stringify(slack.to('chat.update')[0])).toContain(
      'Asked by *ann*: `/ecs image primes-api 1.1.0`; *cat* pressed `Go`',
    );
    expect(posts()).toEqual([]);
  });

  it('shows the whole channel its end where that is trouble, and before that once that it gets worse', async () => {
    const { posts, announcer, pass: wait } = surroundings(going, goingBack, goingBack, back);
    void announcer.show(change());
    await wait(20_000);
    const [, worse, end, ...more] = posts();
    expect(worse).toMatchObject({
      reply_broadcast: 'true',
      text: expect.stringContaining('1.1.0 failed: I do not know why. ECS rolls back'),
    });
    expect(end).toMatchObject({ reply_broadcast: 'true', text: expect.stringContaining('rolled back: 1.1.0 failed') });
    expect(more).toEqual([]);
  });

  it('is unseen where its message can never stand, and says why', async () => {
    const { slack, announcer, pass: wait } = surroundings(going, done);
    slack.next.set('chat.postMessage', [{ ok: false, error: 'not_in_channel' }]);
    const told = announcer.show(change());
    await wait(5000);
    expect(await told).toEqual({ seen: false, why: 'I am not in that channel. Invite me.' });
  });

  it('is not held up by a Slack that is down, and shows the end once it is back', async () => {
    const { slack, announcer, pass: wait } = surroundings(going, back);
    slack.isDown = true;
    const told = announcer.show(change());
    await wait(200_000);
    slack.isDown = false;
    await wait(90_000);
    expect(await told).toEqual({ seen: true });
    expect(slack.texts('C0OPS')).toEqual([
      expect.stringContaining('rolled back'),
      expect.stringMatching(/^<@U1>.*rolled back/),
    ]);
  });

  it('that was not made is nothing to show', async () => {
    const { announcer, posts } = surroundings(going);
    const { result: _none, ...unmade } = change();
    expect(await announcer.show(unmade)).toEqual({ seen: true });
    expect(posts()).toEqual([]);
  });
});

describe('a shutdown', () => {
  it('says on the message that it stays as it is, and to whoever asked that the end will not be told', async () => {
    const { announcer, posts, edits, pass: wait } = surroundings(going);
    void announcer.show(change());
    await wait(5000);
    const left = announcer.beforeApplicationShutdown();
    await wait(1000);
    await left;
    expect(edits().at(-1)).toContain('I was shut down while this went on, so this message stays as it is.');
    expect(edits().at(-1)).toContain('1 starting');
    expect(posts()).toHaveLength(2);
    expect(posts()[1]).toMatchObject({
      thread_ts: expect.any(String),
      text: '<@U1> I am shut down while 1.1.0 is being deployed to primes/primes-api, so I cannot say here how it ends.',
    });
  });

  it('says so too where AWS has not answered yet', async () => {
    const { announcer, edits, pass: wait } = surroundings({ error: new Error('AWS does not answer') });
    void announcer.show(change());
    await wait(500);
    const left = announcer.beforeApplicationShutdown();
    await wait(500);
    await left;
    expect(edits().at(-1)).toContain('primes/primes-api: deploying 1.0.0 → 1.1.0 I was shut down');
  });

  it('does not wait for Slack for ever', async () => {
    const { slack, announcer, pass: wait } = surroundings(going);
    void announcer.show(change());
    await wait(5000);
    slack.isDown = true;
    let isLeft = false;
    void announcer.beforeApplicationShutdown().then(() => (isLeft = true));
    await wait(1500);
    expect(isLeft).toBe(false);
    await wait(1000);
    expect(isLeft).toBe(true);
  });

  it('leaves what has ended as it is', async () => {
    const { announcer, edits, posts, pass: wait } = surroundings(going, done);
    void announcer.show(change());
    await wait(8000);
    const drawn = edits().length;
    await Promise.all([announcer.beforeApplicationShutdown(), wait(500)]);
    expect(edits()).toHaveLength(drawn);
    expect(posts()).toHaveLength(2);
  });
});

describe('a bot that is started again', () => {
  const LATER = 3_600_000;

  async function restarted(first: Said[], then: Said[], { ms = 5000, asleep = 1000 } = {}) {
    const clock = new ManualClock();
    const kept = nothingKept(clock);
    await kept.deployments.save(DEPLOYMENT);
    const killed = following(clock, first, true, kept);
    void killed.announcer.show(change());
    await killed.pass(ms);
    const before = kept.slack.to('chat.postMessage').length;
    // Nobody tells a bot that it is killed: it is never heard of again.
    killed.announcer['leaving'].abort();
    kept.slack.isDown = true;
    await killed.pass(100);
    killed.leases.die();
    kept.slack.isDown = false;
    await clock.advance(asleep);
    const next = following(clock, then, true, kept);
    await next.resumption.resume();
    await next.pass(20_000);
    return { ...next, kept, posts: kept.slack.to('chat.postMessage'), before };
  }

  it('goes on in the same message to its end, and calls whoever asked once', async () => {
    const { posts, edits, kept, before } = await restarted([going], [going, done]);
    expect(before).toBe(1);
    expect(posts).toHaveLength(2);
    expect(edits().at(-1)).toContain('done: 1.0.0 → 1.1.0');
    expect(posts[1]).toMatchObject({ text: expect.stringMatching(/^<@U1> primes\/primes-api: done/) });
    expect(await kept.deployments.followed()).toEqual([]);
  });

  it('tells the end of what ended while it was away', async () => {
    const { posts, edits } = await restarted([going], [back], { asleep: LATER });
    expect(posts).toHaveLength(2);
    expect(edits().at(-1)).toContain('rolled back: 1.1.0 failed');
  });

  it('tells nobody again what somebody was told of, and follows no more what has ended', async () => {
    const again = await restarted([goingBack], [goingBack, back]);
    expect(again.before).toBe(2);
    expect(again.posts).toHaveLength(3);
    const ended = await restarted([done], [done], { ms: 10_000 });
    expect(ended.posts).toHaveLength(2);
    expect(ended.posts).toHaveLength(ended.before);
  });

  it('takes the place of the question where the one before ended before it drew anything', async () => {
    const clock = new ManualClock();
    const kept = nothingKept(clock);
    await kept.deployments.save(DEPLOYMENT);
    const question = { channel: 'C0OPS', ts: '9.9' };
    jest.spyOn(Changes.prototype, 'startedBy').mockResolvedValueOnce(change({ message: question }));
    const { slack, resumption, posts, pass: wait } = following(clock, [going], true, kept);
    await resumption.resume();
    await wait(3000);
    expect(slack.to('chat.update')[0]).toMatchObject(question);
    expect(posts()).toEqual([]);
  });

  it('says nothing when it is told to end, for the next one goes on', async () => {
    const clock = new ManualClock();
    const { announcer, posts, edits, pass: wait } = following(clock, [going]);
    void announcer.show(change());
    await wait(5000);
    const [posted, drawn] = [posts().length, edits().length];
    await Promise.all([announcer.beforeApplicationShutdown(), wait(500)]);
    expect([posts().length, edits().length]).toEqual([posted, drawn]);
  });
});

describe('one of several bots', () => {
  /** Ann's bot follows it, and ben's is there too. */
  async function two(first: Said[], then: Said[]) {
    const clock = new ManualClock();
    const kept = nothingKept(clock);
    await kept.deployments.save(DEPLOYMENT);
    const [ann, ben] = [following(clock, first, true, kept), following(clock, then, true, kept)];
    void ann.announcer.show(change());
    await ann.pass(1000);
    for (const { resumption } of [ann, ben]) void resumption.resume();
    await ann.pass(5000);
    return { ann, ben, kept, ...ann };
  }

  it('follows what no other one does, and goes on with that of one that is gone, in its message to its end', async () => {
    const { ann, ben, kept, posts, edits, pass: wait } = await two([going], [going, going, going, done]);
    expect([ann, ben].map(({ announcer }) => announcer.isFollowing(DEPLOYMENT))).toEqual([true, false]);
    ann.announcer['leaving'].abort();
    ann.leases.die();
    await wait(3500);
    expect(ben.announcer.isFollowing(DEPLOYMENT)).toBe(true);
    await wait(20_000);
    expect(edits().at(-1)).toContain('done: 1.0.0 → 1.1.0');
    expect(posts()).toHaveLength(2);
    expect(await kept.deployments.followed()).toEqual([]);
  });

  it('says nothing more once it has lost it, and does not follow again what the other one has told the end of', async () => {
    const { ann, ben, posts, edits, pass: wait } = await two([going], [done]);
    ann.leases.broken = new Error('The database does not answer.');
    ann.leases.lose();
    await wait(20_000);
    expect(edits().at(-1)).toContain('done: 1.0.0 → 1.1.0');
    expect(posts()).toHaveLength(2);
    const drawn = edits().length;
    ann.leases.broken = undefined;
    await wait(20_000);
    expect([ann, ben].map(({ announcer }) => announcer.isFollowing(DEPLOYMENT))).toEqual([false, false]);
    expect([posts().length, edits().length]).toEqual([2, drawn]);
  });

  it('draws nothing older over what the other one has shown, though it stood still and has heard of nothing', async () => {
    const clock = new ManualClock(BEGAN);
    const { announcer, board, leases, posts, edits, pass: wait } = following(clock, [going, done]);
    void announcer.show(change());
    // What it shows next waits for its turn to be redrawn.
    await wait(1000);
    const drawn = edits().length;
    leases.standStill();
    // Before anything of its own has found out.
    const told = board.reply(DEPLOYMENT.id, 'rise', { text: 'It is worse.', blocks: [] });
    await wait(10_000);
    expect([edits().length, posts().length]).toEqual([drawn, 1]);
    expect(await told).toMatchObject({ kind: 'left' });
  });

  it('takes up again what it has lost itself where nobody has taken it', async () => {
    const clock = new ManualClock();
    const kept = nothingKept(clock);
    await kept.deployments.save(DEPLOYMENT);
    const { announcer, leases, posts, edits, pass: wait } = following(clock, [going, going, done], true, kept);
    void announcer.show(change());
    await wait(1000);
    leases.broken = new Error('The database does not answer.');
    leases.lose();
    await wait(60_000);
    expect(edits().at(-1) ?? '').not.toContain('done');
    leases.broken = undefined;
    await wait(20_000);
    expect(edits().at(-1)).toContain('done: 1.0.0 → 1.1.0');
    expect(posts()).toHaveLength(2);
  });

  it('leaves to the other one what Slack did not take of it in time, as what was so then', async () => {
    const { ann, kept, posts, edits, pass: wait } = await two([going, going, going, going, further], [done]);
    kept.slack.isDown = true;
    await wait(10_000);
    ann.leases.broken = new Error('The database does not answer.');
    ann.leases.lose();
    await wait(5000);
    kept.slack.isDown = false;
    const drawn = edits().length;
    await wait(60_000);
    expect(edits().slice(drawn)).toEqual([expect.stringContaining('done: 1.0.0 → 1.1.0')]);
    expect(posts()).toHaveLength(2);
  });
});
