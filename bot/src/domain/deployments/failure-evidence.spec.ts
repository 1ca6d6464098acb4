import { causesOf } from '../causes/causes.service';
import type { StoppedTask } from '../causes/evidence.types';
import { FailureEvidence } from './failure-evidence';
import type { DeploymentSnapshot } from './snapshot.types';
import { BEGAN, DEPLOYMENT, ScriptedRollouts } from './spec/rollouts.fake';

const id = (n: number): string => `${n}`.repeat(32);
const exited = (n: number, exitCode: number): StoppedTask => ({
  id: id(n),
  stoppedAt: BEGAN - n,
  stoppedReason: 'Essential container in task exited',
  stopCode: 'EssentialContainerExited',
  containers: [{ name: 'api', exitCode }],
});
const FRESH = { revision: 'primes-api:2', desired: 2, running: 0, pending: 0 };
const failed = (stopped: StoppedTask[], change: Partial<DeploymentSnapshot> = {}): DeploymentSnapshot => ({
  deployment: DEPLOYMENT,
  at: BEGAN,
  status: 'ROLLBACK_SUCCESSFUL',
  desired: 2,
  fresh: FRESH,
  old: [],
  containers: [{ name: 'api', main: true }],
  stopped,
  ...change,
});

describe('what is known of a deployment that fails', () => {
  it('is told by the log of the newest task of its main cause, for all that ended alike', async () => {
    const ecs = new ScriptedRollouts([]);
    ecs.logs.set(id(1), ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory']);
    const known = await new FailureEvidence(ecs).added(failed([exited(1, 134), exited(2, 134)]), true);
    expect(causesOf(known)).toMatchObject([{ ending: { kind: 'heap', program: 'Node.js' }, count: 2 }]);
    expect(ecs.asked.logs).toBe(1);
  });

  it('is read once, but for a log that is not there yet, and then not for ever', async () => {
    const ecs = new ScriptedRollouts([]);
    const evidence = new FailureEvidence(ecs);
    for (let look = 0; look < 5; look++) await evidence.added(failed([exited(1, 1)]), true);
    expect(ecs.asked).toMatchObject({ logs: 3, differences: 1 });
    ecs.logs.set(id(1), ['too late']);
    expect(causesOf(await evidence.added(failed([exited(1, 1)]), true))[0]).not.toHaveProperty('lines');
  });

  it('is not waited for while it goes on', async () => {
    const ecs = new ScriptedRollouts([]);
    ecs.logs.set(id(1), ['Error: no database']);
    const evidence = new FailureEvidence(ecs);
    const first = await evidence.added(failed([exited(1, 1)]), false);
    expect(causesOf(first)[0]).not.toHaveProperty('lines');
    await new Promise(setImmediate);
    expect(causesOf(await evidence.added(failed([exited(1, 1)]), false))[0]).toMatchObject({
      lines: { container: 'api', lines: [{ text: 'Error: no database' }] },
    });
  });

  it('has what is otherwise in its revision', async () => {
    const ecs = new ScriptedRollouts([]);
    ecs.unlike = [{ container: 'api', member: 'environment', names: ['DB_HOST'] }];
    expect((await new FailureEvidence(ecs).added(failed([]), true)).differences).toEqual(ecs.unlike);
  });

  it('is not looked for where nothing fails', async () => {
    const ecs = new ScriptedRollouts([]);
    await new FailureEvidence(ecs).added(
      failed([exited(1, 1)], { status: 'SUCCESSFUL', fresh: { ...FRESH, running: 2 } }),
      true,
    );
    await new FailureEvidence(ecs).added(failed([exited(1, 1)], { status: 'IN_PROGRESS' }), true);
    expect(ecs.asked).toMatchObject({ logs: 0, differences: 0 });
  });
});
