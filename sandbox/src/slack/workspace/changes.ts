/** Tells whoever watches that something visible changed: in a channel, or (null) anywhere. */
export class Changes {
  private readonly listeners = new Set<(channel: string | null) => void>();

  /** @returns a function that stops the watching. */
  watch(listener: (channel: string | null) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  announce(channel: string | null): void {
    for (const listener of this.listeners) listener(channel);
  }
}
