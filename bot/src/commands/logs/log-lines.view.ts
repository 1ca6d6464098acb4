import type { SectionBlock } from '@slack/types';
import { section } from '../../chat/words/blocks';
import { escapeMrkdwn, truncate, truncateMrkdwn } from '../../chat/words/text';
import type { MergedLogs, TaskLine } from '../../domain/logs/logs.types';

/** A section takes 3000 characters; the rest are its fences. */
const SECTION = 2900;
/** As much as leaves room in a message for what else it says, as it is counted on the wire. */
const MESSAGE = 9000;
/** A line of a log that is no longer to be read in a chat: a whole one is in the file. */
const LINE = 1000;
const DAY = 10;

/**
 * Lines as sections of code, the newest at the bottom; as many of the newest as fit into one message.
 * @returns how many of the oldest are left out, too
 */
export function logBlocks(now: number, { lines }: Pick<MergedLogs, 'lines'>): { blocks: SectionBlock[]; left: number } {
  const written = logLines(now, lines, LINE).map(inCode);
  const sections: string[] = [];
  let size = 0;
  let kept = 0;
  for (const line of written.toReversed()) {
    size += JSON.stringify(line).length;
    if (size > MESSAGE) break;
    kept++;
    const [first] = sections;
    if (first !== undefined && first.length + line.length < SECTION) sections[0] = `${line}\n${first}`;
    else sections.unshift(line);
  }
  return { blocks: sections.map((text) => section(`\`\`\`${text}\`\`\``)), left: written.length - kept };
}

/** Whether all of it can be read in a message: every line, and each of them whole. */
export function fits(now: number, { lines }: Pick<MergedLogs, 'lines'>): boolean {
  return logBlocks(now, { lines }).left === 0 && lines.every(({ text }) => text.length <= LINE);
}

/**
 * Lines as they are read: `12:00:01.234 0a1b2c3d web what it wrote`. The task is named where there are several, and the
 * container likewise; the day where one is not of today.
 */
export function logLines(now: number, lines: readonly TaskLine[], longest = Infinity): string[] {
  const isSeveral = (of: (line: TaskLine) => string): boolean => new Set(lines.map(of)).size > 1;
  const [tasks, containers] = [isSeveral(({ task }) => task), isSeveral(({ container }) => container)];
  const days = lines.some(({ at }) => dayOf(at) !== dayOf(now));
  return lines.map(({ at, task, container, text }) => {
    const time = new Date(at)
      .toISOString()
      .slice(days ? 0 : DAY + 1, -1)
      .replace('T', ' ');
    const whose = [...(tasks ? [task.slice(0, 8)] : []), ...(containers ? [container] : [])];
    return [time, ...whose, truncate(text, longest)].join(' ');
  });
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, DAY);
}

/** A fence within would end the code early. */
function inCode(line: string): string {
  return truncateMrkdwn(escapeMrkdwn(line.replaceAll('```', "'''")), SECTION);
}
