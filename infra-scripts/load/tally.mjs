// What became of the requests, for the live line and for the summary.

/** What the live line tells, in milliseconds. */
const RECENT_MS = 5_000;

/** @typedef {{ at: number } & import('./client.mjs').Outcome} Entry */

export class Tally {
  sent = 0;
  answered = 0;
  refused = 0;
  failed = 0;
  /** @type {Map<string, number>} how often each reason occurred */
  failures = new Map();
  /** @type {Map<string, number>} answers by container id */
  byContainer = new Map();
  /** @type {number[]} */
  #latencies = [];
  #cpuMs = 0;
  /** @type {Entry[]} */
  #recent = [];

  /** @param {number} at milliseconds @param {import('./client.mjs').Outcome} outcome */
  record(at, outcome) {
    this[outcome.kind] += 1;
    this.#recent.push({ at, ...outcome });
    if (outcome.kind === 'failed') add(this.failures, outcome.why ?? 'unknown');
    if (outcome.kind !== 'answered') return;
    this.#latencies.push(outcome.latencyMs);
    this.#cpuMs += outcome.cpuMs ?? 0;
    add(this.byContainer, outcome.container ?? 'unknown');
  }

  /** CPU time of the workers for one answer on average, in milliseconds; undefined before the first answer. */
  get cpuMsPerAnswer() {
    return this.answered > 0 ? this.#cpuMs / this.answered : undefined;
  }

  /** Latency of the answers. @returns {{ p50: number, p90: number, p99: number, max: number } | undefined} */
  get latencyMs() {
    return distribution(this.#latencies);
  }

  /**
   * The last five seconds, or less where it began less than that ago.
   * @param {number} now @param {number} began
   */
  recent(now, began) {
    this.#recent = this.#recent.filter(({ at }) => at > now - RECENT_MS);
    const seconds = Math.max(1, Math.min(RECENT_MS, now - began) / 1000);
    const answered = this.#recent.filter(({ kind }) => kind === 'answered');
    /** @type {Map<string, number>} */
    const byContainer = new Map();
    for (const { container } of answered) add(byContainer, container ?? 'unknown');
    /** @param {import('./client.mjs').Outcome['kind']} kind */
    const count = (kind) => this.#recent.filter((entry) => entry.kind === kind).length;
    return {
      perSecond: answered.length / seconds,
      latencyMs: distribution(answered.map(({ latencyMs }) => latencyMs)),
      refusedPart: this.#recent.length > 0 ? count('refused') / this.#recent.length : 0,
      failed: count('failed'),
      byContainer,
    };
  }
}

/** @param {Map<string, number>} counts @param {string} name */
function add(counts, name) {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** @param {number[]} values */
function distribution(values) {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  /** @param {number} part */
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}
