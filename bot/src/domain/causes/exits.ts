import type { Ending } from './cause.types';
import type { SetContainer, StoppedContainer, StoppedTask } from './evidence.types';
import { heapIn, hintIn } from './exit-rules';

/** 128 and the signal: what a program exits with that is told to end, or is ended. */
const SIGTERM = 143;
const SIGKILL = 137;

/** The end of a task of which a container that it needs ended. */
export function exitOf(task: StoppedTask, set: readonly SetContainer[]): Ending {
  const [first, ...others] = suspectsOf(task, set);
  if (first === undefined) return { kind: 'exit' };
  if (others.length === 0) return oneExit(first, task, set);
  const exits = [first, ...others].map(({ name, exitCode }) => ({
    container: name,
    ...(exitCode === undefined ? {} : { exitCode }),
  }));
  return { kind: 'exits', exits };
}

/**
 * The containers that may have ended their task. Those that it goes on without never do; the others are told to end once
 * one of them has, which they do well, with an error, or not until they are killed: so one that failed comes before those,
 * and one that SIGTERM ended was not the first.
 */
export function suspectsOf({ containers }: StoppedTask, set: readonly SetContainer[]): StoppedContainer[] {
  const needed = containers.filter(({ name }) => set.find((container) => container.name === name)?.essential !== false);
  const failed = needed.filter(isFailed);
  if (failed.length > 0) return failed;
  const ended = needed.filter(({ exitCode }) => exitCode !== undefined);
  const first = ended.filter(({ exitCode }) => exitCode !== SIGTERM);
  return first.length > 0 ? first : ended;
}

function isFailed({ exitCode, reason }: StoppedContainer): boolean {
  if (exitCode === undefined) return reason !== undefined;
  return exitCode !== 0 && exitCode !== SIGTERM && exitCode !== SIGKILL;
}

function oneExit(
  { name, exitCode, reason }: StoppedContainer,
  task: StoppedTask,
  set: readonly SetContainer[],
): Ending {
  const last = task.lines?.container === name ? task.lines : undefined;
  const code = exitCode === undefined ? {} : { exitCode };
  const program = heapIn(last, exitCode);
  if (program) return { kind: 'heap', program, container: name, ...code };
  const hint = hintIn(last, exitCode);
  const main = set.find((container) => container.main);
  return {
    kind: 'exit',
    container: name,
    ...code,
    ...(reason === undefined ? {} : { reason }),
    ...(main !== undefined && main.name !== name ? { sidecar: true as const } : {}),
    ...(hint ? { hint } : {}),
  };
}
