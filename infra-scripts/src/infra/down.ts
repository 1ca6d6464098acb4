import { ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { Account } from '../account/account';
import { leftoverWords, removeLeftovers, standingThings } from '../account/leftovers';
import { deregisterRevisions, neighbours, removeNeighbours, type Neighbour } from '../account/neighbours';
import { standingStack, type StandingStack } from '../account/standing-stack';
import { isDatabaseAlone, ownDatabase, snapshotLines, stayingLines } from './own-database';
import { differing } from './plan';
import type { StackKind } from '../stacks/stack-kinds';
import { confirm } from '../terminal/ask';
import { Refusal } from '../terminal/failure';
import type { StackToolkit } from './toolkit';

export interface DownOptions {
  yes: boolean;
  dryRun: boolean;
  keep: boolean;
  /** Whether the database that the stack made goes too. */
  deleteDatabase: boolean;
  say: (line: string) => void;
}

/**
 * Takes a stack away, with everything that chat and pushes added to it, and says what is left.
 * @returns whether it is gone; false where the person said no
 * @throws Refusal where something stands in the way
 */
export async function down(
  account: Account,
  toolkit: StackToolkit,
  kind: StackKind,
  options: DownOptions,
): Promise<boolean> {
  const { say } = options;
  const standing = await standingStack(account.cloudformation, kind.name);
  const things = await standingThings(account, kind);
  const words = leftoverWords(kind, things);
  if (!standing && (words.length === 0 || options.keep)) {
    say(`There is no stack ${kind.name} in account ${account.id}, region ${account.region}.`);
    return true;
  }
  const database = ownDatabase(standing);
  const stays = database !== undefined && !options.deleteDatabase;
  if (stays && isDatabaseAlone(standing) && words.length === 0) {
    for (const line of stayingLines(database)) say(line);
    return true;
  }
  const others = await neighbours(account.ecs, kind.names);
  refuseBusyNeighbours(kind, others);
  say(`\nIn account ${account.id}, region ${account.region}${account.sandbox ? ', the sandbox' : ''}, this goes:`);
  for (const line of await goingLines(account, kind, standing, options)) say(`  ${line}`);
  for (const word of options.keep ? [] : words) say(`  ${word}`);
  for (const { name } of others)
    say(`  service ${name}, which is not of the stack but in its cluster, and runs nothing`);
  if (options.keep && words.length > 0) say(`This stays: ${words.join(', ')}.`);
  if (options.dryRun) return true;
  if (!(await confirm(`Take ${kind.name} away?`, options))) {
    say('Nothing was changed.');
    return false;
  }
  await removeNeighbours(account.ecs, kind.names.cluster, others);
  if (standing) await takeAway(toolkit, kind, standing, options);
  if (!options.keep) await removeLeftovers(account, kind, await standingThings(account, kind));
  const revisions = await deregisterRevisions(account.ecs, kind.names.service);
  if (revisions > 0)
    say(
      `Deregistered ${revisions} more task definition revision${revisions === 1 ? '' : 's'} of ${kind.names.service}.`,
    );
  const left = leftoverWords(kind, await standingThings(account, kind));
  const nothing = database === undefined ? ', and nothing is left' : '';
  say(left.length === 0 ? `${kind.name} is gone${nothing}.` : `${kind.name} is gone. Left: ${left.join(', ')}.`);
  const lines = stays ? stayingLines : snapshotLines;
  for (const line of database === undefined ? [] : lines(database)) say(line);
  return true;
}

/** All of it; or all but the database, which then is what the stack has. */
async function takeAway(
  toolkit: StackToolkit,
  kind: StackKind,
  standing: StandingStack,
  { keep, deleteDatabase, say }: DownOptions,
): Promise<void> {
  const { memory } = standing;
  const wanted = { kind, chosen: differing(kind, { ...memory.options }), circumstances: memory.kept };
  const database = ownDatabase(standing);
  const isAlone = isDatabaseAlone(standing);
  if (keep && !isAlone) {
    say('Telling CloudFormation what to keep …');
    await toolkit.keepThings(wanted);
  }
  if (isAlone && !deleteDatabase) return;
  say(`Taking ${kind.name} away …`);
  if (database !== undefined) {
    const circumstances = { ...memory.kept, databaseOnly: true, databaseUnprotected: deleteDatabase };
    await toolkit.deploy({ ...wanted, circumstances });
  }
  if (database === undefined || deleteDatabase) await toolkit.destroy(wanted);
}

async function goingLines(
  { cloudformation }: Account,
  kind: StackKind,
  standing: StandingStack | undefined,
  { deleteDatabase }: DownOptions,
): Promise<string[]> {
  if (!standing) return [];
  const database = ownDatabase(standing);
  if (database !== undefined && !deleteDatabase) {
    if (isDatabaseAlone(standing)) return [];
    return [`stack ${kind.name}, all but its database ${database} and the network that it stands in`];
  }
  const { StackResourceSummaries = [] } = await cloudformation.send(
    new ListStackResourcesCommand({ StackName: kind.name }),
  );
  return [
    `stack ${kind.name} with its ${StackResourceSummaries.length} resources`,
    ...(database === undefined ? [] : [`database ${database}, with everything that the bot remembers`]),
  ];
}

function refuseBusyNeighbours({ names }: StackKind, others: Neighbour[]): void {
  const busy = others.filter(({ desired, running }) => desired + running > 0);
  if (busy.length === 0) return;
  throw new Refusal(
    `The cluster ${names.cluster} also runs ${busy.map(({ name }) => name).join(', ')}, which the stack did not make. ` +
      'Nothing was changed. Scale it to 0 or move it to another cluster, then run this again.',
  );
}
