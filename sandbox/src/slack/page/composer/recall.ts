/**
 * The lines a person typed, walked with the arrow keys as in a shell. `older` goes back, `newer` forward again; both
 * give the line to show, or null where there is nothing further, and what was remembered last is met first.
 */
export class Recall {
  private readonly lines: string[] = [];
  private at = 0;

  /** Remembers a line that was sent; the same line twice in a row is one. */
  remember(line: string): void {
    if (this.lines.at(-1) !== line) this.lines.push(line);
    this.at = this.lines.length;
  }

  /** The line before the present one. */
  older(): string | null {
    if (this.at === 0) return null;
    this.at -= 1;
    return this.lines[this.at] ?? null;
  }

  /** The line after the present one; past the newest it is the empty line, once. */
  newer(): string | null {
    if (this.at >= this.lines.length) return null;
    this.at += 1;
    return this.lines[this.at] ?? '';
  }

  /** Whether `line` is the one being shown, so that the arrow keys mean walking on rather than moving the caret. */
  shows(line: string): boolean {
    return line === '' || this.lines[this.at] === line;
  }
}
