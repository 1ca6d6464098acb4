import { endOnSignals } from './http/signals';

/** Set once there is a server; until then nothing is owed to anybody. */
let drain = async (): Promise<void> => {};

async function main(): Promise<void> {
  // Loaded after the signals are taken: the first process of a container never receives one that it does not handle.
  const { start } = await import('./start.js');
  const server = await start();
  drain = async () => server.drain();
}

endOnSignals(async () => drain());
main().catch((error: unknown) => {
  process.stderr.write(`primes-api cannot start. ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
