/** How many are remembered by default: Slack delivers again within an hour. */
const REMEMBERED = 2000;

/** Tells what was delivered before: Slack delivers again when it thinks that an acknowledgement was lost. */
export class Once {
  private readonly seen = new Set<string>();

  constructor(private readonly remembered = REMEMBERED) {}

  /** Whether this is the first time; from now on it is not. */
  isFirst(id: string): boolean {
    if (this.seen.has(id)) return false;
    this.seen.add(id);
    const [oldest] = this.seen;
    if (this.seen.size > this.remembered && oldest !== undefined) this.seen.delete(oldest);
    return true;
  }

  /** It came to nothing, so another delivery of it is the first one again. */
  forget(id: string): void {
    this.seen.delete(id);
  }
}
