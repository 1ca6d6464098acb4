// The words behind `npm run load --`, and what they mean.
import { parseArgs } from 'node:util';

export const USAGE = `npm run load -- [options]

Puts an even load on primes-api: requests that count primes by trial division, at the rate at which its tasks together
use so many cores, idle and HTTP included. The rate is set anew every second from what the answers say they cost.

  --cores 0.82                   CPU that the tasks together shall use, in cores
  --minutes 3                    how long; Ctrl-C ends it earlier, with the summary
  --n 300000                     the number up to which each request counts primes, 0 to 1000000000
  --url http://127.0.0.1:8080    where primes-api answers: the load balancer, or one task; the port is
                                 SANDBOX_LB_PORT where that is set
  --yes-i-own-it                 put load on an address that is neither this machine's nor your stack primes' own
  --service primes/primes-api    cluster/service whose running tasks are shown; needs AWS credentials
  --json                         the summary as one line of JSON
  --help                         this text

With a limit of a quarter core for each task and a CPU target of 60 %, N tasks are stable between 0.15 x (N - 1) and
0.15 x N cores: 0.82 is the middle of six.

AWS_ENDPOINT_URL and AWS_REGION (default us-west-2) say which AWS is asked about the running tasks. An address that is
not this machine's has to be the LoadBalancerUrl of the stack primes, in the account and region that your AWS profile
or AWS_REGION names.
Exit code 1 when nothing answered or the address is not known to be yours, 2 when the options cannot be understood.
`;

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
 * @property {boolean} help
 */

/**
 * @param {string[]} words
 * @returns {Options}
 * @throws {OptionError}
 */
export function parseOptions(words) {
  const values = parsed(words);
  return {
    cores: numberBetween('cores', values.cores, 0.001, 64),
    minutes: numberBetween('minutes', values.minutes, 0.01, 1440),
    n: integerUpTo('n', values.n, 1_000_000_000),
    url: address(values.url),
    owned: values['yes-i-own-it'],
    service: serviceOf(values.service),
    json: values.json,
    help: values.help,
  };
}

/** @param {string[]} args */
function parsed(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: false,
      options: {
        cores: { type: 'string', default: '0.82' },
        minutes: { type: 'string', default: '3' },
        n: { type: 'string', default: '300000' },
        url: { type: 'string', default: `http://127.0.0.1:${Number(process.env.SANDBOX_LB_PORT) || 8080}` },
        'yes-i-own-it': { type: 'boolean', default: false },
        service: { type: 'string', default: 'primes/primes-api' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new OptionError(`${/** @type {Error} */ (error).message} --help lists the options.`);
  }
}

/** @param {string} name @param {string} text @param {number} least @param {number} most */
function numberBetween(name, text, least, most) {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new OptionError(`--${name} is "${text}"; it must be a number from ${least} to ${most}.`);
}

/** @param {string} name @param {string} text @param {number} most */
function integerUpTo(name, text, most) {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw new OptionError(`--${name} is "${text}"; it must be an integer from 0 to ${most}.`);
}

/** @param {string} text */
function address(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && ['http:', 'https:'].includes(url.protocol)) return url;
  throw new OptionError(`--url is "${text}"; it must be an http:// or https:// address, say http://127.0.0.1:8080.`);
}

/** @param {string} text */
function serviceOf(text) {
  const [, cluster, service] = /^([^/\s]+)\/([^/\s]+)$/.exec(text) ?? [];
  if (cluster && service) return { cluster, service };
  throw new OptionError(`--service is "${text}"; it must be cluster/service, say primes/primes-api.`);
}
