import 'reflect-metadata';
import { AppModule } from './app.module';
import { CpuPlan } from './compute/cpu-plan';
import { Config, ConfigError } from './config/config';
import { createServer } from './http/server';
import { endOnSignals } from './http/signals';
import { TaskMetadata } from './task-metadata/task-metadata';

async function main(): Promise<void> {
  let drain = async (): Promise<void> => {};
  endOnSignals(async () => drain());
  const server = await createServer(AppModule);
  drain = async () => server.drain();
  const { host, port, version } = server.app.get(Config);
  await server.app.listen(port, host);
  const { containerId } = server.app.get(TaskMetadata, { strict: false });
  const plan = String(server.app.get(CpuPlan, { strict: false }));
  const url = await server.app.getUrl();
  process.stdout.write(`primes-api ${version} on ${containerId} answers at ${url} and computes with ${plan}.\n`);
}

/** What keeps a server from listening, in words; a stack only where nobody foresaw it. */
function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} on ${address} is taken by another program. Set PORT to a free one.`;
  if (code === 'EACCES') return `This user may not listen on port ${port}. Set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `This machine has no address as HOST says. Change HOST.`;
  return error instanceof Error && error.stack ? error.stack : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`primes-api cannot start. ${sentenceOf(error)}\n`);
  process.exit(1);
});
