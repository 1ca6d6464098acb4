import { Command, CommanderError } from 'commander';
import { UserError } from './user-error';

/** So wide that what an option does stands on one line. */
const WIDTH = 128;

/**
 * The command line of one of the bot's printers, for options to be added to.
 * @param name as it is typed: `npm run -s iam --`
 * @param description what it prints
 */
export function commandLine(name: string, description: string): Command {
  return new Command(name)
    .usage('[options]')
    .description(description)
    .configureHelp({ helpWidth: WIDTH })
    .configureOutput({ writeErr: () => {} })
    .exitOverride()
    .helpOption(false);
}

/**
 * Reads the words that were typed; a word too many and an unknown option are named, with one that was perhaps meant.
 * @throws UserError
 */
export function understand(program: Command, words: string[]): void {
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw misunderstood(program, sentenceOf(error, program));
    throw error;
  }
}

/** @param what which word cannot be used, and why, as a sentence */
export const misunderstood = (program: Command, what: string): UserError =>
  new UserError({ what, next: `${program.name()} --help lists what it takes.` });

/** "error: unknown option '--clutser'\n(Did you mean --cluster?)" as sentences. */
function sentenceOf({ code, message }: CommanderError, { args }: Command): string {
  if (code === 'commander.excessArguments') return `"${args.at(-1)}" is a word too many.`;
  const [what = '', meant = ''] = message.replace(/^error: /, '').split('\n');
  const sentence = what.charAt(0).toUpperCase() + what.slice(1).replace(/\.?$/, '.');
  return meant === '' ? sentence : `${sentence} ${meant.replaceAll(/^\(|\)$/g, '')}`;
}
