import type { HealthCheck } from '@aws-sdk/client-ecs';
import type { Clock, Timer } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { RunningContainer } from '../task-runtime.port';

/** What ECS fills in (HealthCheck). */
export const HEALTH_CHECK_DEFAULTS = { interval: 30, timeout: 5, retries: 3 } as const;

/** What a check is about: one run of a container. */
export interface CheckedContainer {
  check: HealthCheck;
  process: RunningContainer;
  /** Epoch ms. */
  startedAt: number;
  /** Whether it is there to accept connections: failures do not count before it does, for starting Node is not what is being shown. */
  listens: boolean;
}

/**
 * A container's health by its own command, as Docker has it: the first check an interval after the start, the next one an
 * interval after the last one's end; healthy with the first that passes, unhealthy after `retries` failures in a row.
 */
export class ContainerHealth {
  status: 'UNKNOWN' | 'HEALTHY' | 'UNHEALTHY' = 'UNKNOWN';
  private failures = 0;
  private hasPassed = false;
  private timer: Timer;

  constructor(
    private readonly container: CheckedContainer,
    private readonly clock: Clock,
    private readonly pace: Pace,
    private readonly changed: () => void,
  ) {
    this.timer = this.next();
  }

  /** @returns what is run for a check; nothing where it is switched off */
  static command({ command = [] }: HealthCheck): string[] | undefined {
    const [kind, ...words] = command;
    if (kind === undefined || kind === 'NONE') return undefined;
    if (kind === 'CMD') return words;
    return ['/bin/sh', '-c', kind === 'CMD-SHELL' ? words.join(' ') : command.join(' ')];
  }

  /** The container has ended, and stays as healthy as it was. */
  close(): void {
    this.timer.cancel();
  }

  private next(): Timer {
    const { interval = HEALTH_CHECK_DEFAULTS.interval } = this.container.check;
    return this.clock.after(this.pace.ms(interval), () => this.look());
  }

  private look(): void {
    const { check, process } = this.container;
    const { timeout = HEALTH_CHECK_DEFAULTS.timeout } = check;
    process.check(ContainerHealth.command(check) ?? [], timeout * 1000, (passed) => {
      this.heard(passed);
      this.timer = this.next();
    });
  }

  private heard(passed: boolean): void {
    const before = this.status;
    const { retries = HEALTH_CHECK_DEFAULTS.retries } = this.container.check;
    if (passed) {
      this.failures = 0;
      this.hasPassed = true;
      this.status = 'HEALTHY';
    } else if (this.counts() && ++this.failures >= retries) {
      this.status = 'UNHEALTHY';
    }
    if (this.status !== before) this.changed();
  }

  /** Whether a failure counts: after the start period, or after a check has passed within it. */
  private counts(): boolean {
    const { check, process, startedAt, listens } = this.container;
    const begun = listens ? process.countedSince() : startedAt;
    if (this.hasPassed) return true;
    return begun !== undefined && this.clock.now() >= begun + this.pace.ms(check.startPeriod ?? 0);
  }
}
