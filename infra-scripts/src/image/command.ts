import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How a command is run. */
export interface How {
  /** What is added to the environment. */
  env?: Record<string, string>;
  /** What it reads from its standard input; nothing if left out. */
  input?: string;
  /** Told each line that it prints, on either stream, as it comes. */
  onLine?: (line: string) => void;
}

/** How a command ended. */
export interface Ended {
  /** Undefined where it could not be started: there is no such program. */
  exitCode: number | undefined;
  stdout: string;
  /** Both streams' lines in the order in which they came. */
  lines: string[];
}

/** Runs a program with these words; never rejects. A port: specs hand in another. */
export type Run = (program: string, words: string[], how?: How) => Promise<Ended>;

/** Runs commands in `folder`, without a shell. */
export function commandsIn(folder: string): Run {
  return (program, words, { env, input, onLine } = {}) =>
    new Promise((resolve) => {
      const child = spawn(program, words, { cwd: folder, env: { ...process.env, ...env }, stdio: 'pipe' });
      const stdout: string[] = [];
      const lines: string[] = [];
      const hear = (line: string) => {
        lines.push(line);
        onLine?.(line);
      };
      createInterface({ input: child.stdout }).on('line', (line) => {
        stdout.push(line);
        hear(line);
      });
      createInterface({ input: child.stderr }).on('line', hear);
      // A program that ends without reading leaves a pipe that nobody reads; its exit code tells what happened.
      child.stdin.on('error', () => {});
      child.stdin.end(input);
      child.once('error', () => resolve({ exitCode: undefined, stdout: '', lines }));
      child.once('close', (code) => resolve({ exitCode: code ?? 1, stdout: stdout.join('\n').trim(), lines }));
    });
}
