import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import type { Message } from '../../chat/slack/message.types';
import { momentsOf } from '../../domain/deployments/deployments.service';
import { BEGAN, DEPLOYMENT } from '../../domain/deployments/spec/rollouts.fake';
import { HOOK, OVER, stagedFor } from '../../domain/deployments/spec/stages.fake';
import type { LifecycleStage, RolloutState, Staged } from '../../domain/deployments/stages.types';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import { momentView } from './deployment.details';
import { stageWords } from './deployment.stage';
import { deploymentView } from './deployment.view';
import { pauseOverView, pauseView } from './pause.view';

const MINUTE = 60_000;
const NOW = BEGAN + MINUTE;
const ASKED = 'Asked by *ann*';

/** A minute after a stage began. */
function staged(stage: LifecycleStage, change: Partial<RolloutState> = {}, isTested = true): Staged {
  return { ...stagedFor(stage, change, MINUTE), ...(isTested ? { isTested } : {}) };
}

function snapshot(change: Partial<DeploymentSnapshot> = {}): DeploymentSnapshot {
  const counts = { desired: 2, running: 2, pending: 0, healthy: 2 };
  return {
    deployment: DEPLOYMENT,
    at: NOW,
    status: 'IN_PROGRESS',
    desired: 2,
    fresh: { revision: 'primes-api:2', version: '1.1.0', ...counts },
    old: [{ revision: 'primes-api:1', version: '1.0.0', ...counts }],
    stopped: [],
    ...change,
  };
}

const at = (...stage: Parameters<typeof staged>): DeploymentSnapshot => snapshot({ staged: staged(...stage) });
const CANARY = { strategy: 'CANARY', step: { percent: 5, minutes: 10 } } as const;
const LINEAR = { strategy: 'LINEAR', step: { percent: 20, minutes: 6 } } as const;
const share = (fresh: number) => ({ production: { fresh, old: 100 - fresh } });

