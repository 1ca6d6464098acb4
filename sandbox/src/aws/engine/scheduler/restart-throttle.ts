import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';

/**
 * How long ECS waits before it starts tasks again after tasks that never reached RUNNING ("Amazon ECS service throttle
 * logic"): longer each time, up to 15 minutes. Tasks that reached RUNNING and then failed are replaced at once.
 */
export class RestartThrottle {
  private failures = 0;
  private until = 0;

  constructor(
    private readonly clock: Clock,
    private readonly pace: Pace,
  ) {}

  /** @returns whether this failure is the one from which the service counts as unable to start tasks consistently. */
  failedToStart(): boolean {
    this.failures += 1;
    const seconds = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** (this.failures - 1));
    this.until = this.clock.now() + this.pace.ms(seconds);
    return this.failures === CONSISTENT;
  }

  reachedRunning(): void {
    this.failures = 0;
    this.until = 0;
  }

  get open(): boolean {
    return this.clock.now() >= this.until;
  }
}

const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 15 * 60;
const CONSISTENT = 3;
