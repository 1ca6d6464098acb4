import { BOT_DEFAULTS } from '../stacks/bot/bot.options';
import { PRIMES_DEFAULTS } from '../stacks/primes/primes.options';
import { STACK_OPTIONS, type StackName } from './options.table';

const HEAD = `npm run infra -- up|diff|status|down|synth [primes|bot] [options]

  up       makes the stacks, or brings them up to date; shows what will change and what it costs, and asks
  diff     what up would change
  status   what stands, what runs, and the addresses
  down     takes the stacks away; shows what goes, and asks
  synth    prints the CloudFormation template

  primes   primes-api on ECS behind a load balancer, scaled on CPU
  bot      the Slack bot, in Socket Mode
           Both where neither is named.

  --sandbox      the running sandbox instead of an account; SANDBOX_AWS_PORT says where it is (default 4566)
  --dry-run      shows what would be done, and does nothing
  --yes          does not ask
  --keep         with down: leaves the repositories, the log groups and the secret
  --reset        with up and diff: forgets the options of an earlier up
  --output DIR   with synth: a file for each stack instead of printing
  --help         this text
`;

/** Everything that can be typed. Options once given to `up` stay until they are given anew. */
export const usage = (): string =>
  `${HEAD}
Options of primes; up remembers them:
${optionsOf('primes')}

Options of bot; up remembers them:
${optionsOf('bot')}

Exit code 1 when it did not work, 2 when the words cannot be understood.
`;

function optionsOf(stack: StackName): string {
  const defaults: Record<string, unknown> = { ...(stack === 'primes' ? PRIMES_DEFAULTS : BOT_DEFAULTS) };
  return STACK_OPTIONS.filter((option) => option.stack === stack)
    .map(({ word, example, help, key }) => {
      const standard = standardOf(defaults[key]);
      return `  ${`--${word} ${example}`.padEnd(34)} ${help}${standard}`;
    })
    .join('\n');
}

function standardOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? ` (${value})` : '';
}
