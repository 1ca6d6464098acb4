import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListenOptions {
  /** 0 means any free port. */
  port: number;
  host: string;
  /** What cannot start when the port is taken: "the sandbox's AWS". */
  what: string;
  /** The environment variable that chooses another port. */
  variable: string;
}

/**
 * Opens a server's port.
 * @returns the port it listens on
 * @throws Error that names the port and the variable, when another program has it
 */
export function listen(server: Server, { port, host, what, variable }: ListenOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentence = `Port ${port} is taken by another program, so ${what} cannot start. Stop that program, or set ${variable} to another port.`;
      reject(error.code === 'EADDRINUSE' ? new Error(sentence) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Whether `host` is no address but all that this machine has. */
export const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** A host as it stands in an address. */
export const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Where what is bound to `host` can be reached from this machine: a wildcard is bound to loopback too. */
export function originOf(host: string, port: number): string {
  return `http://${isWildcard(host) ? '127.0.0.1' : hostInUrl(host)}:${port}`;
}
