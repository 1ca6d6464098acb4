import { ContainerLogs } from '../logs.port';
import type { TailWanted } from '../logs.port';
import type { LoggedContainer, LogLine, LogTail } from '../logs.types';

/** For specs: what containers wrote, by task and container. */
export class FakeContainerLogs extends ContainerLogs {
  readonly written = new Map<string, LogLine[] | Error>();
  readonly asked: LoggedContainer[] = [];

  write(task: string, lines: LogLine[] | Error, container = 'app'): this {
    this.written.set(`${task}/${container}`, lines);
    return this;
  }

  override async tail(of: LoggedContainer, { lines, since = 0, keep }: TailWanted): Promise<LogTail> {
    this.asked.push(of);
    const written = this.written.get(`${of.task}/${of.container}`) ?? [];
    if (written instanceof Error) throw written;
    const kept = written.filter(({ at, text }) => at >= since && keep(text));
    return { lines: kept.slice(-lines), earlier: kept.length > lines };
  }
}
