import { parseArgs } from 'node:util';
import { Refusal } from '../terminal/failure';
import { APPS, isAppName, type AppName } from './apps';

export const USAGE = `npm run image -- push [options]

Builds the image of a program of this repository and pushes it: to its ECR repository, or to a registry that is named.
Shows where to and under which tags, and asks, before anything is built.

  --app primes-api       which program: ${Object.keys(APPS).join(' or ')}
  --tag 1.2.3            its tag, and the version that it says it is; as in the program's package.json if left out.
                         The git commit and \`latest\` are tags of it too
  --platform linux/amd64 what it is built for
  --registry host:port/repository
                         push there and not to ECR, logged in as you are with \`docker login\`
  --dry-run              only show what would be pushed
  --sandbox              look at the running sandbox's ECR instead; with --dry-run only
  --yes                  do not ask
  --help                 this text

AWS is found as the AWS CLI finds it: AWS_PROFILE, AWS_REGION and so on. Exit code 1 when nothing or not everything was
pushed, 2 when the words cannot be understood.
`;

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
  help: boolean;
}

// https://github.com/distribution/reference/blob/main/reference.go; `latest` and the commit are added to the tag.
const TAG = /^\w[\w.-]{0,127}$/;
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^(?:localhost|[\\w-]+(?:\\.[\\w-]+)+|[\\w.-]+(?=:))(?::\\d+)?(?:/${COMPONENT})+$`);
const PLATFORM = /^linux\/[a-z0-9]+(?:\/v\d+)?$/;

/**
 * @param words what follows `npm run image --`
 * @throws Refusal with exit code 2 where they cannot be understood
 */
export function parsePushOptions(words: string[]): PushOptions {
  const { values, positionals } = parsed(words);
  if (!values.help && (positionals.length !== 1 || positionals[0] !== 'push')) {
    throw misunderstood(`"${positionals.join(' ')}" is not what this does; it does \`push\`.`);
  }
  const { app, tag, platform, registry, sandbox } = values;
  if (!isAppName(app)) throw misunderstood(`--app is "${app}"; it must be ${Object.keys(APPS).join(' or ')}.`);
  if (tag !== undefined && !TAG.test(tag)) {
    throw misunderstood(`--tag is "${tag}"; letters, digits, ".", "_" and "-" make a tag, 128 at most: 1.2.3.`);
  }
  if (!PLATFORM.test(platform)) throw misunderstood(`--platform is "${platform}"; it must be like linux/arm64.`);
  if (registry !== undefined && !REPOSITORY.test(registry)) {
    throw misunderstood(`--registry is "${registry}"; it must be host[:port]/repository, without a tag.`);
  }
  if (sandbox && !values['dry-run']) {
    throw misunderstood('The sandbox runs images as processes and takes none from Docker: add --dry-run to --sandbox.');
  }
  return { app, tag, platform, registry, sandbox, dryRun: values['dry-run'], yes: values.yes, help: values.help };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        app: { type: 'string', default: 'primes-api' },
        tag: { type: 'string' },
        platform: { type: 'string', default: 'linux/amd64' },
        registry: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        sandbox: { type: 'boolean', default: false },
        yes: { type: 'boolean', short: 'y', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw misunderstood((error as Error).message);
  }
}

const misunderstood = (what: string): Refusal => new Refusal(`${what} --help lists the options.`, 2);
