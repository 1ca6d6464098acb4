import { Cancelled } from './checkpoint';
import { CpuBudget } from './cpu-budget';
import { Pacer } from './pacer';

/** A thread that computes in steps of half a millisecond on a clock of its own, alone on its core. */
class FakeThread {
  time = 0;
  cpu = 0;
  /** Part of a core that the other threads of its process use all the time. */
  othersPart = 0;
  cancelledUpTo = 0;
  /** When CPU time was used, one entry for each step. */
  readonly steps: number[] = [];
  readonly pacer: Pacer;

  constructor(budget?: CpuBudget) {
    const flag = { cancelledUpTo: () => this.cancelledUpTo, sleep: (ms: number) => void (this.time += ms) };
    this.pacer = new Pacer(
      flag,
      { now: () => this.cpu, slept: () => {} },
      () => this.processCpu,
      budget,
      () => this.time,
    );
    this.pacer.begin(1);
  }

  private get processCpu(): number {
    return this.cpu + this.othersPart * this.time;
  }

  compute(ms: number): void {
    for (let step = 0; step < ms / 0.5; step++) {
      this.time += 0.5;
      this.cpu += 0.5;
      this.steps.push(this.time);
      this.pacer.checkpoint();
    }
  }

  /** The most CPU time that any window of 100 ms holds, wherever it begins. */
  get busiestWindow(): number {
    return Math.max(...this.steps.map((from) => this.steps.filter((at) => at >= from && at < from + 100).length * 0.5));
  }
}

it('stays below its share in every window of 100 ms, and uses nearly all of it', () => {
  const thread = new FakeThread(new CpuBudget(0.25));
  thread.compute(400);
  expect(thread.busiestWindow).toBeLessThanOrEqual(21);
  expect(thread.cpu / thread.time).toBeGreaterThan(0.18);
});

it('leaves room for the other threads of its process, but never all of it', () => {
  const busy = new FakeThread(new CpuBudget(0.25));
  busy.othersPart = 0.07;
  busy.compute(400);
  const part = busy.cpu / busy.time;
  expect(part + 0.07).toBeLessThan(0.23);
  expect(part + 0.07).toBeGreaterThan(0.2);
  const flooded = new FakeThread(new CpuBudget(0.25));
  flooded.othersPart = 0.5;
  flooded.compute(100);
  expect(flooded.cpu / flooded.time).toBeGreaterThan(0.08);
});

it('lets a thread that was idle use a whole window at once, and no more, even just before it was idle', () => {
  const thread = new FakeThread(new CpuBudget(0.25));
  thread.time += 1000;
  thread.compute(19);
  expect(thread.time).toBeLessThan(1020);
  thread.time += 50;
  thread.compute(60);
  expect(thread.busiestWindow).toBeLessThanOrEqual(21);
});

it('does not make a job wait for one that ended long before it', () => {
  const thread = new FakeThread(new CpuBudget(0.25));
  for (let job = 0; job < 5; job++) {
    const start = thread.time;
    thread.pacer.cpuMs();
    thread.compute(12);
    thread.pacer.cpuMs();
    expect(thread.time - start).toBeLessThan(13);
    thread.time += 100;
  }
});

it('never sleeps without a budget', () => {
  const thread = new FakeThread();
  thread.compute(400);
  expect(thread.time).toBe(400);
});

it('ends a job that was cancelled, at its next checkpoint or while it sleeps, and not the one after it', () => {
  const thread = new FakeThread(new CpuBudget(0.25));
  thread.compute(10);
  thread.cancelledUpTo = 1;
  expect(() => thread.compute(1)).toThrow(Cancelled);
  thread.pacer.begin(2);
  expect(() => thread.compute(1)).not.toThrow();
});
