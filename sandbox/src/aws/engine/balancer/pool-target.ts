import { Agent } from 'node:http';
import type { Target } from '../targets.port';
import type { HealthCheck } from './health-check';

/** How long ELB keeps an idle connection to a target: the load balancer's idle timeout, real ms. */
const IDLE_TIMEOUT_MS = 60_000;

/** A registered target: its health, its connections, and what is under way on them. */
export class PoolTarget {
  /** Set while the target's group has traffic to expect from a load balancer. */
  check?: HealthCheck;
  draining = false;
  inFlight = 0;
  /** Whether it ever got traffic: then it drains for the whole delay. */
  wasHealthy = false;
  readonly agent = new Agent({ keepAlive: true, timeout: IDLE_TIMEOUT_MS, scheduling: 'lifo' });

  constructor(readonly target: Target) {}

  healthy(): boolean {
    const healthy = !this.draining && this.check?.health().state === 'healthy';
    this.wasHealthy ||= healthy;
    return healthy;
  }

  /** Gives up connections that carry nothing now, so that none is used again. */
  dropIdleConnections(): void {
    for (const sockets of Object.values(this.agent.freeSockets)) {
      for (const socket of sockets ?? []) socket.destroy();
    }
  }

  /** Ends everything, requests that are under way too. */
  end(): void {
    this.check?.end();
    this.agent.destroy();
  }
}

/** Two targets are the same when address and port are. */
export const sameTarget = (a: Target, b: Target): boolean => a.id === b.id && a.port === b.port;