describe('where a deployment is on its way', () => {
  it.each<[string, DeploymentSnapshot, string]>([
    [
      'before it starts',
      at('PRE_SCALE_UP'),
      'Blue/green: nothing of 1.1.0 has been started yet. All traffic is on 1.0.0.',
    ],
    ['while it starts', at('SCALE_UP'), 'Blue/green: 1.1.0 is starting beside 1.0.0. All traffic is on 1.0.0.'],
    ['when it is up', at('POST_SCALE_UP'), 'Blue/green: 1.1.0 is up beside 1.0.0. All traffic is on 1.0.0.'],
    ['under test', at('POST_TEST_TRAFFIC_SHIFT'), 'Blue/green: the test traffic is on 1.1.0. All traffic is on 1.0.0.'],
    [
      'without a listener for tests',
      at('TEST_TRAFFIC_SHIFT', {}, false),
      'Blue/green: 1.1.0 is up beside 1.0.0. All traffic is on 1.0.0.',
    ],
    ['as the traffic goes over', at('PRODUCTION_TRAFFIC_SHIFT', OVER), 'Blue/green: all traffic is on 1.1.0.'],
    [
      'baking: not green yet',
      at('BAKE_TIME', OVER),
      'Blue/green: all traffic is on 1.1.0. It bakes 4 more min, and can go back to 1.0.0 at once.',
    ],
    ['cleaning up', at('CLEAN_UP', OVER), 'Blue/green: all traffic is on 1.1.0. The tasks of 1.0.0 are being stopped.'],
    [
      'a canary',
      at('PRODUCTION_TRAFFIC_SHIFT', { ...CANARY, ...share(5) }),
      'Canary: 5 % of the traffic is on 1.1.0, 95 % on 1.0.0; the rest follows in 9 min.',
    ],
    [
      'step by step',
      at('PRODUCTION_TRAFFIC_SHIFT', { ...LINEAR, ...share(40) }),
      'Linear: 40 % of the traffic is on 1.1.0, 60 % on 1.0.0; 20 % more follow in 5 min.',
    ],
    [
      'the last step',
      at('PRODUCTION_TRAFFIC_SHIFT', { ...LINEAR, ...share(90) }),
      'Linear: 90 % of the traffic is on 1.1.0, 10 % on 1.0.0; 10 % more follow in 5 min.',
    ],
    [
      'a rolling one that bakes',
      at('BAKE_TIME', { strategy: 'ROLLING', alarms: { names: ['errors'], triggered: [] } }),
      'It bakes 4 more min, and ECS watches its alarms meanwhile.',
    ],
    [
      'a rolling one of which ECS does not say that it bakes',
      snapshot({ old: [], staged: { ...staged('BAKE_TIME', { strategy: 'ROLLING' }), stage: undefined as never } }),
      'All its tasks are new. ECS watches it for 5 min before it calls it done.',
    ],
    ['a rolling one', at('SCALE_UP', { strategy: 'ROLLING' }), ''],
    [
      'waiting for a function',
      at('POST_SCALE_UP', { hooks: [{ id: 'f', kind: 'function', status: 'running' }] }),
      'Blue/green: 1.1.0 is up beside 1.0.0. All traffic is on 1.0.0. The function of its hook has not answered yet.',
    ],
    [
      'where ECS does not say how it divides the traffic',
      snapshot({ staged: { ...staged('BAKE_TIME'), production: undefined as never } }),
      'Blue/green: the traffic is on 1.1.0. It bakes 4 more min, and can go back to 1.0.0 at once.',
    ],
    ['gone back', snapshot({ status: 'ROLLBACK_SUCCESSFUL', staged: staged('CLEAN_UP') }), ''],
  ])('%s', (_what, state, words) => {
    expect(stageWords(state)).toBe(words);
  });

  it('stands in the message, with what the tasks do, under way and not done', () => {
    const { text, blocks } = deploymentView(at('BAKE_TIME', OVER), ASKED);
    expect(text).toMatch(
      /^primes\/primes-api: deploying 1\.0\.0 → 1\.1\.0\. Blue\/green: all traffic is on 1\.1\.0\. It bakes 4 more min/,
    );
    expect(JSON.stringify(blocks)).toContain('⏳');
    expect(text).not.toContain('done');
    expect(labelsOf({ text, blocks })).toContain('Cancel, back to 1.0.0');
  });

  it('says of tasks that get no traffic that they stand by', () => {
    expect(deploymentView(at('BAKE_TIME', OVER), ASKED).text).toContain('2 of 2 new healthy; 2 of 1.0.0 stand by.');
    expect(deploymentView(at('SCALE_UP'), ASKED).text).toContain('2 of 2 new healthy; 2 of 1.0.0 serve.');
  });

  it('says how long the last one took, which alarms watch it, and which went off', () => {
    const alarms = { names: ['errors', '<!channel>'], triggered: [] as string[] };
    const shown = (triggered: string[]) =>
      JSON.stringify(
        deploymentView({ ...at('SCALE_UP', { alarms: { ...alarms, triggered } }), lastTookMs: 3 * MINUTE }, ASKED),
      );
    expect(shown([])).toContain('the last one took 3 min');
    expect(shown([])).toContain('ECS watches the alarms `errors`, `&lt;!channel&gt;`');
    expect(shown(['errors'])).toContain('In alarm: `errors`. ECS ends a deployment for that.');
  });

  it('shows early success as what it is', () => {
    const early = snapshot({
      status: 'SUCCESSFUL',
      fresh: { revision: 'primes-api:2', version: '1.1.0', desired: 2, running: 1, pending: 1 },
      staged: staged('CLEAN_UP', { strategy: 'ROLLING', early: { percent: 50 } }),
    });
    const { text, blocks } = deploymentView(early, ASKED);
    expect(text).toContain('ECS calls 1.1.0 done, but only 1 of 2 tasks are new.');
    expect(JSON.stringify(blocks)).toContain('counts a deployment as done once 50 % of its tasks are healthy');
    expect(JSON.stringify(blocks)).not.toContain('✅');
  });
});

