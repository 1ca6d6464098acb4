import type { Clock } from '../../../kernel/clock';
import type { RunningTask, TaskListener, TaskRun, TaskRuntime } from '../../engine/task-runtime.port';

/** How a pretended image behaves; it is the first word of its command. */
export type Behaviour = 'serve' | 'crash' | 'oom' | 'sick' | 'deaf';

interface Actor {
  run: TaskRun;
  behaviour: Behaviour;
  alive: boolean;
  /** Epoch ms. */
  acceptsFrom?: number;
  end(exitCode: number, reason?: string): void;
  write(line: string): void;
}

/** Tasks without processes, on whatever clock they are given. */
export class PretendedRuntime implements TaskRuntime {
  readonly actors: Actor[] = [];
  /** Told of every task that is asked to stop, while it still runs. */
  onStop: (run: TaskRun) => void = () => {};

  constructor(private readonly clock: Clock) {}

  run(run: TaskRun, listener: TaskListener): RunningTask {
    const actor: Actor = {
      run,
      behaviour: run.image.command[0] as Behaviour,
      alive: true,
      end(exitCode, reason) {
        if (!actor.alive) return;
        actor.alive = false;
        listener.exited({ exitCode, ...(reason && { reason }) });
      },
      write: (line) => listener.wrote([line]),
    };
    this.actors.push(actor);
    this.clock.after(SPAWN_MS, () => actor.alive && listener.started());
    if (actor.behaviour === 'crash') this.clock.after(CRASH_MS, () => actor.end(1));
    else if (actor.behaviour === 'oom') this.clock.after(CRASH_MS, () => actor.end(137, OUT_OF_MEMORY));
    else this.clock.after(BOOT_MS, () => (actor.acceptsFrom = this.clock.now()));
    return {
      taskArn: run.taskArn,
      countedSince: () => actor.acceptsFrom,
      usage: () => ({ cpuSeconds: 0, memoryBytes: 0 }),
      stop: (timeoutMs) => {
        if (actor.alive) this.onStop(run);
        this.clock.after(Math.min(timeoutMs, 1000), () => actor.end(0));
      },
    };
  }

  at(address: string): Actor | undefined {
    return this.actors.findLast(({ run }) => run.address === address);
  }

  /** Ends a task's process, as someone with a terminal does. */
  kill(taskArn: string, exitCode: number): void {
    this.actors.find(({ run }) => run.taskArn === taskArn)?.end(exitCode);
  }

  get alive(): number {
    return this.actors.filter(({ alive }) => alive).length;
  }
}

const SPAWN_MS = 200;
const CRASH_MS = 1500;
const BOOT_MS = 8000;
const OUT_OF_MEMORY = 'OutOfMemoryError: Container killed due to memory usage';
