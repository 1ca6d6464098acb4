import type { LoggedContainer, LogTail } from './logs.types';

/** As much of a log as is read, and which lines of it are kept. */
export interface TailWanted {
  lines: number;
  /** Milliseconds since the epoch. */
  since?: number | undefined;
  /** Asked of each line as it was written. */
  keep: (text: string) => boolean;
}

/** Look door: what containers write. */
export abstract class ContainerLogs {
  /**
   * The end of a container's log as it was written, the newest line last. Reads back until it has as many lines as are
   * wanted, but no more than some megabytes and for no longer than some seconds. Empty where the container wrote nothing.
   * @throws LogUnreadableError when it has no log that can be read here
   * @throws NotPermittedError when AWS does not let the bot read it
   */
  abstract tail(of: LoggedContainer, wanted: TailWanted): Promise<LogTail>;
}
