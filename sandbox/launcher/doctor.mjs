// `npm run doctor`: the bot's own checks with the settings it would start with, or against a running sandbox.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atSandbox, withoutAws } from './bot-environment.mjs';
import { prepare } from './prepare.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const SANDBOX_HELP = `  --sandbox   asks the sandbox that runs on SANDBOX_AWS_PORT (4566) and SANDBOX_SLACK_PORT (4577) instead\n`;
const TOKENS = { bot: 'xoxb-sandbox', app: 'xapp-sandbox' };

const addressOf = (variable, usual) => `http://127.0.0.1:${process.env[variable] || usual}`;

/** @throws Error in a sentence when no sandbox runs there */
async function sandboxEnvironment() {
  const aws = addressOf('SANDBOX_AWS_PORT', 4566);
  const slack = addressOf('SANDBOX_SLACK_PORT', 4577);
  for (const [url, variable] of [
    [aws, 'SANDBOX_AWS_PORT'],
    [slack, 'SANDBOX_SLACK_PORT'],
  ]) {
    const answer = await fetch(`${url}/_sandbox/calls?since=${Date.now()}`).catch(() => undefined);
    if (!answer?.ok) throw new Error(`No sandbox answers on ${url}. Start one with npm start, or set ${variable}.`);
  }
  return { ...withoutAws(process.env), ...atSandbox({ aws, slack, tokens: TOKENS }) };
}

/** Runs the bot's own program and answers its exit code. */
function run(words, env, cwd) {
  return new Promise((resolve, reject) => {
    const file = join(root, 'dist/bot/src/cli/run-doctor.js');
    const child = spawn(process.execPath, [file, ...words], { cwd, env, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

const words = process.argv.slice(2);
const rest = words.filter((word) => word !== '--sandbox');
const wantsSandbox = rest.length < words.length;
try {
  await prepare((line) => process.stderr.write(`${line}\n`));
  const isHelp = rest.includes('--help');
  const env = wantsSandbox && !isHelp ? await sandboxEnvironment() : process.env;
  // A .env at the root is meant for the bot on real Slack and AWS.
  process.exitCode = await run(rest, env, wantsSandbox ? join(root, 'dist/bot') : root);
  if (isHelp) process.stdout.write(SANDBOX_HELP);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
