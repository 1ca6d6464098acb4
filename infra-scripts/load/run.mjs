// The load itself: sends, listens, sets the rate anew, shows how it goes.
import { setTimeout as delay } from 'node:timers/promises';
import { PrimesClient } from './client.mjs';
import { Pacing } from './pacing.mjs';
import { RateControl } from './rate-control.mjs';
import { liveLine, summaryOf } from './report.mjs';
import { RunningTasks } from './running-tasks.mjs';
import { Tally } from './tally.mjs';

const RECALIBRATE_MS = 1_000;
/** How long answers are waited for that are still owed at the end. */
const LAST_ANSWERS_MS = 5_000;
const FIRST_ANSWER_MS = 5_000;
/** A load that is refused or hangs needs no more open requests than this to go on being one. */
const MOST_OPEN = 500;

/** Nothing there to put load on; its message is a sentence. */
export class NothingThere extends Error {}

/**
 * @param {import('./options.mjs').Options} options
 * @param {AbortSignal} ending ends the load early
 * @param {import('./screen.mjs').Screen} screen
 * @returns {Promise<ReturnType<typeof summaryOf>>}
 * @throws {NothingThere} when the address does not answer, within seconds
 */
export async function run(options, ending, screen) {
  await knock(options.url);
  const load = new Load(options, screen);
  const tasks = new RunningTasks(options.service);
  void tasks.watch((sentence) => screen.say(sentence));
  await load.drive(ending, tasks);
  tasks.stop();
  return load.summary(tasks);
}

/** A small question first, so that a wrong address is told at once. A 503 is an answer: the tasks may be busy. @param {URL} url */
async function knock(url) {
  const client = new PrimesClient(url, 2);
  const { kind, why } = await client.ask(FIRST_ANSWER_MS);
  client.close();
  if (kind === 'failed') {
    throw new NothingThere(`No primes-api answers at ${url.href} (${why}). Start it, or say in --url where it is.`);
  }
}

class Load {
  #client;
  #control;
  #tally = new Tally();
  #screen;
  #options;
  #open = 0;
  #began = performance.now();
  #ended = this.#began;

  /** @param {import('./options.mjs').Options} options @param {import('./screen.mjs').Screen} screen */
  constructor(options, screen) {
    this.#options = options;
    this.#screen = screen;
    this.#client = new PrimesClient(options.url, options.n);
    this.#control = new RateControl(options);
  }

  /** @param {AbortSignal} ending @param {RunningTasks} tasks */
  async drive(ending, tasks) {
    const end = this.#began + this.#options.minutes * 60_000;
    let rate = this.#control.recalibrate(this.#began, 1);
    const pacing = new Pacing(this.#began, rate);
    let next = this.#began + RECALIBRATE_MS;
    for (let now = this.#began; now < end && !ending.aborted; now = performance.now()) {
      if (now >= next) {
        next += RECALIBRATE_MS;
        const recent = this.#tally.recent(now, this.#began);
        rate = this.#control.recalibrate(now, tasks.now ?? Math.max(1, recent.byContainer.size));
        pacing.change(now, rate);
        this.#screen.live(liveLine({ seconds: (now - this.#began) / 1000, rate, tasks: tasks.now, recent }));
      }
      while (pacing.take(now) && this.#open < MOST_OPEN) void this.#send();
      await delay(Math.min(pacing.waitMs(now), next - now, end - now), undefined, { signal: ending }).catch(() => {});
    }
    this.#ended = performance.now();
    await this.#lastAnswers();
  }

  /** @param {RunningTasks} tasks */
  summary(tasks) {
    const seconds = (this.#ended - this.#began) / 1000;
    return summaryOf({ options: this.#options, tally: this.#tally, seconds, wholeMs: this.#control.wholeMs, tasks });
  }

  async #send() {
    this.#open += 1;
    this.#tally.sent += 1;
    const outcome = await this.#client.ask();
    this.#open -= 1;
    const at = performance.now();
    this.#tally.record(at, outcome);
    const { container, cpuMs, processMs } = outcome;
    if (container !== undefined && cpuMs !== undefined) this.#control.answered({ at, container, cpuMs, processMs });
  }

  async #lastAnswers() {
    const until = performance.now() + LAST_ANSWERS_MS;
    while (this.#open > 0 && performance.now() < until) await delay(20);
    this.#client.close();
    // What was cut off is recorded as failed when its turn comes.
    await delay(0);
  }
}
