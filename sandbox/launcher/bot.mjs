// The bot, as `npm start` keeps it running.

/** A bot that ends sooner than this after its start has not run well. Milliseconds. */
const SOON_MS = 60_000;
const LONGEST_PAUSE_SECONDS = 30;

/**
 * How long to wait before the bot is started again, so that one that cannot run does not take the machine.
 * @param {number} soon how many times in a row it has ended soon after its start, before this one
 * @returns {number} seconds: none the first time, then 1, 2, 4 and so on
 */
const pauseOf = (soon) => (soon === 0 ? 0 : Math.min(LONGEST_PAUSE_SECONDS, 2 ** (soon - 1)));

/** Starts the bot, and starts it again on the same port whenever it ends after it has once been ready. */
export class Bot {
  #children;
  #program;
  #say;
  #onFailure;
  #address;
  #startedAt = 0;
  #endedSoon = 0;
  #isReady = false;

  /**
   * @param {import('./children.mjs').Children} children
   * @param {{ file: string, cwd: string, env: Record<string, string | undefined>, onLine: (line: string) => void }} program
   *   what it is started with; PORT only where its first start was given one
   * @param {(line: string) => void} say
   * @param {(how: string) => void} onFailure told when it ended before it was ready for the first time
   */
  constructor(children, program, say, onFailure) {
    this.#children = children;
    this.#program = program;
    this.#say = say;
    this.#onFailure = onFailure;
  }

  /** @returns {Promise<string>} its own address, once it is connected to Slack */
  async start() {
    this.#address = await this.#run();
    await answers(`${this.#address}/health/ready`);
    this.#isReady = true;
    return this.#address;
  }

  /** Starts a process; resolves with the address that it listens on. */
  #run() {
    const { env, onLine, ...program } = this.#program;
    const port = this.#address === undefined ? {} : { PORT: new URL(this.#address).port };
    this.#startedAt = Date.now();
    return new Promise((resolve) => {
      this.#children.start({
        ...program,
        env: { ...env, ...port },
        onLine: (line) => {
          const address = addressIn(line);
          if (address) resolve(address);
          onLine(line);
        },
        onLoss: (how) => this.#lose(how),
      });
    });
  }

  #lose(how) {
    if (!this.#isReady) return this.#onFailure(how);
    if (Date.now() - this.#startedAt >= SOON_MS) this.#endedSoon = 0;
    const seconds = pauseOf(this.#endedSoon);
    this.#endedSoon += 1;
    this.#say(`The bot ${how}; starting it again${seconds === 0 ? '' : ` in ${seconds} s`}.`);
    setTimeout(() => void this.#run(), seconds * 1000);
  }
}

/** The address in the line of its log that tells it. */
function addressIn(line) {
  try {
    return JSON.parse(line).listening;
  } catch {
    return undefined;
  }
}

async function answers(url) {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
