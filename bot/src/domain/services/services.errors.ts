import { UserError } from '../../kernel/user-error';
import type { Home } from './environment.types';
import type { ServiceRef } from './service-ref.types';
import { LIST_SERVICES } from './next-step.types';
import { DEFAULT_ENVIRONMENT, serviceWords } from './service-ref.types';

/** A service that was there when it was named, or was named by a button, and is not there now. */
export class ServiceNotFoundError extends UserError {
  constructor(readonly ref: ServiceRef) {
    super({
      what: `There is no service ${serviceWords(ref)}.`,
      why: 'ECS does not know it: it may have been deleted.',
      next: 'Look at the list of services.',
      steps: [LIST_SERVICES],
    });
  }
}

/** A cluster that the configuration names and ECS does not know. */
export class ClusterNotFoundError extends UserError {
  constructor(cluster: string) {
    super({
      what: `There is no cluster ${cluster}.`,
      why: 'ECS does not know it in this account and region.',
      next: 'Correct CLUSTERS, or the clusters in ENVIRONMENTS, and start me again.',
    });
  }
}

/** As a tag may be written: the service in front of it was taken for an environment. */
const TAG = /^\w[\w.-]{0,127}$/;

/** An environment that the bot was not told about. */
export class UnknownEnvironmentError extends UserError {
  /** @param behind what stood behind its colon, where it was written as part of a service's name */
  constructor(name: string, known: string[], behind?: string) {
    const shown = known.filter((environment) => environment !== DEFAULT_ENVIRONMENT);
    const colon = behind === undefined ? '' : 'What stands before a colon is one. ';
    const tag = behind !== undefined && TAG.test(behind) ? ` A tag is a word of its own: ${name} ${behind}.` : '';
    super({
      what: `There is no environment ${name.trim() || 'without a name'}.`,
      ...(shown.length > 0
        ? {
            why: `${colon}I know ${shown.join(', ')}.`,
            next: `Name one of these, or ask whoever configures me to add it.${tag}`,
          }
        : { why: `${colon}I was told of none, so no service needs one named.`, next: `Leave it out.${tag}` }),
    });
  }
}

/** A service's name says one environment, and the option another: neither is taken for the one that is meant. */
export class TwoEnvironmentsError extends UserError {
  constructor(inName: string, named: string) {
    super({
      what: `${inName} and ${named} are two environments.`,
      why: 'The name of the service says the one, and --env the other.',
      next: 'Name one of them.',
    });
  }
}

/** An ARN of an account or region that no environment is in: a service of the same name elsewhere is another service. */
export class ServiceElsewhereError extends UserError {
  constructor(arn: string, { region, account }: { region: string; account: string }, homes: readonly Home[]) {
    const known = homes.map((home) => `${home.region}${home.account ? ` of account ${home.account}` : ''}`);
    super({
      what: `${arn} is in ${region} of account ${account}.`,
      why: `I look after ${[...new Set(known)].join(' and ')}.`,
      next: 'Look whether the ARN is the right one, or ask whoever configures me to add its environment.',
      steps: [LIST_SERVICES],
    });
  }
}

/** AWS does not let the bot do something: a policy lacks a permission, or denies it. */
export class NotPermittedError extends UserError {
  constructor(
    /** As IAM names it: `ecs:UpdateService`. Undefined where AWS does not say. */
    readonly action: string | undefined,
    { why, next, cause }: { why: string; next: string; cause: unknown },
  ) {
    super({ what: `AWS does not let me ${action ? `call ${action}` : 'do that'}.`, why, next, cause });
  }
}
