/** What the supervisor is told: one JSON object a line on its standard input. `task` is the task's ARN, `container` a name. */
export type SupervisorOrder =
  | { order: 'open'; task: string; limits: TaskLimits; ports: number }
  | { order: 'start'; task: string; container: string; launch: Launch }
  /** SIGTERM now, SIGKILL after `timeoutMs`. */
  | { order: 'stop'; task: string; container: string; timeoutMs: number }
  /** Runs a command in the container's environment and reports whether it ended with 0 within `timeoutMs`. */
  | { order: 'check'; task: string; container: string; check: number; command: readonly string[]; timeoutMs: number }
  /** Its last container has ended. */
  | { order: 'close'; task: string };

/** What the containers of a task share. */
export interface TaskLimits {
  /** Loopback address its processes are to listen on. */
  host: string;
  cpuUnits: number;
  memoryMiB: number;
  /** The container that the CPU limit waits for. */
  serving: string;
}

/** All it takes to start one container's process. */
export interface Launch {
  /** Program and arguments; "node" means the Node that runs the supervisor. */
  command: readonly string[];
  /** The whole environment. */
  environment: Readonly<Record<string, string>>;
  /** Working directory: the repository's root. */
  directory: string;
  /** Where it is to listen. */
  port: number;
  /** The container's own memory limit, below the task's. */
  memoryMiB?: number;
}

/** What the supervisor reports: one JSON object a line on its standard output. */
export type SupervisorReport =
  /** As many free loopback ports as were asked for; none where no more were to be had, and then no container can be started. */
  | { report: 'opened'; task: string; ports: readonly number[] }
  | { report: 'started'; task: string; container: string; pid: number }
  /** The container counts from here: it accepts connections, or 15 s have passed. `at` is in epoch ms. */
  | { report: 'counting'; task: string; container: string; at: number }
  | { report: 'output'; task: string; container: string; lines: readonly string[] }
  /** `check` is the number that its order had. */
  | { report: 'checked'; task: string; container: string; check: number; passed: boolean }
  | { report: 'exited'; task: string; container: string; exitCode?: number; reason?: string };

/**
 * Cuts a stream of chunks into lines.
 * @returns a consumer of chunks; an unfinished last line is kept until the rest of it arrives.
 */
export function eachLine(onLine: (line: string) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onLine(line);
  };
}
