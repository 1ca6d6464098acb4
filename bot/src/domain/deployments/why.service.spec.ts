import { ManualClock } from '../../kernel/spec/manual-clock';
import type { StoppedTask } from '../causes/evidence.types';
import type { LastDeployment } from '../observations/observation.types';
import type { ObservationsService } from '../observations/observations.service';
import { DeploymentRecord } from './deployment.record';
import type { Deployment } from './deployment.types';
import { DeploymentWatcher } from './deployment.watcher';
import { InMemoryDeploymentRepository } from './spec/deployments.in-memory.repository';
import {
  BEGAN,
  CountedTraffic,
  DEPLOYMENT,
  fresh,
  old,
  REF,
  ScriptedRollouts,
  service,
  tasks,
} from './spec/rollouts.fake';
import type { Said } from './spec/rollouts.fake';
import type { Conclusion } from './snapshot.types';
import { WhyService } from './why.service';

const NOW = BEGAN + 60_000;
const dead = (exitCode: number): StoppedTask => ({
  id: '1'.repeat(32),
  stoppedAt: BEGAN + 5000,
  stoppedReason: 'Essential container in task exited',
  stopCode: 'EssentialContainerExited',
  containers: [{ name: 'api', exitCode }],
});

/** What ECS remembers of the service's deployments. */
const remembering = (known: LastDeployment | Error | undefined): ObservationsService => {
  const lastDeployment = (): Promise<LastDeployment | undefined> =>
    known instanceof Error ? Promise.reject(known) : Promise.resolve(known);
  return { lastDeployment } as Partial<ObservationsService> as ObservationsService;
};

interface World {
  said: Said;
  own?: Deployment | undefined;
  conclusion?: Conclusion;
  known?: LastDeployment | Error;
}

async function why({ said, own = DEPLOYMENT, conclusion, known }: World, isKnown = true) {
  const clock = new ManualClock(NOW);
  const ecs = new ScriptedRollouts([said]);
  const repository = new InMemoryDeploymentRepository();
  if (isKnown) await repository.save(own);
  if (conclusion) await repository.conclude(own.id, conclusion);
  const options = { pollSeconds: 2, stallSeconds: 600, settleMinutes: 5 };
  const watcher = new DeploymentWatcher(ecs, repository, clock, options, new CountedTraffic());
  const record = new DeploymentRecord(repository, clock);
  return new WhyService(ecs, record, remembering(known), watcher, clock).why(REF);
}

const back = old(2, { primary: true, rollout: 'completed', createdAt: BEGAN + 30_000, id: 'ecs-svc/3' });
const rolledBack = (stopped: StoppedTask[]): Said => ({
  service: service([back], { steady: true }),
  state: { status: 'ROLLBACK_SUCCESSFUL', reason: 'Deployment circuit breaker: tasks failed to start.' },
  running: tasks('healthy', 'healthy').map((task) => ({ ...task, startedBy: 'ecs-svc/3' })),
  stopped,
});
const LAST: LastDeployment = {
  revision: 'primes-api:2',
  status: 'ROLLBACK_SUCCESSFUL',
  createdAt: BEGAN,
  finishedAt: BEGAN + 40_000,
  image: { image: 'repo:1.1.0', tag: '1.1.0' },
  restored: { revision: 'primes-api:1' },
};

describe('why a service is as it is', () => {
  it('says of a deployment under way what goes wrong with it', async () => {
    const said: Said = { service: service([fresh({ pending: 2 }), old(2)]), state: {}, stopped: [dead(1)] };
    expect((await why({ said })).last).toMatchObject({
      kind: 'failing',
      causes: [{ ending: { kind: 'exit', exitCode: 1 }, count: 1 }],
      snapshot: { deployment: { id: 'dep-1' } },
    });
  });

  it('says of one under way that nothing does', async () => {
    const said: Said = { service: service([fresh({ pending: 2 }), old(2)]), state: {} };
    expect((await why({ said })).last).toMatchObject({ kind: 'in-progress', causes: [] });
  });

  it('says of one that failed why, and that all is well now', async () => {
    const found = await why({ said: rolledBack([dead(1)]), known: LAST });
    expect(found).toMatchObject({
      healthy: 2,
      last: { kind: 'rolled-back', causes: [{ ending: { exitCode: 1 } }], endedAt: BEGAN + 40_000 },
    });
    expect(found.last).not.toHaveProperty('kept');
  });

  it('knows why from the record once ECS has forgotten', async () => {
    const cause = { of: 'tasks', ending: { kind: 'exit', exitCode: 7 }, count: 3, newest: 'x', newestAt: 1 } as const;
    const conclusion = { kind: 'rolled-back', at: BEGAN + 41_000, cause } as const;
    const { last } = await why({ said: rolledBack([]), known: LAST, conclusion });
    expect(last).toMatchObject({ kind: 'rolled-back', causes: [], kept: cause, endedAt: BEGAN + 41_000 });
  });

  it('knows of one that it did not see what ECS still says, by its revision', async () => {
    const { last } = await why({ said: { ...rolledBack([dead(2)]), state: undefined as never }, known: LAST }, false);
    expect(last).toMatchObject({
      kind: 'rolled-back',
      causes: [{ ending: { exitCode: 2 } }],
      snapshot: { deployment: { id: '', revision: 'primes-api:2', to: { tag: '1.1.0' }, handle: { id: '' } } },
    });
  });

  it('knows of no other deployment than the last', async () => {
    const later = { ...LAST, revision: 'primes-api:5', createdAt: BEGAN + 3_600_000, status: 'SUCCESSFUL' };
    const running = fresh({
      id: 'ecs-svc/5',
      revision: 'primes-api:5',
      rollout: 'completed',
      running: 2,
      createdAt: BEGAN + 3_600_000,
    });
    const { last } = await why({ said: { service: service([running], { steady: true }) }, known: later });
    expect(last).toMatchObject({ kind: 'succeeded', snapshot: { deployment: { revision: 'primes-api:5', id: '' } } });
  });

  it('says of one that is done what its tasks died of since', async () => {
    const own = { ...DEPLOYMENT, doneAt: BEGAN + 1000 };
    const said: Said = { service: service([fresh({ running: 2, rollout: 'completed' })]), stopped: [dead(137)] };
    expect((await why({ said, own })).last).toMatchObject({
      kind: 'relapsed',
      causes: [{ ending: { exitCode: 137 } }],
    });
  });

  it('says what can be read where ECS does not let its list be', async () => {
    const said: Said = { service: service([fresh({ running: 2, rollout: 'completed' })], { steady: true }) };
    const { last } = await why({ said, own: { ...DEPLOYMENT, doneAt: BEGAN + 1000 }, known: new Error('denied') });
    expect(last).toMatchObject({ kind: 'succeeded' });
  });

  it('says since when it is steady: not since it was said last', async () => {
    const event = (at: number, message: string) => ({ id: `${at}`, at, message: `(service primes-api) ${message}` });
    const events = [
      event(30, 'has reached a steady state.'),
      event(20, 'has reached a steady state.'),
      event(19, '(deployment ecs-svc/2) deployment completed.'),
      event(10, 'has stopped 2 running tasks: (task x).'),
    ];
    const primary = fresh({ running: 2, rollout: 'completed' });
    const found = async (steady: boolean) =>
      (await why({ said: { service: service([primary], { steady, events }) } })).steadySince;
    expect([await found(true), await found(false)]).toEqual([19, undefined]);
  });
});
