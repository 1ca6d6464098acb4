// Loaded before a program (node --import): ends it when the launcher ends, however the launcher ends. The program itself
// knows nothing of it. The launcher holds the other end of descriptor 3, and the system closes that with the launcher.
import { Socket } from 'node:net';
import { Worker, isMainThread, workerData } from 'node:worker_threads';

const LAUNCHER_DESCRIPTOR = 3;
/** How long the program may take to end by itself; with its tasks, all must be gone ten seconds after the launcher. */
const GRACE_MS = 6_000;

if (isMainThread) {
  // A thread of its own, so that it ends even a program that is too busy to hear of it.
  new Worker(new URL(import.meta.url), { workerData: { watches: 'launcher' }, execArgv: [] }).unref();
} else if (workerData?.watches === 'launcher') {
  const launcher = new Socket({ fd: LAUNCHER_DESCRIPTOR });
  launcher.on('error', () => launcher.destroy());
  launcher.once('close', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS);
  });
  launcher.resume();
}
