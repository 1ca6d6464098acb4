import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { boardBefore } from '../../chat/spec/board.fake';
import { InMemoryBoardRepository } from '../../chat/spec/board.in-memory.repository';
import { pass } from '../../chat/spec/passing';
import { FakeSlack } from '../../chat/spec/slack.fake';
import type { Message } from '../../chat/slack/message.types';
import { BEGAN, DEPLOYMENT, fresh, service, watching } from '../../domain/deployments/spec/rollouts.fake';
import type { Said } from '../../domain/deployments/spec/rollouts.fake';
import { HOOK, OVER, shifting } from '../../domain/deployments/spec/stages.fake';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { InMemoryDeploymentRepository } from '../../domain/deployments/spec/deployments.in-memory.repository';
import { InMemoryLeases, SharedTurns } from '../../kernel/spec/leases.in-memory';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { DeploymentAnnouncer } from './deployment.announcer';
import { DeploymentTurns } from './deployment.turns';

beforeAll(() => Logger.overrideLogger(false));

const OUTSIDE: Deployment = { ...DEPLOYMENT, actor: { outside: true } };
const up = shifting('POST_SCALE_UP');
const paused = shifting('POST_TEST_TRAFFIC_SHIFT', { hooks: [HOOK] });
const baking = shifting('BAKE_TIME', OVER);
const back = shifting('CLEAN_UP', {}, { fresh: 0, old: 2 }, 'ROLLBACK_IN_PROGRESS');
const done: Said = { service: service([fresh({ running: 2, rollout: 'completed' })]), state: { status: 'SUCCESSFUL' } };

/** What outlives a bot. */
async function keeping(clock: ManualClock) {
  const deployments = new InMemoryDeploymentRepository();
  await deployments.save(OUTSIDE);
  return { deployments, slack: new FakeSlack(clock), board: new InMemoryBoardRepository(), turns: new SharedTurns() };
}

/** A bot that follows the deployment through so much of the script as the seconds are. */
async function followed(
  script: Said[],
  seconds: number,
  clock = new ManualClock(BEGAN),
  kept?: Awaited<ReturnType<typeof keeping>>,
) {
  const all = kept ?? (await keeping(clock));
  const { slack, deployments: repository } = all;
  const deployments = watching(script, clock, repository);
  const leases = new InMemoryLeases(clock, all.turns);
  const options = { alertsChannel: '#alerts', serviceChannels: [], isHandedOver: true };
  const turns = new DeploymentTurns(leases, deployments, clock);
  const announcer = new DeploymentAnnouncer(boardBefore(slack, clock, all.board), deployments, turns, clock, options);
  const [{ deployment } = { deployment: OUTSIDE }] = await repository.followed();
  announcer.showOutside(deployment, kept !== undefined);
  await pass(clock, seconds * 1000, seconds > 60 ? 5000 : undefined);
  leases.die();
  const posts = slack.to('chat.postMessage');
  const replies = posts.filter(({ thread_ts: thread }) => thread !== undefined).map(({ text }) => String(text));
  const heads = posts.filter(({ thread_ts: thread }) => thread === undefined);
  const edits = slack.to('chat.update').map((edit) => edit as unknown as Message);
  return { clock, kept: all, replies, heads, edits };
}

const pauseIn = (messages: object[]): Message | undefined =>
  (messages as Message[]).findLast(({ text }) => /waits for|let 1\.1\.0 go|1\.1\.0 goes/.test(text));

describe('what happens on the way of a deployment', () => {
  it('is told in its thread as it happens, each thing once, and its end is not told there', async () => {
    const { replies } = await followed([shifting('SCALE_UP', {}, { fresh: 0, old: 2 }), up, up, baking, done], 30);
    expect(replies).toEqual([
      'Blue/green: 1.1.0 is starting beside 1.0.0. All traffic is on 1.0.0.',
      'The first task of 1.1.0 is healthy, 2 s after the start.',
      'Blue/green: 1.1.0 is up beside 1.0.0. All traffic is on 1.0.0.',
      'Blue/green: all traffic is on 1.1.0. It bakes 5 more min, and can go back to 1.0.0 at once.',
    ]);
  });

  it('is not told again after a restart', async () => {
    const { clock, kept, replies } = await followed([up], 10);
    const after = await followed([up, baking], 20, clock, kept);
    expect(replies).toHaveLength(2);
    expect(after.replies.slice(2)).toEqual([expect.stringContaining('It bakes 5 more min')]);
  });
});

