import type { Ending } from './cause.types';
import { causesOf, isDeath, isForeign } from './causes.service';
import type { HealthFailure, SetContainer, StoppedContainer, StoppedTask, TaskEvidence } from './evidence.types';

const AT = Date.UTC(2026, 10, 29, 12);
const id = (n: number): string => `${n}`.repeat(32);
const APP: SetContainer = { name: 'app', main: true, memoryMiB: 512, memoryOf: 'task' };
const PROXY: SetContainer = { name: 'proxy', main: false, memoryMiB: 64, memoryOf: 'container' };
const AGENT: SetContainer = { name: 'agent', main: false, essential: false };

const exited = (containers: StoppedContainer[], more: Partial<StoppedTask> = {}): StoppedTask => ({
  id: id(1),
  startedAt: AT - 20_000,
  stoppedAt: AT,
  stoppedReason: 'Essential container in task exited',
  stopCode: 'EssentialContainerExited',
  containers,
  ...more,
});
const app = (exitCode: number, reason?: string): StoppedContainer => ({
  name: 'app',
  exitCode,
  ...(reason === undefined ? {} : { reason }),
});
const proxy = (exitCode: number): StoppedContainer => ({ name: 'proxy', exitCode });
const agent = (exitCode: number): StoppedContainer => ({ name: 'agent', exitCode });
const wrote = (...texts: string[]): Partial<StoppedTask> => ({
  lines: { container: 'app', lines: texts.map((text, n) => ({ at: AT - 10_000 + n, text })) },
});
const OOM = 'OutOfMemoryError: Container killed due to memory usage';
const NODE_HEAP = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory';

function ending(task: StoppedTask, evidence: Partial<TaskEvidence> = {}): Ending {
  const [cause] = causesOf({ stopped: [task], containers: [APP], ...evidence });
  return cause!.ending;
}

