import { get } from 'node:http';
import type { Clock } from '../../../kernel/clock';
import type { Address } from './addresses';

export type ProbeResult = { answered: number } | 'timeout' | 'failed';

/** Asks one target once. Never rejects; an aborted one has failed. */
export type Probe = (
  address: Address | undefined,
  path: string,
  timeoutMs: number,
  signal: AbortSignal,
) => Promise<ProbeResult>;

/**
 * Checks by HTTP GET over a connection of its own, which is closed afterwards, with the user agent ELB has
 * (ELB user guide, "Health checks for Application Load Balancer target groups"). The timeout is real time.
 */
export const httpProbe =
  (clock: Clock): Probe =>
  (address, path, timeoutMs, signal) =>
    new Promise((resolve) => {
      if (!address) return resolve('failed');
      const request = get({
        ...address,
        path,
        agent: false,
        signal,
        headers: { 'User-Agent': 'ELB-HealthChecker/2.0', Connection: 'close' },
      });
      const timer = clock.after(timeoutMs, () => end('timeout'));
      const end = (result: ProbeResult): void => {
        timer.cancel();
        resolve(result);
        request.destroy();
      };
      request.once('response', (response) => {
        response.resume();
        end({ answered: response.statusCode ?? 0 });
      });
      request.on('error', () => end('failed'));
    });
