import type { ManualClock } from '../../../kernel/spec/manual-clock';
import type { ScaledService, ScaledServices } from '../../engine/scaled-services.port';
import type { MeasuredTask } from '../../engine/task-runtime.port';

const TASK_CORES = 0.25;

/** How long a task takes from its start to its first accepted connection. */
export const STARTING_MS = 1_400;

/** A task that shares the service's load evenly with the others and is capped at a quarter core. */
class LoadedTask implements MeasuredTask {
  private cpuSeconds = 0;

  constructor(
    readonly taskArn: string,
    private readonly clock: ManualClock,
    private readonly servesFrom: number,
  ) {}

  countedSince = (): number | undefined => (this.clock.now() >= this.servesFrom ? this.servesFrom : undefined);
  usage = () => ({ cpuSeconds: this.cpuSeconds, memoryBytes: 64 * 1024 * 1024 });
  work(cores: number, ms: number): void {
    this.cpuSeconds += (Math.min(cores, TASK_CORES) * ms) / 1000;
  }
  stop(): void {}
}

/** One service whose tasks take a moment to start and then share a load. */
export class LoadedService implements ScaledServices {
  cores = 0;
  deploying = false;
  desiredCount = 0;
  private tasks: LoadedTask[] = [];
  private started = 0;

  constructor(private readonly clock: ManualClock) {}

  list = (): ScaledService[] => [this.described()];
  find = (_: string, name: string): ScaledService | undefined => (name === 'api' ? this.described() : undefined);
  setDesiredCount(_: string, __: string, count: number): void {
    this.desiredCount = count;
    while (this.tasks.length < count) {
      this.tasks.push(new LoadedTask(`task-${this.started++}`, this.clock, this.clock.now() + STARTING_MS));
    }
    this.tasks.length = count;
  }

  /** Lets time pass in steps of 50 ms, in which the load is worked off. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) {
      const serving = this.serving();
      for (const task of serving) task.work(this.cores / serving.length, 50);
      await this.clock.advance(50);
    }
  }

  private serving = (): LoadedTask[] => this.tasks.filter((task) => task.countedSince() !== undefined);
  private described = (): ScaledService => ({
    clusterName: 'primes',
    serviceName: 'api',
    desiredCount: this.desiredCount,
    runningCount: this.serving().length,
    deploying: this.deploying,
    cpuUnits: 256,
    memoryMiB: 512,
    running: this.tasks,
  });
}
