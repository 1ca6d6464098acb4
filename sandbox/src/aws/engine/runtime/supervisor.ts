import { availableParallelism } from 'node:os';
import { SystemClock } from '../../../kernel/clock';
import { freePort } from './free-port';
import { SupervisedTask } from './supervised-task';
import { eachLine, type Launch, type SupervisorOrder, type SupervisorReport } from './supervisor.protocol';

/*
 * The supervisor: one small process that all tasks of a sandbox are children of. One for all, not one for each, because
 * a Node process costs some 40 MB and the limits of ten tasks cost one process next to nothing. It stands in a session
 * of its own, so that a Ctrl-C or a kill -9 meant for the sandbox does not reach it; the end of its standard input is
 * how it learns that the sandbox is gone, and then it leaves nothing behind.
 */
const clock = new SystemClock();
const processors = availableParallelism();
const tasks = new Map<string, SupervisedTask>();
/** Stop orders that came while the task's port was still being looked for. */
const starting = new Map<string, { stopped: boolean }>();
const ports = new Set<number>();
let ending = false;

function report(message: SupervisorReport): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function run(id: string, launch: Launch): Promise<void> {
  const start = { stopped: false };
  starting.set(id, start);
  const port = await freePort(launch.host, ports);
  starting.delete(id);
  if (start.stopped || ending) return report({ report: 'exited', id, exitCode: 137 });
  ports.add(port);
  const task = new SupervisedTask(
    launch,
    port,
    {
      started: (pid) => report({ report: 'started', id, pid, port }),
      counting: (at) => report({ report: 'counting', id, at }),
      output: (lines) => report({ report: 'output', id, lines }),
      exited: (exitCode, reason) => {
        ports.delete(port);
        tasks.delete(id);
        report({ report: 'exited', id, exitCode, ...(reason === undefined ? {} : { reason }) });
        leaveWhenDone();
      },
    },
    clock,
    processors,
  );
  tasks.set(id, task);
}

function obey(order: SupervisorOrder): void {
  if (order.order === 'run') {
    run(order.id, order.launch).catch((error: unknown) => {
      starting.delete(order.id);
      report({ report: 'exited', id: order.id, exitCode: 128, reason: `CannotStartContainerError: ${String(error)}` });
    });
    return;
  }
  const start = starting.get(order.id);
  if (start) start.stopped = true;
  tasks.get(order.id)?.stop(order.timeoutMs);
}

function endAll(): void {
  ending = true;
  for (const task of tasks.values()) task.kill();
  leaveWhenDone();
}

function leaveWhenDone(): void {
  if (ending && tasks.size === 0) process.exit(0);
}

process.stdin.setEncoding('utf8');
process.stdin.on(
  'data',
  eachLine((line) => obey(JSON.parse(line) as SupervisorOrder)),
);
process.stdin.once('end', endAll);
process.stdin.once('error', endAll);
process.stdout.on('error', endAll);
process.once('SIGTERM', endAll);
process.once('SIGINT', endAll);
