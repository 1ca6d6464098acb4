import { Option, type Command } from 'commander';
import type { BotOptions } from '../stacks/bot/bot.options';
import type { PrimesOptions } from '../stacks/primes/primes.options';
import { text } from '../terminal/option-kinds';
import { helpOf, helpOption, misunderstood, programCalled, understand } from '../terminal/program';
import { stackOptions, type StackName, type StackOptions } from './stack-options';

/** What can be done, and what it does. */
const VERBS = {
  up: 'makes the stacks, or brings them up to date; shows what will change and what it costs, and asks',
  diff: 'what up would change',
  status: 'what stands, what runs, and the addresses',
  down: 'takes the stacks away; shows what goes, and asks',
  synth: 'prints the CloudFormation template',
} as const;
export type Verb = keyof typeof VERBS;
export const STACKS: readonly StackName[] = ['primes', 'bot'];

const DESCRIPTION = `Two stacks, primes: primes-api on ECS behind a load balancer, scaled on CPU; and bot: the Slack bot, in Socket Mode.
Both where neither is named. Options once given to up stay until they are given anew; --no-operate takes a yes back.`;
const HELP = ['help', '-h', '--help'];
const AFTER = 'Exit code 1 when it did not work, 2 when the words cannot be understood.';

/** What somebody typed behind `npm run infra --`. */
export interface Request extends Flags {
  verb: Verb;
  /** In the order in which they are made. */
  stacks: StackName[];
  primes: Partial<PrimesOptions>;
  bot: Partial<BotOptions>;
}

interface Flags {
  sandbox: boolean;
  yes: boolean;
  dryRun: boolean;
  keep: boolean;
  /** Whether `down` also removes the database that the stack made. */
  deleteDatabase: boolean;
  /** A folder, for `synth`. */
  output?: string;
  /** Whether options of an earlier `up` are forgotten. */
  reset: boolean;
}

/**
 * What somebody typed; where they asked for it, or typed nothing, the help.
 * @throws Refusal with exit code 2 that names the word that cannot be used
 */
export function readRequest(words: string[]): Request | { help: string } {
  const options = stackOptions();
  const program = programOf(options);
  let typed: { verb: Verb; names: string[] } | undefined;
  for (const [verb, does] of Object.entries(VERBS) as [Verb, string][]) {
    const command = program.command(verb).description(does).argument('[stacks...]');
    command.action((names: string[]) => void (typed = { verb, names }));
  }
  if (words.length === 0 || words.some((word) => HELP.includes(word))) return { help: helpOf(program, AFTER) };
  understand(program, words);
  const { verb, names } = typed!;
  const stacks = stacksOf(program, names);
  return { verb, stacks, ...flagsOf(program), ...choicesOf(program, stacks, options) };
}

function flagsOf(program: Command): Flags {
  const typed = program.opts<Partial<Flags>>();
  const { sandbox = false, yes = false, dryRun = false, keep = false, reset = false, output } = typed;
  return { sandbox, yes, dryRun, keep, deleteDatabase: typed.deleteDatabase ?? false, reset, output };
}

function programOf({ both, primes, bot }: StackOptions): Command {
  const program = programCalled('npm run infra --', DESCRIPTION).usage(
    'up|diff|status|down|synth [primes|bot] [options]',
  );
  const flags = [
    new Option(
      '--sandbox',
      'the running sandbox instead of an account; SANDBOX_AWS_PORT says where it is (default 4566)',
    ),
    new Option('--dry-run', 'shows what would be done, and does nothing'),
    new Option('--yes', 'does not ask'),
    new Option('--keep', 'with down: leaves the repositories, the log groups and the secret'),
    new Option(
      '--delete-database',
      'with down: removes the database too that the bot stack made; a last snapshot stays',
    ),
    new Option('--reset', 'with up and diff: forgets the options of an earlier up'),
    text('--output <dir>', 'with synth: a file for each stack instead of printing'),
    helpOption(),
  ];
  for (const option of [...flags, ...both, ...primes, ...bot]) program.addOption(option);
  return program;
}

function stacksOf(program: Command, names: string[]): StackName[] {
  const unknown = names.find((word) => !STACKS.some((name) => name === word));
  if (unknown !== undefined) {
    throw misunderstood(program, `There is no stack "${unknown}"; there are primes and bot.`);
  }
  return names.length === 0 ? [...STACKS] : STACKS.filter((name) => names.includes(name));
}

/** What was chosen for each stack; for the first one asked for what both have. */
function choicesOf(program: Command, stacks: StackName[], { both, ...own }: StackOptions): Pick<Request, StackName> {
  const chosen = { primes: {}, bot: {} };
  const choose = (stack: StackName, options: Option[]) => {
    for (const option of options) {
      const key = option.attributeName();
      const value: unknown = program.getOptionValue(key);
      if (value === undefined) continue;
      if (!stacks.includes(stack)) {
        throw misunderstood(program, `${option.long} is an option of ${stack}, which was not asked for.`);
      }
      Object.assign(chosen[stack], { [key]: value });
    }
  };
  choose(stacks[0]!, both);
  for (const stack of STACKS) choose(stack, own[stack]);
  return chosen;
}
