// `npm run infra -- up|diff|status|down|synth`: the AWS side of it. --help says more.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type Account } from './account/account';
import { speakToSandboxOnly } from './account/connect';
import { explainAws } from './account/failures';
import { synthesized } from './infra/assembly';
import { down } from './infra/down';
import { readRequest, type Request } from './infra/infra.words';
import { plan, type Chosen } from './infra/plan';
import { status } from './infra/status';
import { StackToolkit } from './infra/toolkit';
import { up } from './infra/up';
import { fromPrimes } from './infra/from-primes';
import { BOT, PRIMES, type StackKind } from './stacks/stack-kinds';
import { Refusal, runScript } from './terminal/failure';

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const print = (text: string): void => void process.stdout.write(text);
const KINDS: Record<string, StackKind> = { primes: PRIMES, bot: BOT };

async function main(): Promise<number> {
  const request = readRequest(process.argv.slice(2));
  if ('help' in request) {
    print(request.help);
    return 0;
  }
  if (request.verb === 'synth') return synth(request);
  if (request.sandbox) speakToSandboxOnly();
  const account = await connect(request.sandbox);
  const toolkit = new StackToolkit(request.sandbox, say);
  const kinds = request.stacks.map((name) => KINDS[name]!);
  // What was made last may stand on what was made first.
  const order = request.verb === 'down' ? kinds.toReversed() : kinds;
  const done: boolean[] = [];
  for (const kind of order) done.push(await run(account, toolkit, kind, request));
  // Whoever asks how things stand has an answer as soon as one of them does.
  return (request.verb === 'status' ? done.includes(true) : !done.includes(false)) ? 0 : 1;
}

async function run(account: Account, toolkit: StackToolkit, kind: StackKind, request: Request): Promise<boolean> {
  const { yes, dryRun, keep, deleteDatabase } = request;
  switch (request.verb) {
    case 'up':
      return up(account, toolkit, kind, { ...(await chosenFor(account, kind, request)), yes, dryRun, say });
    case 'diff':
      return diff(account, toolkit, kind, request);
    case 'down':
      return down(account, toolkit, kind, { yes, dryRun, keep, deleteDatabase, say });
    default:
      return status(account, kind, (line) => print(`${line}\n`));
  }
}

async function diff(account: Account, toolkit: StackToolkit, kind: StackKind, request: Request): Promise<boolean> {
  const chosen = await chosenFor(account, kind, request);
  const { difference, notes, standing } = await plan(account, toolkit, kind, chosen);
  for (const note of notes) print(`${note}\n`);
  if (difference.count === 0) print(`${kind.name}: no differences.\n`);
  else print(`${kind.name}${standing ? '' : ' is not there yet'}:\n${difference.text.trimEnd()}\n`);
  return true;
}

async function chosenFor(account: Account, kind: StackKind, { primes, bot, reset }: Request): Promise<Chosen> {
  if (kind.name === 'primes') return { options: primes, suggested: {}, reset };
  return { options: bot, suggested: await fromPrimes(account), reset };
}

async function synth(request: Request): Promise<number> {
  if (request.output === undefined && request.stacks.length > 1) {
    throw new Refusal('Which one? synth primes or synth bot; or --output DIR, for a file of each.', 2);
  }
  for (const name of request.stacks) {
    const kind = KINDS[name]!;
    const chosen = request[name];
    const policies = await kind.policies?.(chosen);
    await synthesized({ kind, chosen, circumstances: { policies } }, async (_folder, template) => {
      const text = `${JSON.stringify(template, undefined, 2)}\n`;
      if (request.output === undefined) return print(text);
      mkdirSync(request.output, { recursive: true });
      writeFileSync(join(request.output, `${name}.json`), text);
    });
  }
  return 0;
}

void runScript(main, explainAws);
