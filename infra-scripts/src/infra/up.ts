import type { Account } from '../account/account';
import { whyTasksStopped } from '../account/stopped-tasks';
import { costLines } from '../stacks/costs';
import type { AnyOptions, StackKind } from '../stacks/stack-kinds';
import { confirm } from '../terminal/ask';
import { Refusal } from '../terminal/failure';
import type { Wanted } from './assembly';
import { checkDatabaseSecret, memoryLines } from './database-secret';
import { nextSteps } from './next-steps';
import { isDatabaseAlone } from './own-database';
import { plan, type Chosen, type Plan } from './plan';
import { readyImage } from './ready-image';
import { readySecret } from './ready-secret';
import type { StackToolkit } from './toolkit';
import { refuseWhileChanging, refuseWhileDeploying } from './under-way';

export interface UpOptions extends Chosen {
  yes: boolean;
  dryRun: boolean;
  say: (line: string) => void;
}

/**
 * Makes a stack, or brings it up to date: shows the change, asks, then the repository (and the secret) first, the image
 * into it, the rest last.
 * @returns whether it stands as planned; false where the person said no
 * @throws Refusal where it cannot be done
 */
export async function up(
  account: Account,
  toolkit: StackToolkit,
  kind: StackKind,
  options: UpOptions,
): Promise<boolean> {
  const { say } = options;
  const planned = await plan(account, toolkit, kind, options);
  refuseWhileChanging(planned);
  refuseWhileDeploying(planned, options.options);
  await checkDatabaseSecret(account, planned.options);
  showPlan(account, planned, say);
  if (planned.difference.count === 0) {
    say(`${kind.name} is up to date: nothing to change.`);
    return true;
  }
  if (options.dryRun) return true;
  if (!(await confirm(`${planned.standing ? 'Change' : 'Make'} the stack ${kind.name}?`, options))) {
    say('Nothing was changed.');
    return false;
  }
  const outputs = await carryOut(account, toolkit, planned, options);
  say(`\n${kind.name} stands.`);
  for (const line of nextSteps(account, kind.name, outputs)) say(line);
  return true;
}

async function carryOut(
  account: Account,
  toolkit: StackToolkit,
  { wanted, standing, options }: Plan,
  { say, options: named }: UpOptions,
): Promise<Record<string, string>> {
  const { kind } = wanted;
  if (!standing || isDatabaseAlone(standing)) {
    say(`Making what images${kind.names.secret ? ' and tokens' : ''} go into first …`);
    await toolkit.deploy({ ...wanted, circumstances: { ...wanted.circumstances, firstOnly: true } });
  }
  if (options.desired > 0) await readyImage(account, kind, options.image, { named: named.image !== undefined, say });
  if (kind.names.secret) await readySecret(account, say);
  say(`${standing ? 'Changing' : 'Making'} the stack ${kind.name} …`);
  try {
    return await deploy(toolkit, wanted, say);
  } catch (error) {
    const why =
      error instanceof Refusal && (await whyTasksStopped(account.ecs, kind.names.cluster, kind.names.service));
    if (why) throw new Refusal(`${error.message}\n${why}`);
    throw error;
  }
}

/** A database that is being made can be deleted until the stack stands: a stack that fails would leave it behind otherwise. */
async function deploy(
  toolkit: StackToolkit,
  wanted: Wanted,
  say: (line: string) => void,
): Promise<Record<string, string>> {
  const { chosen, circumstances } = wanted;
  if (makesDatabase(chosen) && !circumstances.databaseStands) {
    await toolkit.deploy({ ...wanted, circumstances: { ...circumstances, databaseUnprotected: true } });
    say('Protecting the database from being deleted …');
  }
  return toolkit.deploy(wanted);
}

const makesDatabase = (options: Partial<AnyOptions>): boolean => 'database' in options && options.database === 'rds';

function showPlan(
  account: Account,
  { wanted, standing, difference, notes, options }: Plan,
  say: (line: string) => void,
): void {
  const { kind } = wanted;
  say(`\n${kind.name}: ${kind.description}`);
  say(`Account ${account.id}, region ${account.region}${account.sandbox ? ', the sandbox' : ''}`);
  for (const line of [...memoryLines(options), ...notes]) say(line);
  if (difference.count === 0) return;
  if (standing) say(difference.text.trimEnd());
  else for (const line of creationLines(difference.types)) say(line);
  // What is added to a stack may be what costs the most.
  if (standing && (!makesDatabase(options) || wanted.circumstances.databaseStands)) return;
  for (const line of costLines(kind.costs(options))) say(line);
}

/** "  2  AWS::EC2::Subnet": how many of each type, in the order of the template. */
function creationLines(types: Record<string, string>): string[] {
  const counts = new Map<string, number>();
  for (const type of Object.values(types)) counts.set(type, (counts.get(type) ?? 0) + 1);
  const total = Object.keys(types).length;
  return [
    `${total} resources will be made:`,
    ...[...counts].map(([type, count]) => `${String(count).padStart(4)}  ${type}`),
  ];
}
