import type { Clock } from '../../../kernel/clock';
import type {
  ContainerListener,
  ContainerRun,
  RunningContainer,
  RunningTask,
  TaskRun,
  TaskRuntime,
} from '../../engine/task-runtime.port';

/** How a pretended image behaves; it is the first word of its command. */
export type Behaviour = 'serve' | 'crash' | 'oom' | 'sick' | 'deaf' | 'stubborn' | 'job' | 'absent';

/** One start of a container. */
interface Actor {
  run: TaskRun;
  container: ContainerRun;
  /** When it was asked for, epoch ms. */
  at: number;
  behaviour: Behaviour;
  alive: boolean;
  /** Epoch ms. */
  acceptsFrom?: number;
  end(exitCode?: number, reason?: string): void;
  write(line: string): void;
}

/** Tasks without processes, on whatever clock they are given. */
export class PretendedRuntime implements TaskRuntime {
  readonly actors: Actor[] = [];
  /** Told of every container that is asked to stop, while it still runs. */
  onStop: (run: TaskRun) => void = () => {};
  /** Every health check that was run. */
  readonly checks: { at: number; command: readonly string[]; timeoutMs: number }[] = [];
  /** What a health check comes to. */
  passes: (command: readonly string[]) => boolean = (command) => !command.includes('false');

  constructor(private readonly clock: Clock) {}

  open(run: TaskRun): RunningTask {
    const serving = () => this.actors.find((actor) => actor.run === run && actor.container.name === run.serving);
    return {
      taskArn: run.taskArn,
      countedSince: () => serving()?.acceptsFrom,
      usage: () => ({ cpuSeconds: 0, memoryBytes: 0 }),
      start: (name, listener) => this.start(run, name, listener),
      close: () => {},
    };
  }

  private start(run: TaskRun, name: string, listener: ContainerListener): RunningContainer {
    const container = run.containers.find((each) => each.name === name)!;
    const actor: Actor = {
      run,
      container,
      at: this.clock.now(),
      behaviour: container.image.command[0] as Behaviour,
      alive: true,
      end(exitCode, reason) {
        if (!actor.alive) return;
        actor.alive = false;
        listener.exited({ ...(exitCode !== undefined && { exitCode }), ...(reason && { reason }) });
      },
      write: (line) => listener.wrote([line]),
    };
    this.actors.push(actor);
    if (actor.behaviour === 'absent') this.clock.after(SPAWN_MS, () => actor.end(undefined, ABSENT));
    else this.clock.after(SPAWN_MS, () => actor.alive && listener.started());
    if (actor.behaviour === 'crash') this.clock.after(CRASH_MS, () => actor.end(1));
    else if (actor.behaviour === 'oom') this.clock.after(CRASH_MS, () => actor.end(137, OUT_OF_MEMORY));
    else if (actor.behaviour === 'job') this.clock.after(JOB_MS, () => actor.end(0));
    else this.clock.after(BOOT_MS, () => (actor.acceptsFrom = this.clock.now()));
    return {
      countedSince: () => actor.acceptsFrom,
      check: (command, timeoutMs, done) => {
        this.checks.push({ at: this.clock.now(), command, timeoutMs });
        this.clock.after(CHECK_MS, () => actor.alive && done(this.passes(command)));
      },
      stop: (timeoutMs) => {
        if (actor.alive) this.onStop(run);
        const stubborn = actor.behaviour === 'stubborn';
        this.clock.after(stubborn ? timeoutMs : Math.min(timeoutMs, 1000), () => actor.end(stubborn ? 137 : 0));
      },
    };
  }

  /** The container of a task that listens at an address. */
  at(address: string): Actor | undefined {
    return this.actors.findLast(({ run, container }) => run.address === address && run.serving === container.name);
  }

  /** Ends the process of a task's container, its serving one where none is named, as someone with a terminal does. */
  kill(taskArn: string, exitCode: number, name?: string): void {
    const named = ({ run, container }: Actor): boolean => container.name === (name ?? run.serving);
    this.actors.findLast((actor) => actor.run.taskArn === taskArn && named(actor))?.end(exitCode);
  }

  get alive(): number {
    return this.actors.filter(({ alive }) => alive).length;
  }
}

const CHECK_MS = 100;
const SPAWN_MS = 200;
const CRASH_MS = 1500;
const BOOT_MS = 8000;
const JOB_MS = 5000;
const OUT_OF_MEMORY = 'OutOfMemoryError: Container killed due to memory usage';
const ABSENT = 'CannotStartContainerError: exec: "/app": stat /app: no such file or directory: unknown';
