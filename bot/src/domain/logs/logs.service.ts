import { Injectable } from '@nestjs/common';
import { messageOf } from '../../kernel/message-of';
import type { Part } from '../../kernel/part';
import { ContainerLogs } from './logs.port';
import type { LogBounds, LoggedContainer, LogTail, MergedLogs, TaskLine } from './logs.types';
import { readable } from './readable';
import { maskSecrets } from './secrets';

/** Each is a call of its own, of which an account has some ten a second; more tasks than these nobody reads at once. */
const MOST_CONTAINERS = 20;
const AT_ONCE = 5;
/** The longest that is kept of a line, in characters. */
const LONGEST_LINE = 20_000;

/** What containers wrote last, without the secrets that may stand in it. */
@Injectable()
export class LogsService {
  constructor(private readonly logs: ContainerLogs) {}

  /**
   * The end of one container's log, the newest line last.
   * @throws LogUnreadableError when it has no log that can be read here
   * @throws UserError when AWS does not let the bot read it, or does not answer
   */
  async tail(of: LoggedContainer, { lines, since, has }: LogBounds): Promise<LogTail> {
    const wanted = has?.toLowerCase();
    // Looked for in what is shown, or the answer would tell whether a secret is what was guessed.
    const keep = (text: string): boolean => wanted === undefined || shown(text).toLowerCase().includes(wanted);
    const found = await this.logs.tail(of, { lines, since, keep });
    return { ...found, lines: found.lines.map(({ at, text }) => ({ at, text: shown(text) })) };
  }

  /** As `tail`, for those who have other things to say too: what cannot be read says why. */
  async last(of: LoggedContainer, bounds: LogBounds): Promise<Part<LogTail>> {
    try {
      return await this.tail(of, bounds);
    } catch (error) {
      return { unknown: messageOf(error) };
    }
  }

  /**
   * The logs of several containers as one, by time.
   * @param all the likeliest first: of more than some twenty the rest is not read
   */
  async merged(all: readonly LoggedContainer[], bounds: LogBounds): Promise<MergedLogs> {
    const asked = all.slice(0, MOST_CONTAINERS);
    const lines: TaskLine[] = [];
    const unread = new Map<string, LoggedContainer[]>();
    let earlier = false;
    for (let at = 0; at < asked.length; at += AT_ONCE) {
      const some = asked.slice(at, at + AT_ONCE);
      earlier ||= lines.length > bounds.lines;
      lines.splice(0, lines.length, ...newest(lines, bounds.lines));
      const tails = await Promise.all(some.map((of) => this.last(of, bounds)));
      for (const [index, tail] of tails.entries()) {
        const of = some[index]!;
        if ('unknown' in tail) {
          unread.set(tail.unknown, [...(unread.get(tail.unknown) ?? []), of]);
          continue;
        }
        earlier ||= tail.earlier;
        lines.push(...tail.lines.map((line) => ({ ...line, task: of.task, container: of.container })));
      }
    }
    return {
      lines: newest(lines, bounds.lines),
      earlier: earlier || lines.length > bounds.lines,
      unread: [...unread].map(([why, of]) => ({ why, of })),
      skipped: all.length - asked.length,
    };
  }
}

function newest(lines: readonly TaskLine[], most: number): TaskLine[] {
  return lines.toSorted((a, b) => a.at - b.at).slice(-most);
}

/** Masked before it is cut: half a secret would not be known for one. */
function shown(text: string): string {
  const masked = maskSecrets(readable(text));
  return masked.length <= LONGEST_LINE ? masked : `${masked.slice(0, LONGEST_LINE)}…`;
}
