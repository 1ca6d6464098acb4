import { connect, type Socket } from 'node:net';
import type { Clock, Timer } from '../../../kernel/clock';

/** Between two attempts (ms). */
const RETRY_MS = 50;

/**
 * Calls `onListening` once, as soon as something accepts connections on `port`. The connection is closed without a byte
 * sent, as a TCP health check does.
 */
export function whenListening(host: string, port: number, clock: Clock, onListening: () => void): Timer {
  let cancelled = false;
  let socket: Socket | undefined;
  let retry: Timer | undefined;
  const attempt = (): void => {
    socket = connect({ host, port });
    socket.once('connect', () => {
      socket?.destroy();
      if (!cancelled) onListening();
    });
    socket.once('error', () => {
      if (!cancelled) retry = clock.after(RETRY_MS, attempt);
    });
  };
  attempt();
  return {
    cancel: () => {
      cancelled = true;
      socket?.destroy();
      retry?.cancel();
    },
  };
}
