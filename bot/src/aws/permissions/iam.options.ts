import { Option, type Command } from 'commander';
import { commandLine, misunderstood, understand } from '../../kernel/command-line';
import type { Door } from './permissions';
import { WIDEST_SCOPE, type PolicyScope } from './policy-scope';

const DESCRIPTION = `Prints the IAM policy that the bot needs, as JSON: of its own role, which only looks, or with --operate of the role that it
takes on to change something. Where you give the bot no such role, its own needs both. docs/iam.md says why each line is in it.

Values stand in the policy as they are given: \${AWS::Region} for a template will do.`;

export interface IamOptions {
  /** What was asked for instead of a policy: an explanation of the options. */
  help?: string;
  page: boolean;
  door: Door;
  scope: PolicyScope;
}

interface Typed extends Partial<Pick<PolicyScope, 'partition' | 'region' | 'account'>> {
  help?: true;
  page?: true;
  operate?: true;
  jobs?: true;
  cluster?: string[];
  service?: string[];
  repository?: string[];
  logGroup?: string[];
  assume?: string[];
  family?: string[];
  role?: string[];
}

/** What CloudFormation fills in is not looked into. */
const FILLED_IN = /\$\{[^}]+\}/;
const NAME = /^[\w.*-]+$/;
const ROLE = /^arn:[\w-]+:iam::[\d*]+:role\/\S+$/;

/**
 * Reads what `npm run -s iam --` was given.
 * @throws UserError when an option is unknown or its value cannot be used
 */
export function iamOptions(words: string[]): IamOptions {
  const program = iamProgram();
  understand(program, words);
  const { help, page = false, operate = false, jobs = false, ...named } = program.opts<Typed>();
  const { partition, region, account } = { ...WIDEST_SCOPE, ...named };
  return {
    ...(help ? { help: program.helpInformation() } : {}),
    page,
    door: operate ? 'operate' : 'look',
    scope: {
      partition,
      region,
      account,
      clusters: named.cluster ?? [],
      services: named.service ?? [],
      repositories: named.repository ?? [],
      logGroups: named.logGroup ?? [],
      assumedRoles: named.assume ?? [],
      families: named.family ?? [],
      taskRoles: named.role ?? [],
      jobs,
    },
  };
}

function iamProgram(): Command {
  const program = commandLine('npm run -s iam --', DESCRIPTION);
  const { valued, several } = valuesOf(program);
  const options = [
    new Option('--operate', 'the policy of the operate role'),
    several(
      '--cluster <name>',
      'only this cluster; may be repeated, as may the next six',
      NAME,
      'is no name of a cluster; an ARN is not needed',
    ),
    several(
      '--service <name>',
      'only this service of those clusters, or CLUSTER/SERVICE',
      /^([\w*-]+\/)?[\w*-]+$/,
      'is neither a service nor CLUSTER/SERVICE',
    ),
    several(
      '--repository <name>',
      'only images of this ECR repository (looking)',
      /^[\w./*-]+$/,
      'is no name of an ECR repository; leave out the registry and the tag',
    ),
    several(
      '--log-group <name>',
      'only logs of this group of CloudWatch (looking)',
      /^[\w./#*-]+$/,
      'is no name of a log group; an ARN is not needed',
    ),
    several(
      '--assume <arn>',
      "a role that the bot takes on: each environment's lookRole and operateRole (looking)",
      ROLE,
      'is no ARN of a role',
    ),
    several(
      '--family <name>',
      'only task definitions of this family are registered (--operate)',
      NAME,
      'is no family of task definitions; leave out the revision',
    ),
    several(
      '--role <arn>',
      'a task role or execution role of those task definitions (--operate)',
      ROLE,
      'is no ARN of a role',
    ),
    valued('--region <region>', 'default *', NAME, 'is no region'),
    valued('--account <id>', 'default *', /^(\d{12}|\*)$/, 'is no account: twelve digits'),
    valued('--partition <name>', 'default aws', NAME, 'is no partition, such as aws, aws-cn or aws-us-gov'),
    new Option('--jobs', 'jobs too: to run tasks with any command (--operate)'),
    new Option('--page', 'docs/iam.md instead: what each permission is for'),
    new Option('-h, --help', 'this text'),
  ];
  for (const option of options) program.addOption(option);
  return program;
}

/** Options with values of a form; any other value is refused with what it "is no …" of. */
function valuesOf(program: Command) {
  const reading =
    ({ long }: Option, form: RegExp, isNot: string) =>
    (value: string): string => {
      if (isUsable(value, form)) return value;
      throw misunderstood(program, `${long} ${value} ${isNot}.`);
    };
  const valued = (flags: string, does: string, form: RegExp, isNot: string): Option => {
    const option = new Option(flags, does);
    return option.argParser(reading(option, form, isNot));
  };
  const several = (flags: string, does: string, form: RegExp, isNot: string): Option => {
    const option = new Option(flags, does);
    const read = reading(option, form, isNot);
    return option.argParser<string[] | undefined>((value, before) => [...(before ?? []), read(value)]);
  };
  return { valued, several };
}

/** commander takes whatever comes next for a value; whoever typed `--cluster --operate` forgot the cluster. */
function isUsable(value: string, form: RegExp): boolean {
  if (value.startsWith('-')) return false;
  return FILLED_IN.test(value) ? !/\s/.test(value) : form.test(value);
}
