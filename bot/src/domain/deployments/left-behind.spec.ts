import { ManualClock } from '../../kernel/spec/manual-clock';
import { DeploymentRecord } from './deployment.record';
import { InMemoryDeploymentRepository } from './spec/deployments.in-memory.repository';
import { BEGAN, DEPLOYMENT } from './spec/rollouts.fake';

const { id: _id, startedAt: _at, ...STARTED } = DEPLOYMENT;

async function after(previousRevision: string, isRelapsed: boolean) {
  const repository = new InMemoryDeploymentRepository();
  await repository.save(DEPLOYMENT);
  if (isRelapsed) await repository.relapse(DEPLOYMENT.id, { since: BEGAN, lastAt: BEGAN, died: 2, unhealthy: 0 });
  const record = new DeploymentRecord(repository, new ManualClock(BEGAN + 60_000));
  return record.add({ ...STARTED, previousRevision, revision: 'primes-api:9' });
}

describe('what takes the place of a deployment', () => {
  it('remembers that it failed after it was done', async () => {
    expect(await after(DEPLOYMENT.revision, true)).toMatchObject({ fromRelapsed: true });
  });

  it.each([
    ['did not', DEPLOYMENT.revision, false],
    ['is not what was left', 'primes-api:8', true],
  ])('remembers nothing of one that %s', async (_what, previousRevision, isRelapsed) => {
    expect(await after(previousRevision, isRelapsed)).not.toHaveProperty('fromRelapsed');
  });
});
