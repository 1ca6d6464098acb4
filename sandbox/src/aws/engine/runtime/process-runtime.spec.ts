import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProcessRuntime } from './process-runtime';
import {
  alive,
  container,
  containerOf,
  nodeTask,
  realRuntime,
  start,
  startAll,
  taskOf,
  until,
} from './spec/real-tasks';

const listen = "require('http').createServer((q, s) => s.end('hi')).listen(process.env.PORT, process.env.HOST);";

describe('tasks as processes', () => {
  let runtime: ProcessRuntime;
  const folder = mkdtempSync(join(tmpdir(), 'checks-'));
  const slow = join(folder, 'slow');
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => (runtime = realRuntime()));
  afterEach(() => runtime.close());

  it('gives a task its port and environment, serves it, and stops it with SIGTERM', async () => {
    const script = `${listen} console.log(process.env.FROM_IMAGE, process.env.BOTH, process.env.ECS_CONTAINER_METADATA_URI_V4);
      process.on('SIGTERM', () => process.exit(3));`;
    const { task, exit } = start(runtime, nodeTask(script, { address: '10.0.9.9' }));
    await until('the task counts', () => task.countedSince());
    const address = runtime.addressOf({ id: '10.0.9.9', port: 80 }, 'us-west-2');
    expect(await (await fetch(`http://${address?.host}:${address?.port}/`)).text()).toBe('hi');
    expect(runtime.addressOf({ id: '10.0.9.9', port: 80 }, 'eu-west-1')).toBeUndefined();
    const line = await until('its output', () => runtime.output(task.taskArn)[0]);
    expect(line).toMatch(/^image task http:\/\/127\.0\.0\.1:4566\/v4\/0{24}/);
    container(task).stop(5000);
    expect(await exit).toEqual({ exitCode: 3 });
    expect(runtime.addressOf({ id: '10.0.9.9', port: 80 })).toBeUndefined();
  });

  it('serves the metadata of a task while it lives', async () => {
    const run = nodeTask(`${listen} console.log(process.env.ECS_CONTAINER_METADATA_URI_V4)`, { address: '10.0.2.17' });
    const { task, exit } = start(runtime, run);
    const uri = await until('its output', () => runtime.output(task.taskArn)[0]);
    const path = new URL(uri).pathname;
    expect(runtime.metadata(path)).toMatchObject({ Networks: [{ IPv4Addresses: ['10.0.2.17'] }] });
    expect(runtime.metadata(`${path}/task`)).toMatchObject({
      TaskARN: run.taskArn,
      Limits: { CPU: 0.25, Memory: 512 },
    });
    expect(runtime.metadata('/v4/other')).toBeUndefined();
    container(task).stop(0);
    await exit;
    await until('it is forgotten', () => runtime.metadata(path) === undefined);
  });

  it('reports how a process ended: its code, or 128 and the signal', async () => {
    const sh = (script: string) => start(runtime, taskOf([containerOf('app', ['sh', '-c', script])])).exit;
    const stubborn = start(runtime, nodeTask(`${listen} process.on('SIGTERM', () => {})`));
    expect(await Promise.all(['exit 0', 'exit 7', 'exit 255', 'kill -ABRT $$', 'kill -SEGV $$'].map(sh))).toEqual(
      [0, 7, 255, 134, 139].map((exitCode) => ({ exitCode })),
    );
    // A shell that does not find its command, or may not run it, is a process that ran.
    expect(await Promise.all([sh('/no/such/program'), sh('/')])).toEqual([{ exitCode: 127 }, { exitCode: 126 }]);
    await until('it listens', () => stubborn.task.countedSince());
    container(stubborn.task).stop(50);
    expect(await stubborn.exit).toEqual({ exitCode: 137 });
  });

  it('has no exit code for what could not be started, but runc’s words', async () => {
    const reasons = [['/no/such/program'], ['no-such-program'], ['/']].map(async (command) => {
      const { exitCode, reason = '' } = await start(runtime, taskOf([containerOf('app', command)])).exit;
      return [exitCode, reason.slice(reason.indexOf('exec: '))];
    });
    expect(await Promise.all(reasons)).toEqual([
      [undefined, 'exec: "/no/such/program": stat /no/such/program: no such file or directory: unknown'],
      [undefined, 'exec: "no-such-program": executable file not found in $PATH: unknown'],
      [undefined, 'exec: "/": permission denied: unknown'],
    ]);
  });

  it('runs the containers of a task beside each other, each with its port and told the others’', async () => {
    const tell = ['sh', '-c', 'echo $PORT $TASK_PORT_80 $TASK_PORT_9000; exec sleep 30'];
    const run = taskOf([containerOf('app', tell, { ports: [80] }), containerOf('proxy', tell, { ports: [9000] })]);
    const { task, exits } = startAll(runtime, run);
    const [app, proxy] = await until('both told', () => {
      const lines = runtime.output(task.taskArn).map((line) => line.split(' '));
      return lines.length === 2 && lines;
    });
    expect(app).toEqual([app![1], app![1], proxy![2]]);
    expect(proxy).toEqual([proxy![2], app![1], proxy![2]]);
    expect(runtime.addressOf({ id: run.address, port: 9000 })?.port).toBe(Number(proxy![0]));
    container(task, 'proxy').stop(5000);
    expect(await exits[1]).toEqual({ exitCode: 143 });
    expect(runtime.addressOf({ id: run.address, port: 9000 })).toBeUndefined();
    expect(runtime.addressOf({ id: run.address, port: 80 })?.port).toBe(Number(app![0]));
    container(task, 'app').stop(5000);
    expect(await exits[0]).toEqual({ exitCode: 143 });
  });

  it('kills a container over its own memory, and the largest where they are over the task’s together', async () => {
    const grow = (mib: number) =>
      containerOf(`grows-${mib}`, ['node', '-e', `const a=Buffer.alloc(2**20*${mib},1);setInterval(()=>a,1000)`]);
    const own = startAll(runtime, taskOf([{ ...grow(100), memoryMiB: 80 }, containerOf('app', ['sleep', '30'])]));
    const together = startAll(runtime, taskOf([grow(60), grow(150)], { memoryMiB: 230 }));
    const outOfMemory = { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' };
    expect(await Promise.all([own.exits[0], together.exits[1]])).toEqual([outOfMemory, outOfMemory]);
    container(own.task, 'app').stop(1000);
    container(together.task, 'grows-60').stop(1000);
    expect(await Promise.all([own.exits[1], together.exits[0]])).toEqual([{ exitCode: 143 }, { exitCode: 143 }]);
  });

  it('kills a task over its memory with 137', async () => {
    const { exit } = start(
      runtime,
      nodeTask('const a=[];setInterval(()=>a.push(Buffer.alloc(2**25,1)),20)', { memoryMiB: 200 }),
    );
    expect(await exit).toEqual({ exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' });
  });

  it('runs a health check in the container’s environment, and kills one that takes too long', async () => {
    const { task, exit } = start(
      runtime,
      taskOf([containerOf('app', ['sleep', '30'], { ports: [80] })], { address: '10.0.3.3' }),
    );
    const check = (command: string, timeoutMs = 5000) =>
      new Promise((resolve) => container(task, 'app').check(['/bin/sh', '-c', command], timeoutMs, resolve));
    const port = await until('its port', () => runtime.addressOf({ id: '10.0.3.3', port: 80 })?.port);
    expect(
      await Promise.all([
        check(`test $PORT = ${port} && test $BOTH = task && test http://localhost/x = http://127.0.0.1:$PORT/x`),
        check('exit 3'),
        check('kill -9 $$'),
        new Promise((resolve) => container(task, 'app').check(['no-such-program'], 5000, resolve)),
      ]),
    ).toEqual([true, false, false, false]);
    expect(await check(`echo $$ > ${slow}; exec sleep 20`, 300)).toBe(false);
    await until('it is killed', () => !alive(Number(readFileSync(slow, 'utf8'))));
    container(task, 'app').stop(1000);
    expect(await exit).toEqual({ exitCode: 143 });
  });

  it('closes with every process gone, those of a task’s own children too', async () => {
    const script = `${listen} console.log(process.pid, require('child_process').spawn(process.execPath, ['-e', 'for(;;);']).pid)`;
    const { task } = start(runtime, nodeTask(script));
    const pids = (await until('its output', () => runtime.output(task.taskArn)[0])).split(' ').map(Number);
    await until('it counts', () => task.countedSince());
    expect(pids.map(alive)).toEqual([true, true]);
    await runtime.close();
    await until('both are gone', () => !pids.some(alive));
  });
});

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('the CPU limit', () => {
  it('holds a spinning task of 256 units to a quarter core, its threads, children and containers together', async () => {
    const runtime = realRuntime();
    const spin = "new (require('worker_threads').Worker)('for(;;);', { eval: true });";
    const child = "require('child_process').spawn(process.execPath, ['-e', 'for(;;);']);";
    const app = containerOf('app', ['node', '-e', `${listen} ${spin} ${child}`], { ports: [80] });
    const { task } = startAll(runtime, taskOf([app, containerOf('side', ['sh', '-c', 'while :; do :; done'])]));
    const since = await until('it counts', () => task.countedSince());
    expect(Date.now() - since).toBeLessThan(1000);
    const shares: number[] = [];
    // It never gets more; a machine that is busy with something else gives it less, for a while.
    while (shares.length < 3 && Math.max(0, ...shares) <= 0.2) {
      const begun = { at: performance.now(), cpu: task.usage().cpuSeconds };
      await until('four seconds', () => performance.now() - begun.at > 4000);
      shares.push((task.usage().cpuSeconds - begun.cpu) / ((performance.now() - begun.at) / 1000));
    }
    await runtime.close();
    expect(Math.max(...shares)).toBeGreaterThan(0.2);
    expect(Math.max(...shares)).toBeLessThan(0.28);
  });
});

onLinux('a supervisor that is killed', () => {
  it('takes its tasks with it, and the next task gets a new one', async () => {
    const runtime = realRuntime();
    const { task, exit } = start(runtime, nodeTask(`${listen} console.log(process.pid, process.ppid)`));
    const pids = (await until('its output', () => runtime.output(task.taskArn)[0])).split(' ').map(Number);
    process.kill(pids[1] ?? 0, 'SIGKILL');
    expect(await exit).toEqual({ exitCode: 137 });
    await until('the task is gone', () => !alive(pids[0] ?? 0));
    const next = start(runtime, nodeTask('process.exit(4)'));
    expect(await next.exit).toEqual({ exitCode: 4 });
    await runtime.close();
  });
});

onLinux('a sandbox that is killed with -9', () => {
  it('leaves no process behind, running or stopped', async () => {
    const parent = spawn(
      process.execPath,
      ['--require', join(__dirname, 'spec', 'typescript.cjs'), join(__dirname, 'spec', 'doomed.ts')],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let out = '';
    parent.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
    const pids = await until('both tasks run', () =>
      out.trim().split('\n').length === 2 ? out.trim().split('\n').map(Number) : undefined,
    );
    expect(pids.map(alive)).toEqual([true, true]);
    parent.kill('SIGKILL');
    await until('the tasks are gone', () => !pids.some(alive));
  });
});
