import { ManualClock } from '../../../kernel/spec/manual-clock';
import { CpuLimit } from './cpu-limit';

/** A process group whose threads use CPU as told while nobody pauses it. */
class Group {
  paused = false;
  looks = 0;
  private used = 0;
  private since: number;

  constructor(
    private readonly clock: ManualClock,
    public cores: number,
  ) {
    this.since = clock.now();
  }

  cpuSeconds(): number {
    this.looks++;
    this.settle();
    return this.used / 1000;
  }

  roughCpuSeconds(): number {
    this.settle();
    return Math.floor(this.used / 10) / 100;
  }

  pause(): void {
    this.settle();
    this.paused = true;
  }

  resume(): void {
    this.settle();
    this.paused = false;
  }

  settle(): void {
    if (!this.paused) this.used += this.cores * (this.clock.now() - this.since);
    this.since = this.clock.now();
  }
}

describe('the CPU limit of a task', () => {
  it.each([1, 2])('gives a group of %i busy threads its share and no more, second by second', async (threads) => {
    const clock = new ManualClock();
    const group = new Group(clock, threads);
    const limit = new CpuLimit(group, 0.25, clock, 2);
    for (let second = 0; second < 5; second++) {
      const before = group.cpuSeconds();
      await clock.advance(1000);
      const share = group.cpuSeconds() - before;
      expect(share).toBeGreaterThan(0.24);
      expect(share).toBeLessThanOrEqual(0.26);
    }
    limit.release();
    expect(group.paused).toBe(false);
  });

  it('leaves a group under its share alone and looks seldom at an idle one', async () => {
    const clock = new ManualClock();
    const group = new Group(clock, 0.2);
    const limit = new CpuLimit(group, 0.25, clock, 2);
    const before = group.cpuSeconds();
    await clock.advance(2000);
    expect(group.cpuSeconds() - before).toBeCloseTo(0.4, 2);
    group.cores = 0;
    await clock.advance(200);
    group.looks = 0;
    await clock.advance(2000);
    expect(group.looks).toBe(0);
    limit.release();
  });

  it('takes back what a group that wakes up used before it was looked at', async () => {
    const clock = new ManualClock();
    const group = new Group(clock, 0);
    const limit = new CpuLimit(group, 0.25, clock, 2);
    await clock.advance(1000);
    group.settle();
    group.cores = 2;
    const before = group.cpuSeconds();
    await clock.advance(1000);
    expect(group.cpuSeconds() - before).toBeLessThanOrEqual(0.26);
    limit.release();
  });
});
