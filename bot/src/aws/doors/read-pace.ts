import type { ECSClient } from '@aws-sdk/client-ecs';
import type { Clock } from '../../kernel/clock';

/** Who waits for a read: a person for one thing, or a table for many. One goes first. */
export type Importance = 'one' | 'many';

/**
 * ECS's own allowance for reads of services, revisions and deployments in one account and region.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 */
const BURST = 50;
const A_SECOND = 20;

/** Lets reads of ECS through no faster than ECS sustains them, whoever asks how often: in order, single looks first. */
export class ReadPace {
  private stock = BURST;
  private filledAt: number;
  private readonly waiting: Record<Importance, (() => void)[]> = { one: [], many: [] };
  private isAsleep = false;

  constructor(private readonly clock: Clock) {
    this.filledAt = clock.now();
  }

  /** Resolves when it may be asked. */
  turn(importance: Importance): Promise<void> {
    return new Promise((go) => {
      this.waiting[importance].push(go);
      this.serve();
    });
  }

  private serve(): void {
    this.fill();
    while (this.stock >= 1) {
      const go = this.waiting.one.shift() ?? this.waiting.many.shift();
      if (!go) return;
      this.stock -= 1;
      go();
    }
    if (this.waiting.one.length + this.waiting.many.length > 0) void this.sleep();
  }

  private async sleep(): Promise<void> {
    if (this.isAsleep) return;
    this.isAsleep = true;
    await this.clock.sleep(Math.ceil(((1 - this.stock) * 1000) / A_SECOND));
    this.isAsleep = false;
    this.serve();
  }

  private fill(): void {
    const now = this.clock.now();
    this.stock = Math.min(BURST, this.stock + ((now - this.filledAt) * A_SECOND) / 1000);
    this.filledAt = now;
  }
}

/** What the SDK hands through a client's middleware is the command's own input. */
const forMany = new WeakSet<object>();

/** The command, as one that waits with this importance: `one` unless it is said. */
export function as<C extends { input: object }>(importance: Importance, command: C): C {
  if (importance === 'many') forMany.add(command.input);
  return command;
}

/** From now on each try of each of the client's calls waits for its turn. */
export function paceReads({ middlewareStack }: ECSClient, pace: ReadPace): void {
  middlewareStack.add(
    (next) => async (args) => {
      await pace.turn(forMany.has(args.input) ? 'many' : 'one');
      return next(args);
    },
    // After the SDK's retry, so that a second try waits too.
    { step: 'finalizeRequest', priority: 'low', name: 'waitForTurn' },
  );
}
