import { childRunning } from './processes';
import type { Stack } from './stack';
import { waitFor } from './wait-for';

const DEADLINE_MS = 90_000;

/** Ends the bot of a stack, and waits until the one that `npm start` starts in its place is ready. */
export async function endBot({ ready }: Stack, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const bot = () => childRunning(ready.pid, 'dist/bot/src/main.js');
  const before = bot();
  process.kill(before, signal);
  await waitFor(
    'another bot to be ready',
    async () => {
      if (bot() === before) return undefined;
      const { status } = await fetch(`${ready.bot}/health/ready`);
      return status === 200 || undefined;
    },
    DEADLINE_MS,
  );
}
