// `npm start`: the sandbox and the bot together. See README.md; the ready line is described in --help.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { atSandbox, sandboxAws, withoutAws } from './bot-environment.mjs';
import { memoryOf } from './bot-memory.mjs';
import { Bot } from './bot.mjs';
import { Children } from './children.mjs';
import { prepare } from './prepare.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const HELP = `npm start -- [--json] [--verbose]

Runs a laptop-sized AWS and Slack, the primes API as real tasks behind a real load balancer, and the bot.
  --json     prints one line of JSON on standard output when ready; everything else goes to standard error
  --verbose  shows what the bot and the sandbox log, not only warnings

Ports (0 means any free one): SANDBOX_AWS_PORT 4566, SANDBOX_SLACK_PORT 4577, SANDBOX_LB_PORT 8080, PORT 3000 (the bot's).
SANDBOX_MINUTE_MS 3000 is how many milliseconds an AWS minute lasts; 60000 is AWS's own pace.
SANDBOX_HOST 127.0.0.1 is what AWS, Slack and the load balancer are bound to. They answer to localhost, 127.0.0.1, [::1], SANDBOX_HOST
and the names in SANDBOX_HOSTS, and to no web page but their own.

When the bot ends it is started again, and remembers; when the sandbox or this ends, everything does, and what the bot remembered is gone.
DATA_DIR or DATABASE_URL keeps it, of a world that the next start does not have: the bot then looks for things that are not there.
`;

/** A deployment is watched for fifteen minutes of AWS's after it is done. @returns {number} in minutes of people */
function settleMinutes() {
  const minuteMs = Number(process.env.SANDBOX_MINUTE_MS);
  return (15 * (minuteMs > 0 ? minuteMs : 3000)) / 60_000;
}

/** What `npm start` sets for the bot unless the environment says otherwise. */
const botDefaults = {
  POLL_SECONDS: '2',
  EPISODE_QUIET_SECONDS: '15',
  SETTLE_MINUTES: String(settleMinutes()),
  SERVICE_CHANNELS: '*=#deploys',
  // The heap that Node takes in a task of 512 MiB: on a laptop it would take what the laptop has.
  NODE_OPTIONS: '--max-old-space-size=256',
};

const environment = withoutAws(process.env);

const startedAt = Date.now();
const say = (line) => process.stderr.write(`${line}\n`);

function readOptions() {
  try {
    const options = { json: { type: 'boolean' }, verbose: { type: 'boolean' }, help: { type: 'boolean' } };
    return parseArgs({ options }).values;
  } catch (error) {
    say(`${error.message}\n\n${HELP}`);
    return process.exit(2);
  }
}

const options = readOptions();
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const children = new Children();

async function leave(code) {
  await children.end();
  process.exit(code);
}

function leaveFor(name, how) {
  say(`The ${name} ${how}, so everything ends.`);
  void leave(1);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void leave(0));

/** Runs the sandbox; `listening` resolves with its addresses, `steady` when its world stands. */
function startSandbox() {
  const told = new Map();
  const hear = (name) => new Promise((resolve) => told.set(name, resolve));
  const listening = hear('listening');
  const steady = hear('ready');
  children.start({
    file: join(root, 'dist/sandbox/src/main.js'),
    cwd: root,
    env: { ...environment, ...sandboxAws, PORT: undefined },
    onLine: (line) => {
      const message = parse(line);
      for (const [name, resolve] of told) if (message?.[name]) resolve(message[name]);
      if (!message?.listening && !message?.ready) say(`sandbox  ${line}`);
    },
    onLoss: (how) => leaveFor('sandbox', how),
  });
  return { listening, steady };
}

/** Runs the bot against the sandbox; resolves with its own address once it is connected. */
function startBot({ aws, slack, tokens, members }) {
  const program = {
    file: join(root, 'dist/bot/src/main.js'),
    // Not from the root, where a .env may stand that is meant for the bot on real Slack and AWS.
    cwd: join(root, 'dist/bot'),
    env: {
      ...botDefaults,
      OPERATORS: members.ann,
      ADMINISTRATORS: members.cat,
      ...environment,
      ...atSandbox({ aws, slack, tokens }),
      ...memoryOf(environment, say),
      HOST: '127.0.0.1',
      LOG_LEVEL: options.verbose ? 'debug' : 'info',
      SLACK_SIGNING_SECRET: tokens.signingSecret,
    },
    onLine: (line) => {
      const record = parse(line);
      if (options.verbose || !record || record.level >= WARN) say(`bot  ${record?.msg ?? line}${detailOf(record)}`);
    },
  };
  return new Bot(children, program, say, (how) => leaveFor('bot', how)).start();
}

/** pino's number for a warning. */
const WARN = 40;
const detailOf = (record) => (record?.err?.message ? `: ${record.err.message}` : '');

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function announce({ aws, slack, loadBalancer, bot, tokens }) {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ ready: true, pid: process.pid, aws, slack, loadBalancer, bot, tokens })}\n`,
    );
    return;
  }
  process.stdout.write(`
  Ready in ${seconds} s.

  Chat           ${slack}   open it and type /ecs help
  primes-api     ${loadBalancer}/primes/100000
  AWS            ${aws}   aws --endpoint-url ${aws} ecs list-services --cluster primes
  Bot's health   ${bot}/health/ready

  Put load on it with: npm run load          Ctrl-C ends everything.
`);
}

try {
  await prepare(say);
  const sandbox = startSandbox();
  const addresses = await sandbox.listening;
  const [bot, { loadBalancer }] = await Promise.all([startBot(addresses), sandbox.steady]);
  announce({ ...addresses, loadBalancer, bot });
} catch (error) {
  say(error.message);
  await leave(1);
}