describe('a deployment that waits at a PAUSE hook', () => {
  it('is a message of its own with both ways out, and in the message of the deployment too', async () => {
    const { heads, edits } = await followed([up, paused], 10);
    const asks = pauseIn(heads);
    expect(labelsOf(asks!)).toEqual(['Continue: all traffic to 1.1.0', 'Roll back: stay on 1.0.0', 'Status']);
    expect(problemsOf(asks!)).toEqual([]);
    expect(labelsOf(edits.findLast(({ text }) => text.includes('deploying'))!)).toContain('Roll back: stay on 1.0.0');
    expect(heads).toHaveLength(2);
  });

  it('says who pressed, and has nothing to press any more', async () => {
    const clock = new ManualClock(BEGAN);
    const kept = await keeping(clock);
    const ann = { id: 'U0ANN', name: 'ann' };
    await kept.deployments.save({
      ...OUTSIDE,
      decided: [{ hook: HOOK.id, action: 'CONTINUE', actor: ann, at: BEGAN + 3000 }],
    });
    const { edits } = await followed([up, paused, baking], 20, clock, kept);
    const over = pauseIn(edits);
    expect(over?.text).toBe('primes/primes-api: ann let 1.1.0 go on.');
    expect(labelsOf(over!)).toEqual(['Status']);
  });

  it('says that its time ran out, and what ECS then did', async () => {
    const hooks = [{ ...HOOK, expiresAt: BEGAN + 5000 }];
    const { edits } = await followed([{ ...paused, ...shifting('POST_SCALE_UP', { hooks }) }, up, back], 20);
    const [early] = edits.filter(({ text }) => text.includes('1.1.0 goes'));
    expect(early?.text).toContain('1.1.0 goes on: that was decided elsewhere than through me.');
    const late = await followed(
      [
        shifting('POST_SCALE_UP', { hooks }),
        shifting('POST_SCALE_UP', { hooks }),
        shifting('POST_SCALE_UP', { hooks }),
        back,
      ],
      20,
    );
    expect(pauseIn(late.edits)?.text).toContain('1.1.0 goes back to 1.0.0: nobody said anything in time.');
  });

  it('goes on in the same message after a restart, where it was decided meanwhile too', async () => {
    const first = await followed([paused], 10);
    const again = await followed([paused], 10, first.clock, first.kept);
    expect(again.heads).toHaveLength(2);
    const after = await followed([baking], 10, first.clock, first.kept);
    expect(after.heads).toHaveLength(2);
    expect(pauseIn(after.edits)?.text).toContain('decided elsewhere than through me');
  });

  it('is another message for another hook', async () => {
    const next = shifting('POST_PRODUCTION_TRAFFIC_SHIFT', { ...OVER, hooks: [{ ...HOOK, id: 'ecs-pause-2' }] });
    const { heads, edits } = await followed([paused, next], 20);
    expect(heads.filter(({ text }) => String(text).includes('waits for'))).toHaveLength(2);
    expect(edits.some(({ text }) => text.includes('1.1.0 goes on'))).toBe(true);
  });

  it('is not taken for over while AWS does not answer, or does not show it', async () => {
    const silent: Said = { error: new Error('No answer.') };
    const { state: _none, ...unseen } = paused as Exclude<Said, { error: Error }>;
    const { edits } = await followed([paused, silent, unseen, paused], 20);
    expect(edits.some(({ text }) => text.includes('1.1.0 goes'))).toBe(false);
  });
});
