import { LeaseLostError } from '../../kernel/leases';
import type { Lease } from '../../kernel/leases';

/** Who knows whether a lease is held. */
interface Keeper {
  isHolding(lease: HeldLease): boolean;
  isWritten(lease: HeldLease): Promise<boolean>;
  giveBack(lease: HeldLease): Promise<void>;
}

/** One turn that a bot has among others. */
export class HeldLease implements Lease {
  private readonly ending = new AbortController();
  readonly isAlone = false;
  readonly over = this.ending.signal;

  constructor(
    readonly name: string,
    readonly holder: string | undefined,
    private readonly keeper: Keeper,
  ) {}

  get isHeld(): boolean {
    return !this.over.aborted && this.keeper.isHolding(this);
  }

  async confirm(): Promise<void> {
    if (!this.isHeld || !(await this.keeper.isWritten(this))) throw new LeaseLostError(this.name);
  }

  async giveBack(): Promise<void> {
    this.end();
    await this.keeper.giveBack(this);
  }

  /** It is not this bot's any more. */
  end(): void {
    this.ending.abort();
  }
}
