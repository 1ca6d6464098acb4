/** What a connection tells. Nothing comes after `closed`, which comes once, however it ends. */
export interface WireEvents {
  text(text: string): void;
  pong(): void;
  /** @param why in words, for the log */
  closed(why: string): void;
}

/** One WebSocket, without anything of Slack's. */
export interface Wire {
  /** Resolves when it is handed to the network; rejects when the connection is closed or closing. */
  send(text: string): Promise<void>;
  ping(): void;
  /** Says goodbye as the protocol wants it and lets the other side end it. */
  close(): void;
  /** Ends it at once. */
  cut(): void;
}

/** Opens WebSockets: the network in life, memory in specs. */
export abstract class Wires {
  /** Throws when `url` is no WebSocket address; that nobody answers there is told by `closed`. */
  abstract connect(url: string, events: WireEvents): Wire;
}
