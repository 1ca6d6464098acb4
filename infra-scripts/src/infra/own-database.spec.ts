import { ECSClient } from '@aws-sdk/client-ecs';
import type { Account } from '../account/account';
import { BOT_DEFAULTS } from '../stacks/bot/bot.options';
import { MEMORY_KEY } from '../stacks/stack-props';
import { BOT } from '../stacks/stack-kinds';
import type { Wanted } from './assembly';
import { checkOptions } from './checks';
import { down } from './down';
import { checkKeepsDatabase } from './own-database';
import { status } from './status';
import type { StackToolkit } from './toolkit';
import { up } from './up';

const ALONE = { DatabaseIdentifier: 'bot-database-1' };
const WHOLE = { ...ALONE, RepositoryUri: 'r', SecretArn: 's', ServiceName: 'ecs-chatops-bot' };
const RDS = { database: 'rds', desired: 0 } as const;

/** An account in which the bot's stack stands with these outputs, or is not there; nothing is left of an earlier one. */
function accountWith(outputs: Record<string, string> | undefined, options: object = RDS): Account {
  const answers: Record<string, () => object> = {
    DescribeStacksCommand: () => {
      if (!outputs) throw new Error('Stack with id bot does not exist');
      const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
      return { Stacks: [{ StackStatus: 'UPDATE_COMPLETE', Outputs }] };
    },
    GetTemplateSummaryCommand: () => ({ Metadata: JSON.stringify({ [MEMORY_KEY]: { options, kept: {} } }) }),
    ListStackResourcesCommand: () => ({ StackResourceSummaries: [{}, {}] }),
    DescribeRepositoriesCommand: () => raise('RepositoryNotFoundException'),
    DescribeLogGroupsCommand: () => ({ logGroups: [] }),
    DescribeServicesCommand: () => ({ services: [] }),
    ListServicesCommand: () => ({ serviceArns: [] }),
    ListTaskDefinitionsCommand: () => ({ taskDefinitionArns: [] }),
    DescribeSecretCommand: () => ({ DeletedDate: new Date(), VersionIdsToStages: { v: ['AWSCURRENT'] } }),
  };
  const send = (command: object) => Promise.resolve(command).then(({ constructor }) => answers[constructor.name]!());
  const client = { send };
  const ecs = Object.assign(new ECSClient({ region: 'us-west-2' }), client);
  const clients = { cloudformation: client, ecr: client, logs: client, secrets: client, ecs };
  return { id: '000000000000', region: 'us-west-2', sandbox: false, ...clients } as unknown as Account;
}

function raise(name: string): never {
  throw Object.assign(new Error(name), { name });
}

/** A toolkit that writes down what it is asked for. */
function recorder(types: Record<string, string> = { Database: 'AWS::RDS::DBInstance' }) {
  const done: unknown[] = [];
  const deploy = ({ chosen, circumstances: { policies: _printed, ...circumstances } }: Wanted) => {
    done.push(['deploy', circumstances, chosen]);
    return Promise.resolve(WHOLE);
  };
  const toolkit = {
    diff: () => Promise.resolve({ count: 1, resources: Object.keys(types), types, text: 'difference' }),
    deploy,
    keepThings: () => Promise.resolve(void done.push('keep')),
    destroy: () => Promise.resolve(void done.push('destroy')),
  } as unknown as StackToolkit;
  return { done, toolkit };
}

const raising = (said: string[]) => ({
  options: RDS,
  suggested: {},
  reset: false,
  yes: true,
  dryRun: false,
  say: (line: string) => void said.push(line),
});
const ending = (said: string[], more: { keep?: boolean; deleteDatabase?: boolean } = {}) => {
  const flags = { yes: true, dryRun: false, keep: false, deleteDatabase: false, ...more };
  return { ...flags, say: (line: string) => void said.push(line) };
};

test('a database is protected once the stack stands, not before, and its price is said first', async () => {
  const said: string[] = [];
  const { done, toolkit } = recorder();
  await up(accountWith(undefined), toolkit, BOT, raising(said));
  expect(done).toEqual([
    ['deploy', { firstOnly: true }, RDS],
    ['deploy', { databaseUnprotected: true }, RDS],
    ['deploy', {}, RDS],
  ]);
  expect(said.join('\n')).toMatch(/some ten minutes to make\. down leaves it\..*\$14 +PostgreSQL on RDS/s);
});

