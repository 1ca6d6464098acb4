/**
 * What a worker takes of a fraction of a core. The rest is for the thread that answers requests and health checks: at
 * a quarter of a core and as many requests as it can take, that one was measured to use a sixth to a fifth of the limit.
 */
const WORKERS_PART = 0.72;

/** How many workers compute, and how much of a core each of them may use. */
export class CpuPlan {
  private constructor(
    readonly workers: number,
    /** Undefined where a worker may use its whole core. */
    readonly cpuShare: number | undefined,
  ) {}

  /**
   * As many workers as the limit has whole cores, so that the thread that answers requests is not stopped along with
   * them; below one core a single worker that keeps itself under the limit.
   * @param limits hard limits in cores, those that are not known undefined.
   * @param cores what the machine has.
   */
  static of(limits: (number | undefined)[], cores: number): CpuPlan {
    const limit = Math.min(cores, ...limits.filter((known) => known !== undefined));
    return new CpuPlan(Math.max(1, Math.floor(limit)), limit < 1 ? limit * WORKERS_PART : undefined);
  }

  /** For the log: `1 worker at 0.2 of a core`. */
  toString(): string {
    const workers = this.workers === 1 ? '1 worker' : `${this.workers} workers`;
    return this.cpuShare === undefined ? workers : `${workers} at ${Number(this.cpuShare.toFixed(3))} of a core`;
  }
}
