import { parseArgs } from 'node:util';
import { UserError } from '../../kernel/user-error';
import type { Door } from './permissions';
import { WIDEST_SCOPE, type PolicyScope } from './policy-scope';

export const IAM_HELP = `npm run -s iam -- [--operate] [options]

Prints the IAM policy that the bot needs, as JSON: of its own role, which only looks, or with --operate of the role that it
takes on to change something. Where you give the bot no such role, its own needs both. docs/iam.md says why each line is in it.

  --operate            the policy of the operate role
  --cluster NAME       only this cluster; may be repeated, as may the next five
  --service NAME       only this service of those clusters, or CLUSTER/SERVICE
  --repository NAME    only images of this ECR repository (looking)
  --assume ARN         a role that the bot takes on: each environment's lookRole and operateRole (looking)
  --family NAME        only task definitions of this family are registered (--operate)
  --role ARN           a task role or execution role of those task definitions (--operate)
  --region REGION      default *
  --account ID         default *
  --partition NAME     default aws
  --page               docs/iam.md instead: what each permission is for
  --help

Values stand in the policy as they are given: \${AWS::Region} for a template will do.
`;

export interface IamOptions {
  help: boolean;
  page: boolean;
  door: Door;
  scope: PolicyScope;
}

const NAMES = { type: 'string', multiple: true } as const;
const WORD = { type: 'string' } as const;
const OPTIONS = {
  help: { type: 'boolean' },
  page: { type: 'boolean' },
  operate: { type: 'boolean' },
  cluster: NAMES,
  service: NAMES,
  repository: NAMES,
  assume: NAMES,
  family: NAMES,
  role: NAMES,
  region: WORD,
  account: WORD,
  partition: WORD,
} as const;

/** What CloudFormation fills in is not looked into. */
const FILLED_IN = /\$\{[^}]+\}/;
const NAME = /^[\w.*-]+$/;
const RULES: [option: keyof typeof OPTIONS, form: RegExp, words: string][] = [
  ['cluster', NAME, 'is no name of a cluster; an ARN is not needed'],
  ['service', /^([\w*-]+\/)?[\w*-]+$/, 'is neither a service nor CLUSTER/SERVICE'],
  ['repository', /^[\w./*-]+$/, 'is no name of an ECR repository; leave out the registry and the tag'],
  ['family', NAME, 'is no family of task definitions; leave out the revision'],
  ['assume', /^arn:[\w-]+:iam::[\d*]+:role\/\S+$/, 'is no ARN of a role'],
  ['role', /^arn:[\w-]+:iam::[\d*]+:role\/\S+$/, 'is no ARN of a role'],
  ['region', NAME, 'is no region'],
  ['account', /^(\d{12}|\*)$/, 'is no account: twelve digits'],
  ['partition', NAME, 'is no partition, such as aws, aws-cn or aws-us-gov'],
];

/**
 * Reads what `npm run -s iam --` was given.
 * @throws UserError when an option is unknown or its value cannot be used
 */
export function iamOptions(args: string[]): IamOptions {
  const given = parsed(args);
  for (const [option, form, words] of RULES) {
    const wrong = [given[option] ?? []].flat().find((value) => !isUsable(String(value), form));
    if (wrong !== undefined) throw refused(`--${option} ${wrong} ${words}.`);
  }
  const { help = false, page = false, operate = false, cluster, service, repository, assume, family, role } = given;
  const { region, account, partition } = { ...WIDEST_SCOPE, ...given };
  return {
    help,
    page,
    door: operate ? 'operate' : 'look',
    scope: {
      partition,
      region,
      account,
      clusters: cluster ?? [],
      services: service ?? [],
      repositories: repository ?? [],
      assumedRoles: assume ?? [],
      families: family ?? [],
      taskRoles: role ?? [],
    },
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw refused((error as Error).message.replace(/\.?$/, '.'));
  }
}

function isUsable(value: string, form: RegExp): boolean {
  return FILLED_IN.test(value) ? !/\s/.test(value) : form.test(value);
}

function refused(what: string): UserError {
  return new UserError({ what, next: 'npm run -s iam -- --help lists what it takes.' });
}