describe('the container that ended a task', () => {
  it.each<[string, StoppedTask, Partial<TaskEvidence>, Partial<Ending>]>([
    ['exited with its code', exited([app(1)]), {}, { kind: 'exit', container: 'app', exitCode: 1 }],
    ['ended by itself, though all is well', exited([app(0)]), {}, { kind: 'exit', exitCode: 0 }],
    [
      'was killed for memory',
      exited([app(137, OOM)]),
      {},
      { kind: 'memory', container: 'app', limitMiB: 512, limitOf: 'task' },
    ],
    ['was killed, and nobody says for memory', exited([app(137)]), {}, { kind: 'exit', exitCode: 137 }],
    [
      'the task was killed for memory',
      exited([app(137)], { stoppedReason: OOM }),
      {},
      { kind: 'memory', limitMiB: 512 },
    ],
    [
      "was killed for its own limit, not the task's",
      exited([app(143), { name: 'proxy', exitCode: 137, reason: OOM }]),
      { containers: [APP, PROXY] },
      { kind: 'memory', container: 'proxy', limitMiB: 64, limitOf: 'container' },
    ],
    ['crashed', exited([app(139)]), {}, { kind: 'exit', exitCode: 139 }],
    ['aborted', exited([app(134)], wrote('assertion failed')), {}, { kind: 'exit', exitCode: 134 }],
    [
      'aborted for its own heap',
      exited([app(134)], wrote('<--- Last few GCs --->', NODE_HEAP, ' 1: 0xb9c1f0 node::Abort() [node]')),
      {},
      { kind: 'heap', program: 'Node.js', exitCode: 134 },
    ],
    [
      'exited for the heap of Java',
      exited([app(3)], wrote('java.lang.OutOfMemoryError: Java heap space')),
      {},
      { kind: 'heap', program: 'Java', exitCode: 3 },
    ],
    ['was killed for memory, whatever its log says', exited([app(137, OOM)], wrote(NODE_HEAP)), {}, { kind: 'memory' }],
    [
      'ended well, whatever its log says',
      exited([app(0)], wrote('java.lang.OutOfMemoryError: retried')),
      {},
      { kind: 'exit', exitCode: 0 },
    ],
    [
      'could not find its command',
      exited([app(127)], wrote('sh: 1: srever: not found')),
      {},
      { kind: 'exit', exitCode: 127, hint: { says: 'command-missing', name: 'srever' } },
    ],
    [
      'may not execute its command',
      exited([app(126)], wrote('sh: /app/run.sh: Permission denied')),
      {},
      { kind: 'exit', exitCode: 126, hint: { says: 'command-denied', name: '/app/run.sh' } },
    ],
    [
      'is built for another platform',
      exited([app(1)], wrote('exec /usr/local/bin/node: exec format error')),
      {},
      { kind: 'exit', exitCode: 1, hint: { says: 'platform' } },
    ],
    ['was told to end', exited([app(143)]), {}, { kind: 'exit', exitCode: 143 }],
  ])('%s', (_what, task, evidence, expected) => {
    expect(ending(task, evidence)).toMatchObject(expected);
  });

  it.each<[string, StoppedContainer[], Partial<Ending>]>([
    [
      'is a sidecar that failed; the app was told to end',
      [app(143), proxy(1)],
      { kind: 'exit', container: 'proxy', sidecar: true },
    ],
    [
      'is a sidecar that failed; the app ended well then',
      [app(0), proxy(1)],
      { kind: 'exit', container: 'proxy', sidecar: true },
    ],
    [
      'is a sidecar that failed; the app had to be killed',
      [app(137), proxy(2)],
      { kind: 'exit', container: 'proxy', exitCode: 2 },
    ],
    [
      'is a sidecar that ended well; the app was told to end',
      [app(143), proxy(0)],
      { kind: 'exit', container: 'proxy', exitCode: 0, sidecar: true },
    ],
    ['is the app; the sidecar was told to end', [app(1), proxy(143)], { kind: 'exit', container: 'app', exitCode: 1 }],
    ['is never one that the task goes on without', [app(1), agent(2)], { kind: 'exit', container: 'app', exitCode: 1 }],
    ['is not known where both failed', [app(1), proxy(1)], { kind: 'exits' }],
    ['is not known where one ended well and one was killed', [app(137), proxy(0)], { kind: 'exits' }],
  ])('%s', (_what, containers, expected) => {
    const found = ending(exited(containers), { containers: [APP, PROXY, AGENT] });
    expect(found).toMatchObject(expected);
    expect('sidecar' in found).toBe('sidecar' in expected || (found.kind === 'exit' && found.container === 'proxy'));
  });
});

describe('a task that failed its health check', () => {
  const ELB = 'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:r:1:targetgroup/shop/01)';
  const stopped = (more: Partial<StoppedTask> = {}): StoppedTask =>
    exited([app(137)], { stoppedReason: ELB, stopCode: 'ServiceSchedulerInitiated', ...more });
  const found = (kind: HealthFailure['kind'], more: Partial<HealthFailure> = {}): Partial<TaskEvidence> => ({
    unhealthy: [{ task: id(1), at: AT, kind, port: 80, ...more }],
  });

  it('was killed by ECS, so that its exit code says nothing', () => {
    expect(ending(stopped(), found('codes', { codes: '503' }))).toEqual({
      kind: 'health',
      finding: { kind: 'codes', codes: '503', port: 80 },
    });
  });

  it('is told what is found of it, and not of another', () => {
    expect(ending(stopped({ id: id(2) }), found('timeout'))).toEqual({ kind: 'health' });
  });

  it('failed its own check, not that of the balancer', () => {
    const task = stopped({ stoppedReason: 'Task failed container health checks' });
    expect(ending(task, found('timeout'))).toEqual({ kind: 'health', finding: { kind: 'container' } });
    const unhealthy = { ...proxy(137), unhealthy: true as const };
    expect(ending({ ...task, containers: [app(143), unhealthy] })).toMatchObject({ container: 'proxy' });
    const both = [{ ...app(143), unhealthy: true as const }, unhealthy];
    expect(ending({ ...task, containers: both })).not.toHaveProperty('container');
  });

  it.each([
    [
      'on the port that its log names',
      'no-connection',
      ['Server listening on http://0.0.0.0:8080'],
      { listensOn: 8080 },
    ],
    ['on the port that is checked', 'no-connection', ['Listening on port 80'], {}],
    ['late', 'timeout', ['Listening on port 80'], { readyAfter: 10 }],
    ['nowhere, by its log', 'timeout', ['Connecting to db:5432…'], {}],
  ] as const)('listened %s', (_when, kind, lines, expected) => {
    const evidence = { ...found(kind), graceSeconds: 5 };
    const late = kind === 'timeout' ? {} : { startedAt: AT - 10_500 };
    expect(ending(stopped({ ...wrote(...lines), ...late }), evidence)).toEqual({
      kind: 'health',
      finding: { kind, port: 80 },
      graceSeconds: 5,
      ...expected,
    });
  });

  it('was not late while it is let be', () => {
    const evidence = { ...found('timeout'), graceSeconds: 60 };
    expect(ending(stopped(wrote('Listening on port 80')), evidence)).not.toHaveProperty('readyAfter');
  });
});

