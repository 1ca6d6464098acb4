import { Command, CommanderError, Option } from 'commander';
import { Refusal } from './failure';

/** So wide that what an option does stands on one line. */
const WIDTH = 128;

/**
 * A script's command line, for options to be added to.
 * @param name as it is typed: `npm run image --`
 * @param description what the script does
 */
export function programCalled(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .configureHelp({ helpWidth: WIDTH })
    .configureOutput({ writeErr: () => {} })
    .exitOverride()
    .helpCommand(false)
    .helpOption(false);
}

/** What every script takes; readers add it last. */
export const helpOption = (): Option => new Option('-h, --help', 'this text');

/** What `--help` prints. @param after what is to be known beside the options */
export const helpOf = (program: Command, after: string): string => `${program.helpInformation()}\n${after}\n`;

/**
 * Reads the words that were typed.
 * @throws Refusal with exit code 2 that names the word that cannot be used, and one that was perhaps meant
 */
export function understand(program: Command, words: string[]): void {
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw misunderstood(program, sentenceOf(error, program));
    throw error;
  }
}

/** @param sentence which words cannot be used, and why */
export const misunderstood = (program: Command, sentence: string): Refusal =>
  new Refusal(`${sentence} ${program.name()} --help lists what there is.`, 2);

/** "error: unknown option '--tga'\n(Did you mean --tag?)" as sentences. */
function sentenceOf({ code, message }: CommanderError, { args }: Command): string {
  if (code === 'commander.excessArguments') return `"${args.at(-1)}" is a word too many.`;
  const [what = '', meant = ''] = message.replace(/^error: /, '').split('\n');
  const sentence = what.charAt(0).toUpperCase() + what.slice(1).replace(/\.?$/, '.');
  return meant === '' ? sentence : `${sentence} ${meant.replaceAll(/^\(|\)$/g, '')}`;
}
