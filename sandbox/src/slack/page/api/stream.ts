/** What a listener of the stream is told. */
export interface StreamListener {
  /** Something is new in that channel, or, with null, somewhere. */
  changed: (channelId: string | null) => void;
  /** The line to the sandbox came up or went down. */
  connected: (up: boolean) => void;
}

/**
 * Follows `GET /_sandbox/stream` until the returned function is called. The browser reconnects by itself; whatever
 * happened in between is covered by a `changed(null)` each time the line comes up again.
 */
export function follow(listener: StreamListener): () => void {
  const source = new EventSource('/_sandbox/stream');
  let dropped = false;
  source.addEventListener('open', () => {
    listener.connected(true);
    if (dropped) listener.changed(null);
    dropped = false;
  });
  source.addEventListener('error', () => {
    dropped = true;
    listener.connected(false);
  });
  source.addEventListener('change', (event: MessageEvent<string>) => {
    const { channel } = JSON.parse(event.data) as { channel: string | null };
    listener.changed(channel);
  });
  return () => source.close();
}
