import { createServer } from 'node:net';

/** Below every usual range for outgoing connections, one of which could otherwise take the port before the task does. */
const FIRST = 20_000;
const LAST = 31_999;
const TRIES = 200;

/**
 * A loopback port nothing listens on.
 * @param taken ports handed out before that a task may still be about to open.
 * @throws Error when two hundred ports tried at random were all in use.
 */
export async function freePort(host: string, taken: ReadonlySet<number>): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (!taken.has(port) && (await canListen(host, port))) return port;
  }
  throw new Error(
    `No free port was found between ${FIRST} and ${LAST} on ${host} for a task. End what listens there and try again.`,
  );
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
