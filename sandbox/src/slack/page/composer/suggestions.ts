import type { CommandHint } from '../api/contract';

/** One line of the list above the composer: what it puts there, and what it says about itself. */
export interface Suggestion {
  insert: string;
  title: string;
  detail: string;
}

/** Lines a newcomer can try; they are also offered by an empty channel. */
export const EXAMPLES: readonly Suggestion[] = [
  { insert: '/ecs help', title: '/ecs help', detail: 'what the bot can do for you' },
  { insert: '/ecs status', title: '/ecs status', detail: 'every service at a glance' },
  { insert: '/ecs image primes-api 1.1.0', title: '/ecs image primes-api 1.1.0', detail: 'roll out another image' },
  { insert: '/ecs scale primes-api 4', title: '/ecs scale primes-api 4', detail: 'run four tasks' },
];

/** The command of the bot this sandbox is for, where the sandbox does not know what the app declares. */
const USUAL: readonly CommandHint[] = [
  { command: '/ecs', usage: '<command> [service] [words]', description: 'run, roll out and look at ECS services' },
];

/**
 * What to offer for a line that begins with a slash: while its first word is being typed the commands the app
 * declares, afterwards the examples that go on from it. Nothing for any other line, nor for one that is complete.
 */
export function suggest(line: string, commands: readonly CommandHint[]): Suggestion[] {
  if (!line.startsWith('/') || line.includes('\n')) return [];
  const typed = line.toLowerCase();
  const examples = EXAMPLES.filter(({ insert }) => insert.startsWith(typed) && insert !== typed);
  if (/\s/.test(line)) return examples;
  const declared = orUsual(commands)
    .filter(({ command }) => command.startsWith(typed))
    .map(({ command, usage, description }) => ({
      insert: `${command} `,
      title: usage === '' ? command : `${command} ${usage}`,
      detail: description,
    }));
  return [...declared, ...examples];
}

/** Whether the first word still lacks letters, so that Enter should complete it rather than send it. */
export function isUnfinished(line: string, commands: readonly CommandHint[]): boolean {
  if (/\s/.test(line) || !line.startsWith('/')) return false;
  const known = orUsual(commands).map(({ command }) => command);
  return !known.includes(line) && known.some((command) => command.startsWith(line));
}

function orUsual(commands: readonly CommandHint[]): readonly CommandHint[] {
  return commands.length > 0 ? commands : USUAL;
}
