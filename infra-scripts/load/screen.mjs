// Standard error: one line that is redrawn on a terminal, and a line every few seconds elsewhere.

const EVERY_MS = 5_000;

export class Screen {
  #stream;
  #lastLine = Number.NEGATIVE_INFINITY;
  #drawn = false;
  /** @type {Set<string>} */
  #said = new Set();

  /** @param {NodeJS.WriteStream} stream */
  constructor(stream) {
    this.#stream = stream;
  }

  /** @param {string} line */
  live(line) {
    if (this.#stream.isTTY) {
      this.#stream.write(`\r\u001B[K${line.slice(0, Math.max(20, this.#stream.columns - 1))}`);
      this.#drawn = true;
    } else if (performance.now() - this.#lastLine >= EVERY_MS - 100) {
      this.#lastLine = performance.now();
      this.#stream.write(`${line}\n`);
    }
  }

  /** Says a sentence once, however often it is told. @param {string} sentence */
  say(sentence) {
    if (this.#said.has(sentence)) return;
    this.#said.add(sentence);
    this.end();
    this.#stream.write(`${sentence}\n`);
  }

  /** Leaves the line that was drawn last where it is. */
  end() {
    if (this.#drawn) this.#stream.write('\n');
    this.#drawn = false;
  }
}
