import { availableParallelism } from 'node:os';
import { SystemClock } from '../../../kernel/clock';
import { freePort } from './free-port';
import { SupervisedTask } from './supervised-task';
import {
  eachLine,
  type Launch,
  type SupervisorOrder,
  type SupervisorReport,
  type TaskLimits,
} from './supervisor.protocol';

/*
 * The supervisor: one small process that all containers of a sandbox are children of. One for all, not one for each, because
 * a Node process costs some 40 MB and the limits of ten tasks cost one process next to nothing. It stands in a session
 * of its own, so that a Ctrl-C or a kill -9 meant for the sandbox does not reach it; the end of its standard input is
 * how it learns that the sandbox is gone, and then it leaves nothing behind.
 */
const clock = new SystemClock();
const processors = availableParallelism();
const tasks = new Map<string, SupervisedTask>();
const takenPorts = new Set<number>();
let ending = false;

function report(message: SupervisorReport): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function open(task: string, limits: TaskLimits, count: number): Promise<void> {
  const ports: number[] = [];
  try {
    while (ports.length < count) {
      const port = await freePort(limits.host, takenPorts);
      takenPorts.add(port);
      ports.push(port);
    }
  } catch {
    for (const port of ports.splice(0)) takenPorts.delete(port);
  }
  tasks.set(task, new SupervisedTask(limits, ports, clock, processors));
  report({ report: 'opened', task, ports });
}

function start(task: string, container: string, launch: Launch): void {
  if (ending) return;
  tasks.get(task)?.start(container, launch, {
    started: (pid) => report({ report: 'started', task, container, pid }),
    counting: (at) => report({ report: 'counting', task, container, at }),
    output: (lines) => report({ report: 'output', task, container, lines }),
    exited: (exitCode, reason) => {
      report({
        report: 'exited',
        task,
        container,
        ...(exitCode !== undefined && { exitCode }),
        ...(reason && { reason }),
      });
      leaveWhenDone();
    },
  });
}

function close(task: string): void {
  for (const port of tasks.get(task)?.ports ?? []) takenPorts.delete(port);
  tasks.get(task)?.close();
  tasks.delete(task);
}

function obey(order: SupervisorOrder): void {
  if (order.order === 'open') void open(order.task, order.limits, order.ports);
  if (order.order === 'start') start(order.task, order.container, order.launch);
  if (order.order === 'stop') tasks.get(order.task)?.stop(order.container, order.timeoutMs);
  if (order.order === 'check') {
    const { task, container, check, command, timeoutMs } = order;
    const done = (passed: boolean): void => report({ report: 'checked', task, container, check, passed });
    tasks.get(task)?.check(container, command, timeoutMs, done);
  }
  if (order.order === 'close') close(order.task);
}

function endAll(): void {
  ending = true;
  for (const task of tasks.values()) task.kill();
  leaveWhenDone();
}

function leaveWhenDone(): void {
  if (ending && [...tasks.values()].every(({ alive }) => !alive)) process.exit(0);
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
