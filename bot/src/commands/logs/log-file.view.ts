import { message, section } from '../../chat/words/blocks';
import { code, count, truncate } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { TextFile } from '../../chat/told/private-files';
import { serviceWords } from '../../domain/services/service-ref.types';
import { logLines } from './log-lines.view';
import type { LogsShown } from './logs.view';

/** As much as anybody opens in a browser; Slack itself shows no more than one megabyte of a text. */
const FILE_CHARACTERS = 900_000;
const NAME = 100;

/** Every line whole, as text; of very much the newest. */
export function logFile(now: number, shown: LogsShown): TextFile {
  const text = `${logLines(now, shown.lines).join('\n')}\n`;
  const day = new Date(now).toISOString().slice(0, 19).replaceAll(':', '');
  const whose = shown.task ? shown.task.id.slice(0, 8) : truncate(shown.ref.service, NAME);
  return {
    name: `${whose}-${day}.log`,
    title: `${whose}: ${count(shown.lines.length, 'line')}`,
    text: text.length <= FILE_CHARACTERS ? text : text.slice(-FILE_CHARACTERS),
  };
}

/** What the file is a reply to. */
export function fileNote({ lines, ref, task }: LogsShown, said: string): Message {
  const whose = task ? `task ${task.id.slice(0, 8)}` : serviceWords(ref);
  const words = `${count(lines.length, 'line')} of the log of ${code(whose)}, which you asked for with ${code(said)}, in the thread. Times are UTC. What I take for a secret is masked.`;
  return message(words, section(words));
}
