// How many requests a second make the tasks use the CPU that was asked for. Pure: time comes in with each answer.
import { fallbackCost } from './request-cost.mjs';

/** Answers that are thrown away: they are slow because code is compiled and connections are made. */
const WARM_UP_ANSWERS = 10;
/** What the rate is made from, in milliseconds. */
const WINDOW_MS = 5_000;
/** Until something was measured, a guess is not worth more than this many requests a second. */
const MOST_UNCALIBRATED = 10;
const FEWEST = 0.02;
const MOST = 2_000;
/** Fewer answers than this say too little about what a process uses. */
const FEWEST_FOR_PROCESS_COST = 10;
const OVERTAKING_MS = 50;

/**
 * @typedef {object} Answer
 * @property {number} at when it came, in milliseconds
 * @property {number} cpuMs CPU time that its worker used, from its Server-Timing header
 * @property {string} container who computed it
 * @property {number} [processMs] CPU time of that container since its start, from its Process-Cpu-Ms header
 */

export class RateControl {
  #cores;
  #n;
  #thrownAway = 0;
  /** @type {Answer[]} */
  #window = [];
  /** @type {number | undefined} */
  #cpuMs;
  /** @type {number | undefined} */
  #wholeMs;

  /** @param {{ cores: number, n: number }} wanted `cores` is what the tasks together shall use, idle and HTTP included */
  constructor({ cores, n }) {
    this.#cores = cores;
    this.#n = n;
  }

  /** @param {Answer} answer */
  answered(answer) {
    if (this.#thrownAway < WARM_UP_ANSWERS) this.#thrownAway += 1;
    else this.#window.push(answer);
  }

  /**
   * Looks at the answers of the last five seconds. To be called every second.
   * @param {number} now milliseconds
   * @param {number} tasks how many tasks run, as far as is known
   * @returns {number} requests a second; without new answers what it was before
   */
  recalibrate(now, tasks) {
    this.#window = this.#window.filter(({ at }) => at > now - WINDOW_MS);
    if (this.#window.length > 0) {
      this.#cpuMs = this.#window.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / this.#window.length;
      this.#wholeMs = wholeCost(this.#window);
    }
    const fallback = fallbackCost(this.#n, this.#cpuMs);
    const rate =
      this.#wholeMs === undefined
        ? ((this.#cores - tasks * fallback.idleCores) * 1000) / (fallback.cpuMs + fallback.httpMs)
        : (this.#cores * 1000) / this.#wholeMs;
    return Math.min(this.#cpuMs === undefined ? MOST_UNCALIBRATED : MOST, Math.max(FEWEST, rate));
  }

  /** CPU time of a worker for one answer, in milliseconds; undefined before the first that counts. */
  get cpuMs() {
    return this.#cpuMs;
  }

  /** CPU time of all tasks for one answer, idle and HTTP included, in milliseconds; undefined where they do not say. */
  get wholeMs() {
    return this.#wholeMs;
  }
}

/**
 * What the containers used between their first and last answer, for each answer in between.
 * @param {Answer[]} answers
 */
function wholeCost(answers) {
  let used = 0;
  let count = 0;
  for (const container of new Set(answers.map((answer) => answer.container))) {
    const readings = answers.filter((answer) => answer.container === container).map(({ processMs }) => processMs ?? 0);
    if (!isOneProcess(readings)) continue;
    used += (readings.at(-1) ?? 0) - (readings[0] ?? 0);
    count += readings.length - 1;
  }
  return count >= FEWEST_FOR_PROCESS_COST ? used / count : undefined;
}

/**
 * CPU time only grows. Where it falls, a container was replaced under its name, or several go by one name, as tasks on
 * one host without metadata do. Answers that overtake one another differ by little.
 * @param {number[]} readings
 */
function isOneProcess(readings) {
  const grew = (readings.at(-1) ?? 0) > (readings[0] ?? 0);
  return grew && readings.every((ms, i) => ms > 0 && ms > (readings[i - 1] ?? 0) - OVERTAKING_MS);
}
