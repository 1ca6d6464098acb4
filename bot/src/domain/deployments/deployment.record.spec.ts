import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Doer } from '../access/access.types';
import { DeploymentRecord } from './deployment.record';
import type { VerdictKind } from './snapshot.types';
import { InMemoryDeploymentRepository } from './spec/deployments.in-memory.repository';
import { DEPLOYMENT } from './spec/rollouts.fake';

beforeAll(() => Logger.overrideLogger(false));

const ANN: Doer = { id: 'U0ANN' };
const CI: Doer = { outside: true, name: 'ci' };

/** The last deployment from outside, of those that were made in this order: by whom, and how each ended. */
async function lastFromOutside(...made: [Doer, VerdictKind?][]): Promise<string | undefined> {
  const repository = new InMemoryDeploymentRepository();
  for (const [at, [actor, kind]] of made.entries()) {
    const id = `dep-${at}`;
    await repository.save({ ...DEPLOYMENT, id, actor, startedAt: at });
    if (kind) await repository.conclude(id, { kind, at });
  }
  return (await new DeploymentRecord(repository, new ManualClock()).lastFromOutside(DEPLOYMENT.ref))?.id;
}

describe('the last deployment from outside', () => {
  it.each<[string, [Doer, VerdictKind?][], string | undefined]>([
    ['is known where this bot has deployed since', [[CI, 'succeeded'], [CI, 'succeeded'], [ANN], [ANN]], 'dep-1'],
    ['is of no interest where it is the last of all', [[ANN], [CI, 'succeeded']], undefined],
    ['is none that failed', [[CI, 'succeeded'], [CI, 'rolled-back'], [ANN]], undefined],
    ['is none whose end is not known', [[CI], [ANN]], undefined],
    ['is none where there was none', [[ANN]], undefined],
  ])('%s', async (_what, made, found) => {
    expect(await lastFromOutside(...made)).toBe(found);
  });

  it('is not known where the record cannot be read', async () => {
    const repository = new InMemoryDeploymentRepository();
    repository.history = () => Promise.reject(new Error('The disk is gone'));
    const record = new DeploymentRecord(repository, new ManualClock());
    expect(await record.lastFromOutside(DEPLOYMENT.ref)).toBeUndefined();
  });
});
