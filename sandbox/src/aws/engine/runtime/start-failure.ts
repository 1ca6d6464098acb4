import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';

/** How a container ends whose program could not be run: without an exit code where it never came to run. */
export interface StartFailure {
  exitCode?: number;
  reason?: string;
  /** What its standard error shows. */
  line?: string;
}

/** As Fargate's platform version 1.4 words it (containerd and runc). */
const UNABLE =
  'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process';

/** What the runtime's init ends with when the very last step fails: the program is there, and what is to read it is not. */
const EXEC_FAILED = 255;

/**
 * Why a program could not be started. A missing or forbidden one is found before the container runs, so that the task
 * fails to start; a script whose interpreter is missing, or a program of another format, fails as the container runs.
 * @param error of `spawn`
 * @param directory the working directory, which relative programs are from
 */
export function startFailure(error: NodeJS.ErrnoException, program: string, directory: string): StartFailure {
  const named = program.includes('/');
  const unable = (cause: string): StartFailure => ({ reason: `${UNABLE}: exec: "${program}": ${cause}: unknown` });
  if (error.code === 'ENOENT' && !named) return unable('executable file not found in $PATH');
  if (error.code === 'ENOENT' && !executable(resolve(directory, program)))
    return unable(`stat ${program}: no such file or directory`);
  if (error.code === 'EACCES') return unable('permission denied');
  const cause = error.code === 'ENOENT' ? 'no such file or directory' : 'exec format error';
  if (error.code === 'ENOENT' || error.code === 'ENOEXEC')
    return { exitCode: EXEC_FAILED, line: `exec ${program}: ${cause}` };
  return { reason: `CannotStartContainerError: ${error.message}` };
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
