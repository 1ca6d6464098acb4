import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BotOptions } from './bot.options';
import type { PolicyStatementJson } from './policy';

/** The built bot's own printer of policies: it alone knows what the bot calls. */
const PRINTER = join(__dirname, '..', '..', '..', '..', 'dist', 'bot', 'src', 'cli', 'print-iam.js');
const PLACE = ['--partition', '${AWS::Partition}', '--region', '${AWS::Region}', '--account', '${AWS::AccountId}'];

/** What `npm run -s iam` prints for a bot with these options. */
export async function botPolicies({
  clusters,
  passRoles,
  operate,
}: Pick<BotOptions, 'clusters' | 'passRoles' | 'operate'>): Promise<{
  look: PolicyStatementJson[];
  operate: PolicyStatementJson[];
}> {
  const scope = clusters.flatMap((cluster) => ['--cluster', cluster]);
  const roles = passRoles.flatMap((role) => ['--role', role]);
  return {
    look: await printed([...PLACE, ...scope]),
    operate: operate ? await printed(['--operate', ...PLACE, ...scope, ...roles]) : [],
  };
}

async function printed(words: string[]): Promise<PolicyStatementJson[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [PRINTER, ...words]);
  return (JSON.parse(stdout) as { Statement: PolicyStatementJson[] }).Statement;
}
