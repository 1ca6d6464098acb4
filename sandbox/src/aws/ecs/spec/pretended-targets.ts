import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { Target, TargetHealth, Targets } from '../../engine/targets.port';
import type { PretendedRuntime } from './pretended-runtime';

interface Entry {
  registeredAt: number;
  drainedAt?: number;
}

/** Target groups that know at once how the task behind an address behaves. */
export class PretendedTargets implements Targets {
  readonly group = 'arn:aws:elasticloadbalancing:us-west-2:000000000000:targetgroup/primes/0123456789abcdef';
  readonly alternate = 'arn:aws:elasticloadbalancing:us-west-2:000000000000:targetgroup/green/0123456789abcdef';
  /** By target group and address. */
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly clock: Clock,
    private readonly pace: Pace,
    private readonly runtime: PretendedRuntime,
  ) {}

  exists(targetGroupArn: string): boolean {
    return targetGroupArn === this.group || targetGroupArn === this.alternate;
  }

  register(group: string, { id }: Target): void {
    this.entries.set(`${group} ${id}`, { registeredAt: this.clock.now() });
  }

  deregister(group: string, { id }: Target): void {
    const entry = this.entries.get(`${group} ${id}`);
    if (entry) entry.drainedAt = this.clock.now() + this.pace.ms(DRAIN_SECONDS);
  }

  health(group: string, { id }: Target): TargetHealth | undefined {
    const entry = this.entries.get(`${group} ${id}`);
    if (!entry || (entry.drainedAt !== undefined && this.clock.now() >= entry.drainedAt)) return undefined;
    if (entry.drainedAt !== undefined) return { state: 'draining', reason: 'Target.DeregistrationInProgress' };
    const actor = this.runtime.at(id);
    const since = actor?.acceptsFrom;
    const checked = (from: number): boolean => this.clock.now() - from >= this.pace.ms(CHECKS_SECONDS);
    if (since !== undefined && actor?.behaviour === 'serve' && actor.alive && checked(since))
      return { state: 'healthy' };
    if (!checked(entry.registeredAt)) return { state: 'initial', reason: 'Elb.RegistrationInProgress' };
    return { state: 'unhealthy', ...(actor?.behaviour === 'deaf' ? TIMED_OUT : CODE_503) };
  }

  /** Addresses that requests go to. */
  get routed(): string[] {
    return [...this.entries].flatMap(([key, { drainedAt }]) =>
      drainedAt === undefined ? [key.slice(key.indexOf(' ') + 1)] : [],
    );
  }
}

const DRAIN_SECONDS = 30;
const CHECKS_SECONDS = 20;
const TIMED_OUT = { reason: 'Target.Timeout', description: 'Request timed out' };
const CODE_503 = { reason: 'Target.ResponseCodeMismatch', description: 'Health checks failed with these codes: [503]' };
