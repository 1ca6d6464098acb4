/** How many workers compute, and whether they must keep the process below a limit. */
export class CpuPlan {
  private constructor(
    readonly workers: number,
    /** Cores below which the worker keeps the process; undefined where a worker may use its whole core. */
    readonly cpuLimit: number | undefined,
  ) {}

  /**
   * As many workers as the limit has whole cores, so that the thread that answers requests is not stopped along with
   * them; below one core a single worker that keeps the process under the limit.
   * @param limits hard limits in cores, those that are not known undefined.
   * @param cores what the machine has.
   */
  static of(limits: (number | undefined)[], cores: number): CpuPlan {
    const limit = Math.min(cores, ...limits.filter((known) => known !== undefined));
    return new CpuPlan(Math.max(1, Math.floor(limit)), limit < 1 ? limit : undefined);
  }

  /** For the log: `1 worker below 0.25 of a core`. */
  toString(): string {
    const workers = this.workers === 1 ? '1 worker' : `${this.workers} workers`;
    return this.cpuLimit === undefined ? workers : `${workers} below ${Number(this.cpuLimit.toFixed(3))} of a core`;
  }
}
