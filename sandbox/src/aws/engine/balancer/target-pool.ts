import type { Clock, Timer } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { Target, TargetHealth } from '../targets.port';
import type { Address } from './addresses';
import { HealthCheck, type HealthCheckSettings } from './health-check';
import type { Probe } from './health-probe';
import { PoolTarget, sameTarget } from './pool-target';

export interface TargetPoolOptions {
  clock: Clock;
  pace: Pace;
  probe: Probe;
  addressOf: (target: Target) => Address | undefined;
  settings: () => HealthCheckSettings;
  /** The group's deregistration delay in AWS's seconds. */
  deregistrationDelay: () => number;
}

/** A target group's targets: who is healthy, who is draining, and whose turn it is. */
export class TargetPool {
  private targets: PoolTarget[] = [];
  private readonly drains = new Map<PoolTarget, Timer>();
  private turn = 0;
  private inUse = false;

  constructor(private readonly options: TargetPoolOptions) {}

  /** Whether a load balancer sends traffic here; only then is anything checked (reason Target.NotInUse otherwise). */
  use(inUse: boolean): void {
    if (this.inUse === inUse) return;
    this.inUse = inUse;
    for (const entry of this.targets) if (!entry.draining) this.follow(entry);
  }

  /** Registers a target, or takes it back from draining. A registered one stays as it is. */
  register(target: Target): void {
    const known = this.find(target);
    if (known && !known.draining) return;
    if (known) this.remove(known);
    const entry = new PoolTarget(target);
    this.targets.push(entry);
    this.follow(entry);
  }

  /**
   * Takes a target out of rotation at once. It stays as `draining` for the deregistration delay (scaled), or is gone at
   * once when it never got traffic and nothing is in flight. An unregistered one is ignored.
   */
  deregister(target: Target): void {
    const entry = this.find(target);
    if (!entry || entry.draining) return;
    entry.healthy();
    entry.draining = true;
    entry.check?.end();
    entry.dropIdleConnections();
    if (!entry.wasHealthy && entry.inFlight === 0) return this.remove(entry);
    const { clock, pace, deregistrationDelay } = this.options;
    this.drains.set(
      entry,
      clock.after(pace.ms(deregistrationDelay()), () => this.remove(entry)),
    );
  }

  list(): { target: Target; health: TargetHealth }[] {
    return this.targets.map((entry) => ({ target: entry.target, health: this.healthOf(entry) }));
  }

  health(target: Target): TargetHealth | undefined {
    const entry = this.find(target);
    return entry && this.healthOf(entry);
  }

  /**
   * Whose turn it is: round robin over the healthy targets, and over all that are registered when none is healthy
   * (ELB fails open). Undefined without any.
   */
  next(): PoolTarget | undefined {
    const registered = this.targets.filter(({ draining }) => !draining);
    const healthy = registered.filter((entry) => entry.healthy());
    const candidates = healthy.length > 0 ? healthy : registered;
    this.turn = (this.turn + 1) % Math.max(1, candidates.length);
    return candidates[this.turn];
  }

  address(entry: PoolTarget): Address | undefined {
    return this.options.addressOf(entry.target);
  }

  counts(): { healthy: number; unhealthy: number } {
    const states = this.targets.map((entry) => this.healthOf(entry).state);
    return {
      healthy: states.filter((state) => state === 'healthy').length,
      unhealthy: states.filter((state) => state === 'unhealthy').length,
    };
  }

  close(): void {
    const all = this.targets;
    for (const entry of all) this.remove(entry);
  }

  private follow(entry: PoolTarget): void {
    entry.check?.end();
    const { settings, clock, pace, probe, addressOf } = this.options;
    entry.check = this.inUse
      ? new HealthCheck(
          settings,
          (port) => addressOf({ ...entry.target, ...(port === undefined ? {} : { port }) }),
          probe,
          clock,
          pace,
        )
      : undefined;
  }

  private healthOf(entry: PoolTarget): TargetHealth {
    if (entry.draining) {
      return {
        state: 'draining',
        reason: 'Target.DeregistrationInProgress',
        description: 'Target deregistration is in progress',
      };
    }
    return (
      entry.check?.health() ?? {
        state: 'unused',
        reason: 'Target.NotInUse',
        description: 'Target group is not configured to receive traffic from the load balancer',
      }
    );
  }

  private find(target: Target): PoolTarget | undefined {
    return this.targets.find((entry) => sameTarget(entry.target, target));
  }

  private remove(entry: PoolTarget): void {
    this.drains.get(entry)?.cancel();
    this.drains.delete(entry);
    this.targets = this.targets.filter((other) => other !== entry);
    entry.end();
  }
}
