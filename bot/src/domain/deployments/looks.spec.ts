import type { EcsService } from '../observations/ecs-service.types';
import type { ServiceDeploymentState } from './deployments.port';
import { Looks } from './looks';
import type { DeploymentSnapshot } from './snapshot.types';
import { BEGAN, DEPLOYMENT, fresh, old, ScriptedRollouts, service } from './spec/rollouts.fake';

/** ECS, of which each call is kept. */
class CountedRollouts extends ScriptedRollouts {
  readonly calls: ('state' | 'service')[] = [];
  counts = '1';
  shown: Partial<ServiceDeploymentState> | undefined = {};

  constructor() {
    super([{ service: service([fresh({ running: 1 }), old(2)]) }]);
  }

  override service(): Promise<EcsService> {
    this.calls.push('service');
    return super.service();
  }

  override async state(): Promise<ServiceDeploymentState | undefined> {
    this.calls.push('state');
    return this.shown && { arn: 'a', status: 'IN_PROGRESS', counts: this.counts, ...this.shown };
  }
}

const calm: DeploymentSnapshot = {
  deployment: DEPLOYMENT,
  at: BEGAN,
  status: 'IN_PROGRESS',
  desired: 2,
  fresh: { revision: 'primes-api:2', desired: 2, running: 1, pending: 0 },
  old: [],
  stopped: [],
};

/** What is asked in so many further looks, after a first one. */
async function asked(looks: number, last: Partial<DeploymentSnapshot> = {}, prepare?: (ecs: CountedRollouts) => void) {
  const ecs = new CountedRollouts();
  const looking = new Looks(ecs);
  await looking.next(DEPLOYMENT, undefined);
  expect(ecs.calls).toEqual(['state', 'service']);
  ecs.calls.length = 0;
  prepare?.(ecs);
  for (let look = 0; look < looks; look++) await looking.next(DEPLOYMENT, { ...calm, ...last });
  return ecs.calls;
}

describe('looking at a deployment', () => {
  it('is one call a round while nothing happens', async () => {
    expect(await asked(8)).toEqual(Array.from({ length: 8 }, () => 'state'));
  });

  it('looks at the service again once a task starts or stops, the status, or the stage changes', async () => {
    const changes: ((ecs: CountedRollouts) => void)[] = [
      (ecs) => (ecs.counts = '2'),
      (ecs) => (ecs.shown = { status: 'SUCCESSFUL' }),
      (ecs) => (ecs.shown = { rollout: { strategy: 'BLUE_GREEN', stage: 'BAKE_TIME', bakeMinutes: 1, hooks: [] } }),
      (ecs) => (ecs.shown = { failures: { count: 1, threshold: 3 } }),
    ];
    for (const change of changes) expect(await asked(1, {}, change)).toEqual(['state', 'service']);
  });

  it('looks at the service now and then all the same, for what only its events say', async () => {
    const calls = await asked(18);
    expect(calls.filter((call) => call === 'service')).toHaveLength(2);
  });

  it.each<[string, Partial<DeploymentSnapshot>]>([
    ['nothing of it runs or starts', { fresh: { ...calm.fresh, running: 0 } }],
    ['it fails', { failing: { why: 'tasks', since: BEGAN, inARow: 1, lasting: false } }],
    ['it goes back', { status: 'ROLLBACK_IN_PROGRESS' }],
    ['it is done, and old tasks serve', { status: 'SUCCESSFUL', fresh: { ...calm.fresh, running: 1 } }],
    ['AWS did not answer', { stale: 'x' }],
  ])('looks at both each time while %s', async (_what, last) => {
    expect((await asked(2, last)).toSorted()).toEqual(['service', 'service', 'state', 'state']);
  });

  it('looks at the service each time where ECS shows no service deployment', async () => {
    const calls = await asked(3, {}, (ecs) => (ecs.shown = undefined));
    expect(calls.filter((call) => call === 'service')).toHaveLength(3);
  });
});
