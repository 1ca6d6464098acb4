import type { StandingStack } from '../account/standing-stack';
import type { BotOptions } from '../stacks/bot/bot.options';
import { rdsCost } from '../stacks/costs';
import type { AnyOptions } from '../stacks/stack-kinds';
import { Refusal } from '../terminal/failure';

/** The identifier of the database that a stack made; undefined where it made none. */
export const ownDatabase = (standing: StandingStack | undefined): string | undefined =>
  standing?.outputs['DatabaseIdentifier'];

/** Whether nothing stands but the database: `down` left it. */
export const isDatabaseAlone = (standing: StandingStack | undefined): boolean =>
  ownDatabase(standing) !== undefined && standing?.outputs['RepositoryUri'] === undefined;

/**
 * Whether the database that stands stays with these options.
 * @throws Refusal where CloudFormation would take it away, or put an empty one in its place
 */
export function checkKeepsDatabase(options: AnyOptions, standing: StandingStack | undefined): void {
  const database = ownDatabase(standing);
  if (database === undefined) return;
  const { database: wanted, vpc, subnets } = options as BotOptions;
  if (wanted !== 'rds') {
    throw new Refusal(
      `The stack has the database ${database}, which has everything that the bot remembers, and would lose it. ` +
        'Nothing was changed. Keep it with --database rds, or remove it first: npm run infra -- down bot --delete-database.',
    );
  }
  const before = standing!.memory.options;
  if (JSON.stringify([before['vpc'], before['subnets']]) === JSON.stringify([vpc, subnets])) return;
  throw new Refusal(
    `The database ${database} stands in the network that the stack was made in and cannot move to another. ` +
      'Nothing was changed. Leave --vpc and --subnets as they were, or remove it first: npm run infra -- down bot --delete-database.',
  );
}

/** For a person, after `down`: what stays, what it costs, and how to go on or be rid of it. */
export const stayingLines = (database: string): string[] => [
  `The database ${database} stays, with everything that the bot remembers, its password and its network: about $${Math.round(rdsCost().dollars)} a month.`,
  'npm run infra -- up bot goes on with it; npm run infra -- down bot --delete-database removes it, and leaves a last snapshot.',
];

/** For a person, after `down --delete-database`. */
export const snapshotLines = (database: string): string[] => [
  `A last snapshot of the database ${database} stays in RDS and is paid for by its size. To find it, and to delete it:`,
  `  aws rds describe-db-snapshots --db-instance-identifier ${database}`,
  '  aws rds delete-db-snapshot --db-snapshot-identifier …',
];
