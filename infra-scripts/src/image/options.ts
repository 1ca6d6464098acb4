import { Option } from 'commander';
import { formed, oneOf } from '../terminal/option-kinds';
import { helpOf, helpOption, misunderstood, programCalled, understand } from '../terminal/program';
import { APPS, type AppName } from './apps';

const DESCRIPTION = `Builds the image of a program of this repository and pushes it: to its ECR repository, or to a registry that is named.
Shows where to and under which tags, and asks, before anything is built.`;
const AFTER = `AWS is found as the AWS CLI finds it: AWS_PROFILE, AWS_REGION and so on. Exit code 1 when nothing or not everything was
pushed, 2 when the words cannot be understood.`;

/** What was typed. */
export interface PushOptions {
  app: AppName;
  /** Undefined: the version in the program's package.json. */
  tag?: string;
  /** As Docker writes it: `linux/amd64`. */
  platform: string;
  /** A repository by its own address, without tag. Undefined: the program's in ECR. */
  registry?: string;
  dryRun: boolean;
  sandbox: boolean;
  yes: boolean;
}

const OFF = { dryRun: false, sandbox: false, yes: false };

// https://github.com/distribution/reference/blob/main/reference.go; `latest` and the commit are added to the tag.
const TAG = /^\w[\w.-]{0,127}$/;
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^(?:localhost|[\\w-]+(?:\\.[\\w-]+)+|[\\w.-]+(?=:))(?::\\d+)?(?:/${COMPONENT})+$`);
const PLATFORM = /^linux\/[a-z0-9]+(?:\/v\d+)?$/;

/**
 * @param words what follows `npm run image --`
 * @returns what was typed, or the help that was asked for
 * @throws Refusal with exit code 2 where they cannot be understood
 */
export function parsePushOptions(words: string[]): PushOptions | { help: string } {
  const program = pushProgram();
  understand(program, words);
  const { help, ...typed } = program.opts<PushOptions & { help?: true }>();
  const options = { ...OFF, ...typed };
  if (help) return { help: helpOf(program, AFTER) };
  const [verb = ''] = program.args;
  if (verb !== 'push') throw misunderstood(program, `"${verb}" is not what this does; it does \`push\`.`);
  if (options.sandbox && !options.dryRun) {
    throw misunderstood(
      program,
      'The sandbox runs images as processes and takes none from Docker: add --dry-run to --sandbox.',
    );
  }
  return options;
}

const pushProgram = () =>
  programCalled('npm run image --', DESCRIPTION)
    .usage('push [options]')
    .argument('[push]')
    .addOption(oneOf('--app <program>', 'which program', Object.keys(APPS)).default('primes-api'))
    .addOption(
      formed(
        '--tag <version>',
        "its tag, and the version that it says it is; as in the program's package.json if left out. The git commit and " +
          '`latest` are tags of it too',
        TAG,
        'letters, digits, ".", "_" and "-", 128 at most, as in 1.2.3',
      ),
    )
    .addOption(
      formed('--platform <platform>', 'what it is built for', PLATFORM, 'like linux/arm64').default('linux/amd64'),
    )
    .addOption(
      formed(
        '--registry <host:port/repository>',
        'push there and not to ECR, logged in as you are with `docker login`',
        REPOSITORY,
        'host[:port]/repository, without a tag',
      ),
    )
    .addOption(new Option('--dry-run', 'only show what would be pushed'))
    .addOption(new Option('--sandbox', "look at the running sandbox's ECR instead; with --dry-run only"))
    .addOption(new Option('-y, --yes', 'do not ask'))
    .addOption(helpOption());
