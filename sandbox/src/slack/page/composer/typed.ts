/** What a line typed into the composer means. */
export type Typed =
  | { kind: 'nothing' }
  | { kind: 'message'; text: string }
  | { kind: 'command'; command: string; text: string };

/**
 * Splits what was typed as Slack's own composer does: a line that begins with a slash is a command, whose first word
 * is its name and whose rest is handed over as typed; a space before the slash makes it an ordinary message.
 */
export function readTyped(line: string): Typed {
  if (line.trim() === '') return { kind: 'nothing' };
  if (!line.startsWith('/')) return { kind: 'message', text: line.trim() };
  const [, command = '/', text = ''] = /^(\S+)\s*([^]*)$/.exec(line) ?? [];
  return { kind: 'command', command, text: text.trim() };
}
