import type { DeploymentSnapshot, DeploymentStatus, VerdictKind } from './snapshot.types';
import { DEPLOYMENT } from './spec/rollouts.fake';
import { verdictOf } from './verdict';

const tasks = (running: number, pending = 0) => ({ revision: 'primes-api:1', desired: 2, running, pending });

/** Two new tasks of two run, and no old one, unless `change` says otherwise. */
const snapshot = (status: DeploymentStatus, change: Partial<DeploymentSnapshot> = {}): DeploymentSnapshot => ({
  deployment: DEPLOYMENT,
  at: 0,
  status,
  desired: 2,
  fresh: { ...tasks(2), revision: 'primes-api:2' },
  old: [],
  stopped: [],
  ...change,
});

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html: `status`
test.each<[DeploymentStatus, VerdictKind, boolean]>([
  ['PENDING', 'in-progress', false],
  ['IN_PROGRESS', 'in-progress', false],
  ['STOP_REQUESTED', 'in-progress', false],
  ['SUCCESSFUL', 'succeeded', true],
  ['ROLLBACK_REQUESTED', 'rolling-back', false],
  ['ROLLBACK_IN_PROGRESS', 'rolling-back', false],
  ['ROLLBACK_SUCCESSFUL', 'rolled-back', true],
  ['ROLLBACK_FAILED', 'failed', true],
  ['FAILED', 'failed', true],
  ['REPLACED', 'superseded', true],
  ['STOPPED', 'stopped', true],
])('%s is %s, and the end: %s', (status, kind, terminal) => {
  expect(verdictOf(snapshot(status))).toEqual({ kind, terminal });
});

test.each<[string, Partial<DeploymentSnapshot>]>([
  ['not all wanted tasks are new', { fresh: tasks(1) }],
  ['an old task runs', { old: [tasks(1)] }],
  ['an old task starts', { old: [tasks(0, 1)] }],
])('ECS is not believed that it is done while %s; only when that lasts it is the end', (_what, change) => {
  expect(verdictOf(snapshot('SUCCESSFUL', change))).toEqual({ kind: 'partly', terminal: false });
  expect(verdictOf(snapshot('SUCCESSFUL', { ...change, lasting: true }))).toEqual({ kind: 'partly', terminal: true });
});

test('an old revision without tasks keeps nothing from being done', () => {
  expect(verdictOf(snapshot('SUCCESSFUL', { old: [tasks(0)] })).kind).toBe('succeeded');
});
