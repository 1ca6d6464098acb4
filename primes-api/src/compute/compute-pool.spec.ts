import { Cancelled } from './checkpoint';
import { ComputePool, PoolFull } from './compute-pool';
import { JobThread, type Finished } from './job-thread.port';

/** A thread whose jobs end when the spec says so. */
class FakeThread extends JobThread<string, string> {
  readonly started: string[] = [];
  private end: { resolve: (finished: Finished<string>) => void; reject: (error: Error) => void } | undefined;

  override async run(job: string): Promise<Finished<string>> {
    if (this.end) throw new Error(`The thread was given ${job} while it was busy.`);
    this.started.push(job);
    return new Promise((resolve, reject) => (this.end = { resolve, reject }));
  }
  override cancel(): void {
    this.take().reject(new Cancelled());
  }
  override async close(): Promise<void> {}

  finish(result: string): void {
    this.take().resolve({ result, cpuMs: 1, elapsedMs: 1 });
  }
  break(): void {
    this.take().reject(new Error('died'));
  }
  private take() {
    const { end } = this;
    this.end = undefined;
    if (!end) throw new Error('The thread is idle.');
    return end;
  }
}

const settled = async () => new Promise((resolve) => setImmediate(resolve));

function poolOf(threads: number) {
  const fakes = Array.from({ length: threads }, () => new FakeThread());
  const pool = new ComputePool(fakes);
  const run = (job: string, signal = new AbortController().signal) =>
    pool.run(job, signal).then(
      ({ result }) => result,
      (error: Error) => error.name,
    );
  return { pool, run, thread: fakes[0] as FakeThread, fakes };
}

it('computes one after another, first come first served', async () => {
  const { run, thread } = poolOf(1);
  const answers = Promise.all([run('a'), run('b'), run('c')]);
  for (const result of ['A', 'B', 'C']) {
    await settled();
    thread.finish(result);
  }
  expect(await answers).toEqual(['A', 'B', 'C']);
  expect(thread.started).toEqual(['a', 'b', 'c']);
});

it('lets two wait for each thread and refuses the next at once', async () => {
  const { run, pool } = poolOf(2);
  const signal = new AbortController().signal;
  ['a', 'b', 'c', 'd', 'e', 'f'].forEach((job) => void run(job));
  await settled();
  await expect(pool.run('g', signal)).rejects.toThrow(PoolFull);
  await expect(pool.run('g', signal)).rejects.toThrow('4 more computations wait');
});

it('takes a job out of the queue when its client hangs up, so that another can wait', async () => {
  const { run, thread } = poolOf(1);
  const hangUp = new AbortController();
  const first = run('a');
  const second = run('b', hangUp.signal);
  const third = run('c');
  await settled();
  hangUp.abort();
  expect(await second).toBe('Cancelled');
  const fourth = run('d');
  thread.finish('A');
  await settled();
  thread.finish('C');
  await settled();
  thread.finish('D');
  expect(await Promise.all([first, third, fourth])).toEqual(['A', 'C', 'D']);
  expect(thread.started).toEqual(['a', 'c', 'd']);
});

it('stops the running job when its client hangs up, and goes on with the next', async () => {
  const { run, thread } = poolOf(1);
  const hangUp = new AbortController();
  const first = run('a', hangUp.signal);
  const second = run('b');
  await settled();
  hangUp.abort();
  expect(await first).toBe('Cancelled');
  await settled();
  thread.finish('B');
  expect(await second).toBe('B');
});

it('leaves alone the job that follows one whose client hung up after its answer', async () => {
  const { run, thread } = poolOf(1);
  const hangUp = new AbortController();
  const first = run('a', hangUp.signal);
  thread.finish('A');
  await first;
  const second = run('b');
  hangUp.abort();
  thread.finish('B');
  expect(await second).toBe('B');
});

it('survives a job that fails, and never starts one whose client is gone', async () => {
  const { run, thread } = poolOf(1);
  const first = run('a');
  thread.break();
  expect(await first).toBe('Error');
  expect(await run('b', AbortSignal.abort())).toBe('Cancelled');
  const third = run('c');
  thread.finish('C');
  expect(await third).toBe('C');
  expect(thread.started).toEqual(['a', 'c']);
});