describe('what ended a task from outside', () => {
  const by = (stopCode: string, stoppedReason: string): StoppedTask => exited([app(143)], { stopCode, stoppedReason });

  it.each<[string, StoppedTask, Partial<Ending>]>([
    ['a person', by('UserInitiated', 'Task stopped by user'), { kind: 'person' }],
    ['Spot', by('SpotInterruption', 'Your Spot Task was interrupted.'), { kind: 'host', why: 'spot' }],
    ['its instance', by('', 'Host EC2 (instance i-0123456789abcdef0) terminated.'), { kind: 'host', why: 'instance' }],
    [
      'a retired host',
      by('TerminationNotice', 'ECS is performing maintenance on the underlying infrastructure hosting the task.'),
      { kind: 'host', why: 'retired' },
    ],
  ])('%s, which is no death of what it runs', (_who, task, expected) => {
    expect(ending(task)).toMatchObject(expected);
    expect([isForeign(task), isDeath(task)]).toEqual([true, false]);
  });

  it('comes after what the tasks died of, however many it ended', () => {
    const stopped = [by('UserInitiated', 'x'), by('UserInitiated', 'x'), exited([app(1)])];
    expect(causesOf({ stopped }).map(({ ending: { kind }, count }) => [kind, count])).toEqual([
      ['exit', 1],
      ['person', 2],
    ]);
  });
});

describe('a task that did not start', () => {
  const failed = (stoppedReason: string, reason?: string): StoppedTask =>
    exited(reason === undefined ? [] : [{ name: 'app', reason }], { stopCode: 'TaskFailedToStart', stoppedReason });

  it('says why itself, or its container does', () => {
    const gone = 'CannotPullContainerError: failed to resolve ref registry.example/shop:9: not found';
    const expected = { kind: 'start', problem: 'image-gone', name: 'registry.example/shop:9' };
    expect(ending(failed(gone))).toMatchObject(expected);
    expect(ending(failed('Task failed to start', gone))).toMatchObject({ ...expected, container: 'app' });
    expect(ending(exited([{ name: 'app', reason: gone }]))).toMatchObject(expected);
  });

  it('is told of in words that are not known as they are', () => {
    expect(ending(failed('Task failed to start', 'Quite new'))).toEqual({
      kind: 'other',
      reason: 'Task failed to start: Quite new',
    });
  });

  it('is one of those that failed alike, though ids in the reasons differ', () => {
    const denied = (task: string): StoppedTask =>
      failed(
        `ResourceInitializationError: unable to retrieve secret from asm: assumed-role/exec/${task} is not authorized`,
      );
    expect(causesOf({ stopped: [denied(id(1)), denied(id(2))] })).toMatchObject([{ count: 2, newest: id(1) }]);
  });
});
