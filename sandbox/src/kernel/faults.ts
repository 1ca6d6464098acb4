/** What every fault lever has in common, whichever stand-in it is pulled on. */
export interface FaultOrder {
  /** Share of matching calls it hits, 0 to 1. Default 1. */
  rate?: number;
  /** How many calls it hits before it is used up. Default: no end. */
  count?: number;
}

/** The faults now in force. A fault that has hit `count` times is gone. */
export class FaultList<Fault extends FaultOrder> {
  private faults: { fault: Fault; left: number }[] = [];

  constructor(private readonly random: () => number = Math.random) {}

  add(fault: Fault): void {
    this.faults.push({ fault, left: fault.count ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.faults = [];
  }

  /** The first fault in force that `matches` this call, counted as used; undefined when the call goes through. */
  take(matches: (fault: Fault) => boolean): Fault | undefined {
    const hit = this.faults.find(({ fault }) => matches(fault) && this.random() < (fault.rate ?? 1));
    if (!hit) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.faults = this.faults.filter((other) => other !== hit);
    return hit.fault;
  }
}
