import { spawnSync } from 'node:child_process';

/** Whether a process runs. */
export const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

interface Row {
  pid: number;
  ppid: number;
  command: string;
}

function table(): Row[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [, pid, ppid, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return { pid: Number(pid), ppid: Number(ppid), command };
    });
}

/** The process ids of everything below a process. */
export function descendants(pid: number): number[] {
  const rows = table();
  const below = (parent: number): number[] =>
    rows.filter(({ ppid }) => ppid === parent).flatMap((row) => [row.pid, ...below(row.pid)]);
  return below(pid);
}

/** The child of a process whose command line names a program. @throws Error where there is none */
export function childRunning(parent: number, program: string): number {
  const child = table().find(({ ppid, command }) => ppid === parent && command.includes(program));
  if (!child) throw new Error(`No child of ${parent} runs ${program}.`);
  return child.pid;
}
