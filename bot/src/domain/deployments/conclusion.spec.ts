import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { StoppedTask } from '../causes/evidence.types';
import type { Conclusion } from './snapshot.types';
import { InMemoryDeploymentRepository } from './spec/deployments.in-memory.repository';
import { BEGAN, DEPLOYMENT, fresh, old, service, watching } from './spec/rollouts.fake';

const going = { service: service([fresh({ pending: 2 }), old(2)]), state: {} };
const done = {
  service: service([fresh({ running: 2, rollout: 'completed' })]),
  state: { status: 'SUCCESSFUL' },
} as const;

/** A record that can be away. */
class Away extends InMemoryDeploymentRepository {
  isAway = false;

  override conclude(id: string, conclusion: Conclusion): Promise<void> {
    return this.isAway ? Promise.reject(new Error('away')) : super.conclude(id, conclusion);
  }
}

async function begin() {
  const clock = new ManualClock(BEGAN);
  const repository = new Away();
  await repository.save(DEPLOYMENT);
  return { clock, repository, deployments: watching([going, done], clock, repository) };
}

describe('what came of a deployment', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('is kept by the time its last state is handed out, and not before it is known', async () => {
    const { clock, repository, deployments } = await begin();
    const kept: unknown[] = [];
    const watched = (async () => {
      for await (const _ of deployments.watch(DEPLOYMENT)) kept.push(await repository.conclusion(DEPLOYMENT.id));
    })();
    for (let turn = 0; turn < 10; turn++) await clock.advance(1000);
    await watched;
    expect(kept.slice(0, -1).every((conclusion) => conclusion === undefined)).toBe(true);
    expect(kept.at(-1)).toEqual({ kind: 'succeeded', at: expect.any(Number) });
  });

  it('is another one when it fails after it was done', async () => {
    const clock = new ManualClock(BEGAN);
    const repository = new InMemoryDeploymentRepository();
    await repository.save(DEPLOYMENT);
    const dead: StoppedTask = {
      id: '1'.repeat(32),
      stoppedAt: BEGAN + 5000,
      stoppedReason: 'Essential container in task exited',
      stopCode: 'EssentialContainerExited',
      containers: [{ name: 'api', exitCode: 1 }],
    };
    const deployments = watching([going, done, { ...done, stopped: [dead] }], clock, repository, 1);
    const watched = (async () => {
      for await (const _ of deployments.watch(DEPLOYMENT)) void _;
    })();
    for (let turn = 0; turn < 100; turn++) await clock.advance(1000);
    await watched;
    expect(await repository.conclusion(DEPLOYMENT.id)).toMatchObject({
      kind: 'relapsed',
      at: BEGAN + 5000,
      cause: { of: 'tasks', ending: { kind: 'exit', exitCode: 1 }, count: 1 },
    });
  });

  it('is kept once the record is back, and then the newest word on it', async () => {
    const { clock, repository, deployments } = await begin();
    repository.isAway = true;
    await deployments.conclude(DEPLOYMENT, { kind: 'succeeded', at: 1 });
    await deployments.conclude(DEPLOYMENT, { kind: 'relapsed', at: 2 });
    await clock.advance(60_000);
    expect(await repository.conclusion(DEPLOYMENT.id)).toBeUndefined();
    repository.isAway = false;
    await clock.advance(5000);
    expect(await repository.conclusion(DEPLOYMENT.id)).toEqual({ kind: 'relapsed', at: 2 });
    await deployments.conclude(DEPLOYMENT, { kind: 'succeeded', at: 3 });
    expect(await repository.conclusion(DEPLOYMENT.id)).toEqual({ kind: 'succeeded', at: 3 });
  });
});
