import type { LogGroup as LogGroupShape, LogGroupClass } from '@aws-sdk/client-cloudwatch-logs';
import { streamExists, streamNotFound } from '../logs.faults';
import { LogStream } from './log-stream';

/** What a log group is made with. */
export interface LogGroupSettings {
  name: string;
  /** Without the `:*` that the API's `arn` ends in. */
  arn: string;
  /** Epoch ms. */
  createdAt: number;
  groupClass: LogGroupClass;
  tags: Record<string, string>;
}

/** One log group: how long it keeps what is written, its tags and its streams. */
export class LogGroup {
  /** Days; undefined keeps forever. */
  retentionInDays?: number;
  tags: Record<string, string>;
  private readonly streams = new Map<string, LogStream>();

  constructor(readonly settings: LogGroupSettings) {
    this.tags = settings.tags;
  }

  /** By name. */
  listStreams(): LogStream[] {
    return [...this.streams.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): LogStream | undefined {
    return this.streams.get(name);
  }

  /** @throws AwsFault ResourceNotFoundException */
  stream(name: string | undefined): LogStream {
    const stream = this.find(name ?? '');
    if (!stream) throw streamNotFound();
    return stream;
  }

  /**
   * @param at epoch ms.
   * @throws AwsFault ResourceAlreadyExistsException
   */
  createStream(name: string, at: number): LogStream {
    if (this.streams.has(name)) throw streamExists();
    const stream = new LogStream(name, `${this.settings.arn}:log-stream:${name}`, at);
    this.streams.set(name, stream);
    return stream;
  }

  /** @throws AwsFault ResourceNotFoundException */
  deleteStream(name: string | undefined): void {
    this.streams.delete(this.stream(name).name);
  }

  shape(): LogGroupShape {
    const { name, arn, createdAt, groupClass } = this.settings;
    return {
      logGroupName: name,
      creationTime: createdAt,
      ...(this.retentionInDays !== undefined && { retentionInDays: this.retentionInDays }),
      metricFilterCount: 0,
      arn: `${arn}:*`,
      logGroupArn: arn,
      storedBytes: this.listStreams().reduce((sum, { storedBytes }) => sum + storedBytes, 0),
      logGroupClass: groupClass,
      deletionProtectionEnabled: false,
    };
  }
}
