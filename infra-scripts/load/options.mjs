// The words behind `npm run load --`, and what they mean. commander stands in the root's node_modules too.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

const DESCRIPTION = `Puts an even load on primes-api: requests that count primes by trial division, at the rate at which its tasks together
use so many cores, idle and HTTP included. The rate is set anew every second from what the answers say they cost.`;
const AFTER = `With a limit of a quarter core for each task and a CPU target of 60 %, N tasks are stable between 0.15 x (N - 1) and
0.15 x N cores: 0.82 is the middle of six.

AWS_ENDPOINT_URL and AWS_REGION (default us-west-2) say which AWS is asked about the running tasks. An address that is
not this machine's has to be the LoadBalancerUrl of the stack primes, in the account and region that your AWS profile
or AWS_REGION names.
Exit code 1 when nothing answered or the address is not known to be yours, 2 when the options cannot be understood.`;
const WIDTH = 128;

/** An option that cannot be used; its message is a sentence for whoever typed it. */
export class OptionError extends Error {}

/**
 * @typedef {object} Options
 * @property {number} cores
 * @property {number} minutes
 * @property {number} n
 * @property {URL} url
 * @property {boolean} owned the person vouches for the address
 * @property {{ cluster: string, service: string }} service
 * @property {boolean} json
 */

/**
 * @param {string[]} words
 * @returns {Options | { help: string }} what was typed, or the help that was asked for
 * @throws {OptionError}
 */
export function parseOptions(words) {
  const program = loadProgram();
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw new OptionError(`${sentence(error, program)} --help lists the options.`);
    throw error;
  }
  const { help, yesIOwnIt: owned = false, json = false, ...options } = program.opts();
  if (help) return { help: `${program.helpInformation()}\n${AFTER}\n` };
  return /** @type {Options} */ ({ ...options, owned, json });
}

function loadProgram() {
  const port = Number(process.env.SANDBOX_LB_PORT) || 8080;
  const [url, service] = [`http://127.0.0.1:${port}`, 'primes/primes-api'];
  return new Command('npm run load --')
    .usage('[options]')
    .description(DESCRIPTION)
    .configureHelp({ helpWidth: WIDTH })
    .configureOutput({ writeErr: () => {} })
    .exitOverride()
    .helpOption(false)
    .addOption(
      valued('--cores <cores>', 'CPU that the tasks together shall use, in cores', numberBetween(0.001, 64)).default(
        0.82,
      ),
    )
    .addOption(
      valued(
        '--minutes <minutes>',
        'how long; Ctrl-C ends it earlier, with the summary',
        numberBetween(0.01, 1440),
      ).default(3),
    )
    .addOption(
      valued(
        '--n <number>',
        'up to which each request counts primes, 0 to 1000000000',
        integerUpTo(1_000_000_000),
      ).default(300_000),
    )
    .addOption(
      valued(
        '--url <address>',
        'where primes-api answers: the load balancer, or one task; the port is SANDBOX_LB_PORT where that is set',
        address,
      ).default(new URL(url), url),
    )
    .option('--yes-i-own-it', "put load on an address that is neither this machine's nor your stack primes' own")
    .addOption(
      valued('--service <cluster/service>', 'whose running tasks are shown; needs AWS credentials', serviceOf).default(
        serviceOf(service),
        service,
      ),
    )
    .option('--json', 'the summary as one line of JSON')
    .option('-h, --help', 'this text');
}

/** @param {string} flags @param {string} help @param {(text: string) => unknown} read */
const valued = (flags, help, read) => new Option(flags, help).argParser((text) => read(text));

/**
 * "error: unknown option '--core'\n(Did you mean --cores?)" as sentences.
 * @param {CommanderError} error @param {Command} program
 */
function sentence({ code, message }, { args }) {
  if (code === 'commander.excessArguments') return `"${args.at(-1)}" is a word too many.`;
  const [what = '', meant = ''] = message.replace(/^error: /, '').split('\n');
  const first = what.charAt(0).toUpperCase() + what.slice(1).replace(/\.?$/, '.');
  return [first, meant.replaceAll(/^\(|\)$/g, '')].filter(Boolean).join(' ');
}

/** @param {number} least @param {number} most @returns {(text: string) => number} */
const numberBetween = (least, most) => (text) => {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
};

/** @param {number} most @returns {(text: string) => number} */
const integerUpTo = (most) => (text) => {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw new InvalidArgumentError(`It must be an integer from 0 to ${most}.`);
};

/** @param {string} text */
function address(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && ['http:', 'https:'].includes(url.protocol)) return url;
  throw new InvalidArgumentError('It must be an http:// or https:// address, say http://127.0.0.1:8080.');
}

/** @param {string} text */
function serviceOf(text) {
  const [, cluster, service] = /^([^/\s]+)\/([^/\s]+)$/.exec(text) ?? [];
  if (cluster && service) return { cluster, service };
  throw new InvalidArgumentError('It must be cluster/service, say primes/primes-api.');
}
