import type { LogGroupClass } from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../../../kernel/clock';
import type { LogSink } from '../../engine/logs.port';
import { AwsFault } from '../../wire/fault';
import { LogGroup } from './log-group';
import { groupExists, groupNotFound } from '../logs.faults';

export interface LogsRegionOptions {
  region: string;
  /** Twelve digits. */
  accountId: string;
  clock: Clock;
}

/** CloudWatch Logs in one region. */
export class LogsRegion implements LogSink {
  private readonly groups = new Map<string, LogGroup>();

  constructor(private readonly options: LogsRegionOptions) {}

  /** Epoch ms. */
  now(): number {
    return this.options.clock.now();
  }

  /** By name. */
  list(): LogGroup[] {
    return [...this.groups.values()].toSorted((a, b) => (a.settings.name < b.settings.name ? -1 : 1));
  }

  /**
   * @param nameOrArn a name, or an ARN with or without the `:*` it ends in.
   * @throws AwsFault ResourceNotFoundException
   */
  group(nameOrArn: string | undefined): LogGroup {
    const prefix = this.arn('');
    const plain = nameOrArn?.replace(/:\*$/, '') ?? '';
    const group = this.groups.get(plain.startsWith(prefix) ? plain.slice(prefix.length) : plain);
    if (!group) throw groupNotFound();
    return group;
  }

  /** @throws AwsFault ResourceAlreadyExistsException */
  create(name: string, groupClass: LogGroupClass, tags: Record<string, string>): LogGroup {
    if (this.groups.has(name)) throw groupExists();
    const group = new LogGroup({ name, arn: this.arn(name), createdAt: this.now(), groupClass, tags });
    this.groups.set(name, group);
    return group;
  }

  /** @throws AwsFault ResourceNotFoundException */
  delete(name: string | undefined): void {
    this.groups.delete(this.group(name).settings.name);
  }

  open(group: string, stream: string, createGroup: boolean): string | undefined {
    try {
      if (createGroup && !this.groups.has(group)) this.create(group, 'STANDARD', {});
      this.group(group).createStream(stream, this.now());
      return undefined;
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      return `${error.code}: ${error.message}`;
    }
  }

  write(group: string, stream: string, lines: readonly string[]): void {
    const now = this.now();
    const events = lines.filter((line) => line !== '').map((message) => ({ timestamp: now, message }));
    this.groups.get(group)?.find(stream)?.write(events, now);
  }

  private arn(name: string): string {
    return `arn:aws:logs:${this.options.region}:${this.options.accountId}:log-group:${name}`;
  }
}
