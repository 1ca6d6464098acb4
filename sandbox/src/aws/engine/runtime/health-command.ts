import { spawn } from 'node:child_process';
import type { Clock } from '../../../kernel/clock';
import type { Launch } from './supervisor.protocol';

/** A health check's command that runs. */
export interface RunningCheck {
  /** Its answer is not wanted any more. */
  abandon(): void;
}

/**
 * Runs a command beside a container's process, in its environment, as `docker exec` does.
 * @param timeoutMs real milliseconds after which it is killed and has failed
 * @param done told whether it ended with 0, unless it was abandoned
 */
export function runCheck(
  { environment, directory }: Launch,
  [program = '', ...words]: readonly string[],
  timeoutMs: number,
  clock: Clock,
  done: (passed: boolean) => void,
): RunningCheck {
  const child = spawn(program === 'node' ? process.execPath : program, words, {
    cwd: directory,
    env: environment,
    detached: true,
    stdio: 'ignore',
  });
  let over = false;
  const end = (passed?: boolean): void => {
    if (over) return;
    over = true;
    timer.cancel();
    killGroup(child.pid);
    if (passed !== undefined) done(passed);
  };
  const timer = clock.after(timeoutMs, () => end(false));
  child.once('error', () => end(false));
  child.once('exit', (code) => end(code === 0));
  return { abandon: () => end() };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: nothing of it is left.
  }
}
