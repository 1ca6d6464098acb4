/** A map that knows what has changed in it since it was last asked for that. */
export class TrackedMap<Value> {
  private readonly values = new Map<string, Value>();
  private readonly changed = new Set<string>();

  get size(): number {
    return this.values.size;
  }

  get(name: string): Value | undefined {
    return this.values.get(name);
  }

  /** In the order in which they were set first. */
  entries(): [string, Value][] {
    return [...this.values];
  }

  set(name: string, value: Value): void {
    this.values.set(name, value);
    this.changed.add(name);
  }

  delete(name: string): void {
    if (this.values.delete(name)) this.changed.add(name);
  }

  /** Puts something there that was saved before: it counts as unchanged. */
  restore(name: string, value: Value): void {
    this.values.set(name, value);
  }

  /** Knows nothing any more, which is no change of anything that was saved. */
  clear(): void {
    this.values.clear();
    this.changed.clear();
  }

  /** What was set, and what was deleted (undefined), since this was last asked. */
  takeChanges(): [string, Value | undefined][] {
    const changes = [...this.changed].map((name): [string, Value | undefined] => [name, this.values.get(name)]);
    this.changed.clear();
    return changes;
  }
}
