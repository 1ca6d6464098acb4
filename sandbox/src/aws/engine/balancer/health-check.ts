import { setMaxListeners } from 'node:events';
import type { Clock, Timer } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { TargetHealth } from '../targets.port';
import type { Address } from './addresses';
import type { Probe, ProbeResult } from './health-probe';
import { matches } from './matcher';

/** A target group's health check settings, in AWS's seconds. */
export interface HealthCheckSettings {
  path: string;
  /** A port of its own; undefined for the port that gets the traffic. */
  port?: number;
  matcher: string;
  intervalSeconds: number;
  /** Real seconds, whatever a minute lasts. */
  timeoutSeconds: number;
  healthyThreshold: number;
  unhealthyThreshold: number;
}

/**
 * Follows one target's health (ELB user guide, "Health checks for Application Load Balancer target groups"): a check
 * each interval, whether or not the one before has been answered; after registration one pass makes it healthy, later
 * on as many in a row as the thresholds say.
 */
export class HealthCheck {
  private state: 'initial' | 'healthy' | 'unhealthy' = 'initial';
  private passes = 0;
  private failures = 0;
  private reason: Pick<TargetHealth, 'reason' | 'description'> = {};
  private readonly ended = new AbortController();
  private timer: Timer;

  constructor(
    private readonly settings: () => HealthCheckSettings,
    /** Where the target listens for what ELB calls `port`, or for its traffic. */
    private readonly address: (port: number | undefined) => Address | undefined,
    private readonly probe: Probe,
    private readonly clock: Clock,
    private readonly pace: Pace,
  ) {
    // Where a minute is short many unanswered checks overlap, and each listens for the end.
    setMaxListeners(0, this.ended.signal);
    this.timer = this.clock.after(0, () => this.check());
  }

  health(): TargetHealth {
    if (this.state === 'healthy') return { state: 'healthy' };
    if (this.state === 'unhealthy') return { state: 'unhealthy', ...this.reason };
    return {
      state: 'initial',
      reason: 'Elb.RegistrationInProgress',
      description: 'Target registration is in progress',
    };
  }

  end(): void {
    this.timer.cancel();
    this.ended.abort();
  }

  private check(): void {
    const { path, port, timeoutSeconds, intervalSeconds } = this.settings();
    this.timer = this.clock.after(this.pace.ms(intervalSeconds), () => this.check());
    void this.probe(this.address(port), path, timeoutSeconds * 1000, this.ended.signal).then((result) =>
      this.judge(result),
    );
  }

  private judge(result: ProbeResult): void {
    if (this.ended.signal.aborted) return;
    const { matcher, healthyThreshold, unhealthyThreshold } = this.settings();
    if (typeof result === 'object' && matches(matcher, result.answered)) {
      this.passes += 1;
      this.failures = 0;
      if (this.state === 'initial' || this.passes >= healthyThreshold) this.state = 'healthy';
      return;
    }
    this.failures += 1;
    this.passes = 0;
    this.reason = reasonOf(result);
    if (this.failures >= unhealthyThreshold) this.state = 'unhealthy';
  }
}

/** ELB's reason codes and sentences (ELB API reference, TargetHealth). */
function reasonOf(result: ProbeResult): Pick<TargetHealth, 'reason' | 'description'> {
  if (result === 'timeout') return { reason: 'Target.Timeout', description: 'Request timed out' };
  if (result === 'failed') return { reason: 'Target.FailedHealthChecks', description: 'Health checks failed' };
  return {
    reason: 'Target.ResponseCodeMismatch',
    description: `Health checks failed with these codes: [${result.answered}]`,
  };
}
