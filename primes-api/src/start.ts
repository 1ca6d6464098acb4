import 'reflect-metadata';
import { AppModule } from './app.module';
import { CpuPlan } from './compute/cpu-plan';
import { Config } from './config/config';
import { createServer, type Server } from './http/server';
import { TaskMetadata } from './task-metadata/task-metadata';

/**
 * Starts the program and says in one line on standard output where it answers.
 * @throws Error whose message is a sentence for whoever runs it.
 */
export async function start(): Promise<Server> {
  const server = await createServer(AppModule);
  const { host, port, version } = server.app.get(Config);
  await server.app.listen(port, host).catch((error: unknown) => {
    throw new Error(sentenceOf(error, host, port), { cause: error });
  });
  const { containerId } = server.app.get(TaskMetadata, { strict: false });
  const plan = String(server.app.get(CpuPlan, { strict: false }));
  const url = await server.app.getUrl();
  process.stdout.write(`primes-api ${version} on ${containerId} answers at ${url} and computes with ${plan}.\n`);
  return server;
}

/** What keeps a server from listening, in words. */
function sentenceOf(error: unknown, host: string, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${port} of ${host} is taken by another program. Set PORT to a free one.`;
  if (code === 'EACCES') return `This user may not listen on port ${port}. Set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `HOST is "${host}", which is no address of this machine. Set it to one, or to 0.0.0.0 for all.`;
  }
  return message;
}
