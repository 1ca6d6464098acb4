import type { LogStream as LogStreamShape } from '@aws-sdk/client-cloudwatch-logs';

/** One line as it was written. Times are epoch ms. */
export interface LogEvent {
  timestamp: number;
  message: string;
  ingestionTime: number;
  /** Its place among all events of the stream, from 0. */
  sequence: number;
}

/** One log stream: its newest events, oldest first. */
export class LogStream {
  private kept: LogEvent[] = [];
  private written = 0;

  constructor(
    readonly name: string,
    readonly arn: string,
    readonly createdAt: number,
  ) {}

  get events(): readonly LogEvent[] {
    return this.kept;
  }

  get storedBytes(): number {
    return this.kept.reduce((sum, { message }) => sum + Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES, 0);
  }

  /** @param at now, epoch ms. */
  write(events: readonly { timestamp: number; message: string }[], at: number): void {
    const added = events.map(({ timestamp, message }) => ({
      timestamp,
      message,
      ingestionTime: at,
      sequence: this.written++,
    }));
    const all = [...this.kept, ...added].toSorted((a, b) => a.timestamp - b.timestamp || a.sequence - b.sequence);
    this.kept = all.slice(-KEPT_EVENTS);
  }

  shape(): LogStreamShape {
    const [first, last] = [this.kept[0], this.kept.at(-1)];
    return {
      logStreamName: this.name,
      creationTime: this.createdAt,
      ...(first && { firstEventTimestamp: first.timestamp }),
      ...(last && { lastEventTimestamp: last.timestamp, lastIngestionTime: last.ingestionTime }),
      arn: this.arn,
      storedBytes: 0,
    };
  }
}

/** What AWS bills each event over its message (PutLogEvents). */
const EVENT_OVERHEAD_BYTES = 26;
/** State is in memory: a stream keeps its newest events. */
const KEPT_EVENTS = 10_000;