describe('a deployment that stands still', () => {
  const since = NOW - 600_000;
  const still = (change: Partial<DeploymentSnapshot>): string =>
    deploymentView(snapshot({ failing: { why: 'stalled', since, inARow: 0, lasting: true }, ...change }), ASKED).text;
  const fresh = { revision: 'primes-api:2', version: '1.1.0', desired: 2, running: 0, pending: 0, healthy: 0 };

  it.each<[Partial<DeploymentSnapshot>, string]>([
    [{ fresh }, 'ECS has started none of its tasks'],
    [{ fresh: { ...fresh, running: 2 } }, '2 tasks run, and not all have passed a health check'],
    [
      { fresh: { ...fresh, running: 2 }, ailing: [{ task: 'a', at: 1, kind: 'timeout' }] },
      '1 of 2 tasks fail the health check',
    ],
    [{ fresh: { ...fresh, running: 1 } }, '1 of 2 tasks run, and ECS starts no more'],
    [{}, 'it is up, and the old tasks do not go'],
    [{ staged: staged('PRODUCTION_TRAFFIC_SHIFT') }, 'the traffic does not go over to it'],
    [
      { staged: staged('POST_SCALE_UP', { hooks: [{ id: 'f', kind: 'function', status: 'running' }] }) },
      'the function of a hook has not answered',
    ],
  ])('says why: %#', (change, why) => {
    expect(still(change)).toContain(`nothing has come of 1.1.0 for 10 min: ${why}.`);
  });
});

describe('a deployment that waits for somebody', () => {
  const waiting = (stage: LifecycleStage, change: Partial<RolloutState> = {}, isTested = true) =>
    at(stage, { hooks: [HOOK], ...change }, isTested);
  const view = (state: DeploymentSnapshot): Message => pauseView(state, state.staged!.pause!, ASKED);

  it('says what it waits for, until when and what happens then, and calls whoever asked', () => {
    const { text, blocks } = view(waiting('POST_TEST_TRAFFIC_SHIFT'));
    expect(text).toBe(
      "<@U1> primes/primes-api: 1.1.0 waits for somebody's word. Blue/green: the test traffic is on 1.1.0. All traffic is on 1.0.0. It waits for 59 min: if nobody has said so by then, ECS rolls back to 1.0.0.",
    );
    expect(JSON.stringify(blocks)).toContain(
      `<!date^${HOOK.expiresAt! / 1000}^{date_short_pretty} {time}|59 min from now>`,
    );
    const goesOn = { ...HOOK, otherwise: 'CONTINUE' as const };
    expect(view(waiting('POST_SCALE_UP', { hooks: [goesOn] })).text).toContain('ECS goes on with it.');
  });

  it.each<[string, DeploymentSnapshot, string, string]>([
    ['before tasks', waiting('PRE_SCALE_UP'), 'Continue: start the tasks of 1.1.0', 'Roll back: stay on 1.0.0'],
    ['before tests', waiting('POST_SCALE_UP'), 'Continue: test traffic to 1.1.0', 'Roll back: stay on 1.0.0'],
    [
      'without tests',
      waiting('POST_SCALE_UP', {}, false),
      'Continue: all traffic to 1.1.0',
      'Roll back: stay on 1.0.0',
    ],
    ['after tests', waiting('POST_TEST_TRAFFIC_SHIFT'), 'Continue: all traffic to 1.1.0', 'Roll back: stay on 1.0.0'],
    [
      'before a canary',
      waiting('PRE_PRODUCTION_TRAFFIC_SHIFT', CANARY),
      'Continue: 5 % of the traffic to 1.1.0',
      'Roll back: stay on 1.0.0',
    ],
    [
      'after a canary',
      waiting('PRE_PRODUCTION_TRAFFIC_SHIFT', { ...CANARY, ...share(5) }),
      'Continue: the rest of the traffic to 1.1.0',
      'Roll back: all traffic back to 1.0.0',
    ],
    [
      'between steps',
      waiting('PRE_PRODUCTION_TRAFFIC_SHIFT', { ...LINEAR, ...share(40) }),
      'Continue: another 20 % of the traffic to 1.1.0',
      'Roll back: all traffic back to 1.0.0',
    ],
    [
      'when all is over',
      waiting('POST_PRODUCTION_TRAFFIC_SHIFT', OVER),
      'Continue: bake 5 min, then stop 1.0.0',
      'Roll back: all traffic back to 1.0.0',
    ],
  ])('offers exactly what would happen: %s', (_what, state, goOn, back) => {
    expect(labelsOf(view(state))).toEqual([goOn, back, 'Status']);
    expect(labelsOf(deploymentView(state, ASKED))).toEqual(['Status', 'Events', goOn, back]);
    const basis = { key: 'primes-api:2 ecs-svc/2 ecs-pause-1', words: expect.any(String) };
    const wish = { deployment: 'ecs-svc/2', hook: 'ecs-pause-1' };
    expect(valueOf(view(state), goOn)).toMatchObject({
      kind: 'continue',
      wish: { ...wish, action: 'CONTINUE' },
      basis,
    });
    expect(valueOf(view(state), back)).toMatchObject({
      kind: 'continue',
      wish: { ...wish, action: 'ROLLBACK' },
      basis,
    });
  });

  it('calls nobody where others started it', () => {
    const state = waiting('POST_SCALE_UP');
    const outside = { ...state, deployment: { ...DEPLOYMENT, actor: { outside: true } as const } };
    expect(view(outside).text).toMatch(/^primes\/primes-api: 1\.1\.0 waits/);
  });

  it.each([
    [{ by: 'person', action: 'CONTINUE' }, 'ann let 1.1.0 go on.'],
    [{ by: 'person', action: 'ROLLBACK' }, 'ann had 1.1.0 go back to 1.0.0.'],
    [{ by: 'time', action: 'ROLLBACK' }, '1.1.0 goes back to 1.0.0: nobody said anything in time.'],
    [{ by: 'others', action: 'CONTINUE' }, '1.1.0 goes on: that was decided elsewhere than through me.'],
  ] as const)('says who decided, and has nothing to press any more: %j', ({ by, action }, words) => {
    const decided = { hook: HOOK.id, action, actor: { id: 'U1', name: 'ann' }, at: NOW };
    const over = pauseOverView(snapshot(), by === 'person' ? { by, decided } : { by, action }, ASKED);
    expect(over.text).toBe(`primes/primes-api: ${words}`);
    expect(labelsOf(over)).toEqual(['Status']);
    expect(JSON.stringify(over)).not.toContain('<@');
  });
});

