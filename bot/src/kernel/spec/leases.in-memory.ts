import type { Clock } from '../clock';
import { LeaseLostError, Leases } from '../leases';
import type { Lease, Taken } from '../leases';

/** For specs: what several bots share. */
export class SharedTurns {
  readonly turns = new Map<string, Turn>();
  readonly bots = new Set<InMemoryLeases>();
}

interface Turn {
  bot: InMemoryLeases;
  holder: string | undefined;
  end: AbortController;
}

const LOOK_MS = 3000;

/** For specs: whose turn it is, among bots of one process. Alone unless it shares them. */
export class InMemoryLeases extends Leases {
  /** What every question is answered with. */
  broken: Error | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly shared = new SharedTurns(),
    readonly bot = `bot-${shared.bots.size + 1}`,
  ) {
    super();
    shared.bots.add(this);
  }

  override async take(name: string, holder?: string): Promise<Taken> {
    if (this.broken) throw this.broken;
    const { turns } = this.shared;
    const held = turns.get(name);
    if (held) return { heldBy: held.holder };
    const turn = { bot: this, holder, end: new AbortController() };
    turns.set(name, turn);
    return { lease: this.leaseOf(name, turn) };
  }

  override async lookForLeft(look: () => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const looked = await look().then(
        () => true,
        () => false,
      );
      if (looked && this.shared.bots.size < 2) return;
      await this.clock.sleep(LOOK_MS, signal);
    }
  }

  override async hasOthers(): Promise<boolean> {
    return this.shared.bots.size > 1;
  }

  /** It holds nothing any more, whether it is gone or knows of its loss. */
  lose(): void {
    for (const [name, { bot, end }] of this.shared.turns) {
      if (bot !== this) continue;
      this.shared.turns.delete(name);
      end.abort();
    }
  }

  /** It stood still: others may take what it held, and it has heard of nothing. */
  standStill(): void {
    for (const [name, { bot }] of this.shared.turns) if (bot === this) this.shared.turns.delete(name);
  }

  /** It is gone, and the others know. */
  die(): void {
    this.lose();
    this.shared.bots.delete(this);
  }

  private leaseOf(name: string, turn: Turn): Lease {
    const isHeld = (): boolean => this.shared.turns.get(name) === turn;
    const isAlone = this.shared.bots.size < 2;
    return {
      isAlone,
      get isHeld() {
        return isHeld();
      },
      over: turn.end.signal,
      confirm: async () => {
        if (!isHeld()) throw new LeaseLostError(name);
      },
      giveBack: async () => {
        if (isHeld()) this.shared.turns.delete(name);
        turn.end.abort();
      },
    };
  }
}
