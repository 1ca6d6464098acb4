/** Lets what has to happen in order happen in order: one line for each name, and none left behind when it is empty. */
export class Lines {
  private readonly ends = new Map<string, Promise<unknown>>();

  /** Runs `turn` when all that stood in this line before it is over, whether that went well or not. */
  run<T>(name: string, turn: () => Promise<T>): Promise<T> {
    const result = (this.ends.get(name) ?? Promise.resolve()).then(turn);
    const end = result
      .catch(() => undefined)
      .finally(() => {
        if (this.ends.get(name) === end) this.ends.delete(name);
      });
    this.ends.set(name, end);
    return result;
  }

  /** How many lines have somebody standing in them. */
  get size(): number {
    return this.ends.size;
  }
}
