import { nodeTask, realRuntime, start, until } from './real-tasks';

/* A sandbox with two tasks, one busy and so often stopped, one idle: it prints their process ids and waits to be killed. */
async function main(): Promise<void> {
  const runtime = realRuntime();
  const listen = "require('http').createServer().listen(process.env.PORT, process.env.HOST);console.log(process.pid);";
  for (const work of ['', "new (require('worker_threads').Worker)('for(;;);', { eval: true })"]) {
    const { task } = start(runtime, nodeTask(listen + work, { cpuUnits: 32 }));
    await until('it counts', () => task.countedSince());
    process.stdout.write(`${await until('its pid', () => runtime.output(task.taskArn)[0])}\n`);
  }
}

void main();
