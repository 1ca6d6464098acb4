/** What the sandbox tells its supervisor: one JSON object a line on the supervisor's standard input. */
export type SupervisorOrder =
  | { order: 'run'; id: string; launch: Launch }
  /** SIGTERM now, SIGKILL after `timeoutMs`. */
  | { order: 'stop'; id: string; timeoutMs: number };

/** All it takes to start one task's process. */
export interface Launch {
  /** Program and arguments; "node" means the Node that runs the supervisor. */
  command: readonly string[];
  /** The whole environment but for PORT, which the supervisor adds. */
  environment: Readonly<Record<string, string>>;
  /** Working directory: the repository's root. */
  directory: string;
  /** Loopback address the process is to listen on. */
  host: string;
  cpuUnits: number;
  memoryMiB: number;
}

/** What the supervisor reports: one JSON object a line on its standard output. */
export type SupervisorReport =
  | { report: 'started'; id: string; pid: number; port: number }
  /** The task counts from here: it accepts connections, or 15 s have passed. `at` is in epoch ms. */
  | { report: 'counting'; id: string; at: number }
  | { report: 'output'; id: string; lines: readonly string[] }
  | { report: 'exited'; id: string; exitCode: number; reason?: string };

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
