import { NAMES } from '../stacks/primes/primes.options';
import { Option } from 'commander';
import { text } from '../terminal/option-kinds';
import { helpOf, helpOption, programCalled, understand } from '../terminal/program';

const DESCRIPTION = `Finds the Cloud Map services and namespaces that a deleted ECS service left behind. They stand in the way when the service
or its stack is created again ("Service already exists"), and cannot be deleted while instances are registered with them
("Service contains registered instances"). Lists what it takes for a leftover and why, and what it keeps and why; asks; then
removes instances, service and namespace, in that order.

It never touches what an ECS service of any cluster names as its registry or uses for Service Connect, what anything but ECS
registered, or a namespace that still has a service in use. A namespace goes only if it is this project's own
(${NAMES.namespace}), if ECS made it, or if --namespace names it. Do not run it while a stack is being created.`;
const AFTER = `AWS is found as the AWS CLI finds it: AWS_PROFILE, AWS_REGION and so on. Exit code 0 when it is clean or nothing was to be
done, 1 when something that should go is still there, 2 when the words cannot be understood.`;

/** What was typed. */
export interface CleanOptions {
  /** By name; undefined: all of the region. */
  namespace?: string;
  /** By name; undefined: all. */
  cluster?: string;
  dryRun: boolean;
  yes: boolean;
  sandbox: boolean;
}

/**
 * @param words what follows `npm run clean-discovery --`
 * @returns what was typed, or the help that was asked for
 * @throws Refusal with exit code 2 where they cannot be understood
 */
export function parseCleanOptions(words: string[]): CleanOptions | { help: string } {
  const program = programCalled('npm run clean-discovery --', DESCRIPTION)
    .usage('[options]')
    .addOption(
      text(
        '--namespace <name>',
        `only this namespace, as in ${NAMES.namespace}, which may then be removed too, whoever made it`,
      ),
    )
    .addOption(
      text('--cluster <name>', `only what the ECS services of this cluster, as in ${NAMES.cluster}, left behind`),
    )
    .addOption(new Option('--dry-run', 'only list'))
    .addOption(new Option('-y, --yes', 'do not ask'))
    .addOption(new Option('--sandbox', 'clean the running sandbox, not AWS; its port is SANDBOX_AWS_PORT (4566)'))
    .addOption(helpOption());
  understand(program, words);
  const { help, ...options } = program.opts<Partial<CleanOptions> & { help?: true }>();
  return help ? { help: helpOf(program, AFTER) } : { dryRun: false, yes: false, sandbox: false, ...options };
}
