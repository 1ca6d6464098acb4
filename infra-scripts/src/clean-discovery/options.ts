import { parseArgs } from 'node:util';
import { NAMES } from '../stacks/primes/primes.options';
import { Refusal } from '../terminal/failure';

export const USAGE = `npm run clean-discovery -- [options]

Finds the Cloud Map services and namespaces that a deleted ECS service left behind. They stand in the way when the service
or its stack is created again ("Service already exists"), and cannot be deleted while instances are registered with them
("Service contains registered instances"). Lists what it takes for a leftover and why, and what it keeps and why; asks; then
removes instances, service and namespace, in that order.

It never touches what an ECS service of any cluster names as its registry or uses for Service Connect, what anything but ECS
registered, or a namespace that still has a service in use. A namespace goes only if it is this project's own
(${NAMES.namespace}), if ECS made it, or if --namespace names it. Do not run it while a stack is being created.

  --namespace ${NAMES.namespace}   only this namespace, which may then be removed too, whoever made it
  --cluster ${NAMES.cluster}             only what the ECS services of this cluster left behind
  --dry-run                    only list
  --yes                        do not ask
  --sandbox                    clean the running sandbox, not AWS; its port is SANDBOX_AWS_PORT (4566)
  --help                       this text

AWS is found as the AWS CLI finds it: AWS_PROFILE, AWS_REGION and so on. Exit code 0 when it is clean or nothing was to be
done, 1 when something that should go is still there, 2 when the words cannot be understood.
`;

/** What was typed. */
export interface CleanOptions {
  /** By name; undefined: all of the region. */
  namespace?: string;
  /** By name; undefined: all. */
  cluster?: string;
  dryRun: boolean;
  yes: boolean;
  sandbox: boolean;
  help: boolean;
}

/**
 * @param words what follows `npm run clean-discovery --`
 * @throws Refusal with exit code 2 where they cannot be understood
 */
export function parseCleanOptions(words: string[]): CleanOptions {
  const { 'dry-run': dryRun, ...values } = parsed(words);
  for (const name of ['namespace', 'cluster'] as const) {
    if (values[name] === '') throw new Refusal(`--${name} is empty; it must be a name. --help lists the options.`, 2);
  }
  return { ...values, dryRun };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: false,
      options: {
        namespace: { type: 'string' },
        cluster: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        yes: { type: 'boolean', short: 'y', default: false },
        sandbox: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new Refusal(`${(error as Error).message} --help lists the options.`, 2);
  }
}