describe('at its extremes', () => {
  const long = `<!channel>${'x'.repeat(245)}`;
  const image = { image: `r/${long}:${long}`, tag: long };
  const id = (n: number): string => `${n}`.padStart(32, 'a');
  const state: DeploymentSnapshot = {
    ...snapshot({
      deployment: { ...DEPLOYMENT, from: image, to: image, ref: { environment: long, cluster: long, service: long } },
      several: true,
      desired: 100,
      fresh: { revision: `${long}:2`, version: long, desired: 100, running: 60, pending: 40, healthy: 3 },
      old: [{ revision: `${long}:1`, version: long, desired: 100, running: 100, pending: 0 }],
      stopped: Array.from({ length: 100 }, (_, n) => ({
        id: id(n),
        stoppedAt: NOW - n,
        stoppedReason: `${n} ${'<@U0ANN> & '.repeat(300)}`,
        stopCode: 'TaskFailedToStart',
        containers: Array.from({ length: 10 }, (_one, c) => ({ name: `${long}${c}`, exitCode: c, reason: long })),
      })),
    }),
    staged: {
      ...staged('POST_TEST_TRAFFIC_SHIFT', { hooks: [HOOK] }),
      alarms: { names: Array.from({ length: 10 }, () => long), triggered: Array.from({ length: 10 }, () => long) },
    },
    failing: { why: 'stalled', since: BEGAN, inARow: 0, lasting: true },
  };

  it('is a message that Slack takes, and pages nobody', () => {
    const views = [
      deploymentView(state, ASKED),
      pauseView(state, state.staged!.pause!, ASKED),
      pauseOverView(state, { by: 'time', action: 'ROLLBACK' }, ASKED),
      ...momentsOf(state).map((moment) => momentView(state, moment)),
    ];
    expect(views).toHaveLength(3 + 4);
    for (const shown of views) {
      expect(problemsOf(shown)).toEqual([]);
      // What travels with a button is read by nobody, and what is plain text calls nobody.
      const read = JSON.stringify(shown, (key, value) =>
        key === 'value' || value?.type === 'plain_text' ? undefined : value,
      );
      expect(read).not.toMatch(/<!channel>|<!here>|<@U0ANN>/);
    }
  });
});
