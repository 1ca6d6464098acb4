import { join } from 'node:path';
import { startAws } from './aws/start-aws';
import { SystemClock } from './kernel/clock';
import { Guard } from './kernel/guard/guard';
import { hostInUrl, isWildcard } from './kernel/listen';
import { readSettings } from './settings';
import { startSlack } from './slack/slack.server';
import { PEOPLE } from './slack/workspace/world';

/** The repository's root, from where this file stands once compiled: dist/sandbox/src. */
const ROOT = join(__dirname, '..', '..', '..');

/** Says something to whoever started the sandbox, as a line of JSON. */
const tell = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);
const complain = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

async function main(): Promise<void> {
  // Nothing that anybody sends may end it: what escapes every answer is told, where somebody
  // still listens, and the other callers are served on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.on('uncaughtException', (error: unknown) =>
    complain(`A defect that no answer tells of: ${error instanceof Error ? error.stack : String(error)}`),
  );
  const settings = readSettings(process.env);
  const clock = new SystemClock();
  const host = settings.SANDBOX_HOST;
  const guard = new Guard([...settings.SANDBOX_HOSTS, ...(isWildcard(host) ? [] : [hostInUrl(host)])]);
  const aws = await startAws({
    port: settings.SANDBOX_AWS_PORT,
    host,
    guard,
    loadBalancerPort: settings.SANDBOX_LB_PORT,
    minuteMs: settings.SANDBOX_MINUTE_MS,
    clock,
    callsFile: settings.SANDBOX_CALLS_FILE,
    root: ROOT,
    world: {
      template: join(ROOT, 'infra-scripts', 'templates', 'primes.json'),
      imagesFolder: join(ROOT, 'sandbox', 'images'),
    },
    onDefect: (error, operation) =>
      complain(`A defect in ${operation}: ${error instanceof Error ? error.stack : String(error)}`),
  });
  const slack = await startSlack({
    port: settings.SANDBOX_SLACK_PORT,
    host,
    guard,
    clock,
    pageFolder: join(ROOT, 'dist', 'sandbox', 'page'),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void Promise.all([slack.close(), aws.close()]).then(() => process.exit(0)));
  }
  tell({ listening: { aws: aws.url, slack: slack.url, tokens: tokens(), members: members() } });
  tell({ ready: { loadBalancer: await aws.build() } });
}

const tokens = () => ({
  bot: 'xoxb-sandbox',
  app: 'xapp-sandbox',
  signingSecret: 'sandbox',
  people: Object.fromEntries(PEOPLE.map(({ name }) => [name, `xoxp-sandbox-${name}`])),
});

/** The Slack user ids of the people, by name: who starts the bot needs them to say who may do what. */
const members = () => Object.fromEntries(PEOPLE.map(({ name, id }) => [name, id]));

main().catch((error: unknown) => {
  complain(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