test('also where it is added to a bot that stands; one that is there is left as it is', async () => {
  const said: string[] = [];
  const { DatabaseIdentifier: _none, ...without } = WHOLE;
  const added = recorder();
  await up(accountWith(without, {}), added.toolkit, BOT, raising(said));
  expect(added.done).toEqual([
    ['deploy', { databaseUnprotected: true }, RDS],
    ['deploy', {}, RDS],
  ]);
  expect(said.join('\n')).toMatch(/difference\n.*\$14 +PostgreSQL on RDS/s);
  const again = recorder();
  await up(accountWith(WHOLE), again.toolkit, BOT, raising([]));
  expect(again.done).toEqual([['deploy', { databaseStands: true }, RDS]]);
});

test('down leaves it with the network, says what it costs, and the next up goes on with it', async () => {
  const said: string[] = [];
  const first = recorder();
  expect(await down(accountWith(WHOLE), first.toolkit, BOT, ending(said, { keep: true }))).toBe(true);
  expect(first.done).toEqual(['keep', ['deploy', { databaseOnly: true, databaseUnprotected: false }, RDS]]);
  expect(said.join('\n')).toMatch(
    /all but its database bot-database-1.*bot is gone\.\nThe database bot-database-1 stays,.*\$14 a month\.\n.*--delete-database/s,
  );
  const again = recorder();
  await down(accountWith(ALONE), again.toolkit, BOT, ending([]));
  expect(again.done).toEqual([]);
  const lines: string[] = [];
  await status(accountWith(ALONE), BOT, (line) => lines.push(line));
  expect(lines.join('\n')).toContain('Only its database bot-database-1 stands: down left it.');
  const back = recorder();
  await up(accountWith(ALONE), back.toolkit, BOT, raising([]));
  expect(back.done).toEqual([
    ['deploy', { databaseStands: true, firstOnly: true }, RDS],
    ['deploy', { databaseStands: true }, RDS],
  ]);
});

test.each([
  ['with the bot', WHOLE],
  ['alone', ALONE],
])(
  'down --delete-database takes the protection off and removes it %s, and names its last snapshot',
  async (_, outputs) => {
    const said: string[] = [];
    const { done, toolkit } = recorder();
    await down(accountWith(outputs), toolkit, BOT, ending(said, { deleteDatabase: true }));
    expect(done).toEqual([['deploy', { databaseOnly: true, databaseUnprotected: true }, RDS], 'destroy']);
    expect(said.join('\n')).toMatch(
      /database bot-database-1, with everything.*\n.*A last snapshot.*describe-db-snapshots/s,
    );
  },
);

test('nothing takes it away unasked, or puts an empty one in its place', () => {
  const memory = { options: { ...RDS }, kept: {} };
  const standing = { name: 'bot', status: 'UPDATE_COMPLETE', outputs: WHOLE, memory };
  const check = (options: object) => () => checkKeepsDatabase({ ...BOT_DEFAULTS, ...options }, standing);
  expect(check({})).toThrow('and would lose it. Nothing was changed. Keep it with --database rds, or remove it first');
  expect(check({ ...RDS, vpc: 'vpc-1', subnets: ['a', 'b'] })).toThrow('cannot move to another');
  expect(check(RDS)).not.toThrow();
});

test('it is one database or another, and none in the sandbox', () => {
  const chosen = { ...BOT_DEFAULTS, ...RDS };
  expect(() => checkOptions({ ...chosen, databaseSecret: 'mine' }, false)).toThrow('the bot remembers in one.');
  expect(() => checkOptions(chosen, true)).toThrow('The sandbox has no RDS, so --database rds is for a real account.');
  expect(() => checkOptions(chosen, false)).not.toThrow();
});

test('two bots share a database, and three are not better', () => {
  const chosen = (more: object) => () => checkOptions({ ...BOT_DEFAULTS, desired: 2, ...more }, false);
  expect(chosen({})).toThrow('Two bots without a database would say everything twice: --desired 2 goes with');
  expect(chosen({ database: 'rds' })).not.toThrow();
  expect(chosen({ databaseSecret: 'mine' })).not.toThrow();
  expect(chosen({ database: 'rds', desired: 3 })).toThrow('--desired of the bot is 0, 1 or 2, not 3');
});
