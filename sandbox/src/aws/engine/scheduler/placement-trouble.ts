import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { Deployment } from './deployment';
import type { EcsService } from './ecs-service';
import { words } from './event-words';
import type { Unplaced } from './unplaced';

/** What keeps a service from placing its tasks, from when it is met until it is over. */
export class PlacementTrouble {
  /** Whether no container instance had room. */
  lacksRoom = false;
  private said?: { message: string; at: number };
  /** Epoch ms before which nothing is tried. */
  private until = 0;

  constructor(
    private readonly service: EcsService,
    private readonly clock: Clock,
    private readonly pace: Pace,
  ) {}

  /** Whether it is time to try. */
  get open(): boolean {
    return this.clock.now() >= this.until;
  }

  /** "Duplicate event messages are omitted until either the cause is resolved or six hours passes." */
  met(primary: Deployment, { says, isFailure, againAfter = 0, lacksRoom = false }: Unplaced): void {
    const { name, events } = this.service;
    const at = this.clock.now();
    this.lacksRoom = lacksRoom;
    this.until = at + this.pace.ms(againAfter);
    const message = says(name);
    if (message !== this.said?.message || at - this.said.at >= this.pace.ms(SAID_AGAIN_SECONDS)) {
      this.said = { message, at };
      events.add(message);
    }
    if (!isFailure) return;
    primary.failed();
    if (primary.throttle.failedToStart()) events.add(words.inconsistent(name));
  }

  over(): void {
    this.said = undefined;
    this.lacksRoom = false;
  }
}

const SAID_AGAIN_SECONDS = 6 * 3600;
