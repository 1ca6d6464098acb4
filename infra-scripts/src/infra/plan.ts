import type { Account } from '../account/account';
import { standingThings } from '../account/leftovers';
import { runningService, type RunningService } from '../account/running-service';
import { standingStack, type StandingStack } from '../account/standing-stack';
import { isUri } from '../stacks/image';
import type { AnyOptions, StackKind } from '../stacks/stack-kinds';
import type { Wanted } from './assembly';
import { checkOptions } from './checks';
import { checkKeepsDatabase, isDatabaseAlone, ownDatabase } from './own-database';
import type { Difference, StackToolkit } from './toolkit';

/** What `up` would do with one stack. */
export interface Plan {
  wanted: Wanted;
  /** Defaults included. */
  options: AnyOptions;
  standing: StandingStack | undefined;
  running: RunningService | undefined;
  difference: Difference;
  /** What a person should know beside the difference. */
  notes: string[];
}

export interface Chosen {
  options: Partial<AnyOptions>;
  /** What the account suggests, where it was neither named now nor remembered. */
  suggested: Partial<AnyOptions>;
  /** Forget what an earlier `up` was told. */
  reset: boolean;
}

/**
 * Looks at what stands and what runs, and plans how to get from there to what was chosen. What chat has deployed since
 * stays: the running image and the desired count are taken over where the service has to change, unless they were named.
 * @throws Refusal where options do not go together
 */
export async function plan(account: Account, toolkit: StackToolkit, kind: StackKind, chosen: Chosen): Promise<Plan> {
  const standing = await standingStack(account.cloudformation, kind.name);
  const memory = chosen.reset ? undefined : standing?.memory;
  const repeated = differing(kind, { ...chosen.suggested, ...memory?.options, ...chosen.options });
  const adjusted = account.sandbox && kind.restsInSandbox ? { ...repeated, desired: 0 } : repeated;
  const options = { ...kind.defaults, ...adjusted };
  checkOptions(options, account.sandbox);
  checkKeepsDatabase(options, standing);
  const circumstances = {
    ...(standing && !isDatabaseAlone(standing) ? standing.memory.kept : await standingThings(account, kind)),
    ...(ownDatabase(standing) === undefined ? {} : { databaseStands: true }),
    policies: await kind.policies?.(adjusted),
  };
  const running =
    standing && (await runningService(account.ecs, kind.names.cluster, kind.names.service, kind.container));
  const wanted: Wanted = { kind, chosen: adjusted, circumstances };
  const difference = await toolkit.diff(wanted);
  const draft = { wanted, standing, running, difference, options, notes: [] };
  return keepWhatRuns(toolkit, draft, chosen.options);
}

/** Only what differs from the defaults is worth remembering. */
export function differing(kind: StackKind, options: Record<string, unknown>): Partial<AnyOptions> {
  const defaults: Record<string, unknown> = { ...kind.defaults };
  return Object.fromEntries(
    Object.entries(options).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key])),
  );
}

const OF_THE_SERVICE = ['AWS::ECS::Service', 'AWS::ECS::TaskDefinition'];

/** Whether the service itself would change, and so roll out. */
export const touchesService = ({ types }: Difference): boolean =>
  Object.values(types).some((type) => OF_THE_SERVICE.includes(type));

async function keepWhatRuns(toolkit: StackToolkit, draft: Plan, named: Partial<AnyOptions>): Promise<Plan> {
  const { running, options, difference } = draft;
  if (!running) return draft;
  const kept: Partial<AnyOptions> = {};
  const image = imageWord(running.image, draft.standing?.outputs['RepositoryUri']);
  if (named.image === undefined && image !== options.image) kept.image = image;
  if (named.desired === undefined && running.desired !== options.desired) kept.desired = running.desired;
  if (Object.keys(kept).length === 0) return draft;
  const notes = [...draft.notes, keptWords(draft.wanted.kind, kept, options)];
  if (!touchesService(difference)) return { ...draft, notes };
  const chosen = { ...draft.wanted.chosen, ...kept };
  const wanted = { ...draft.wanted, chosen };
  return { ...draft, wanted, notes, options: { ...options, ...kept }, difference: await toolkit.diff(wanted) };
}

/** The tag or the digest, where the image is of the stack's own repository. */
export function imageWord(uri: string, repositoryUri: string | undefined): string {
  if (repositoryUri === undefined) return uri;
  const own = uri.startsWith(`${repositoryUri}:`) || uri.startsWith(`${repositoryUri}@`);
  return own ? uri.slice(repositoryUri.length + 1) : uri;
}

function keptWords(kind: StackKind, { image, desired }: Partial<AnyOptions>, options: AnyOptions): string {
  const parts = [
    ...(image === undefined ? [] : [`runs ${image} where the template says ${options.image}`]),
    ...(desired === undefined ? [] : [`has a desired count of ${desired} where the template says ${options.desired}`]),
  ];
  const words = [...(image === undefined ? [] : ['--image']), ...(desired === undefined ? [] : ['--desired'])];
  return `${kind.names.service} ${parts.join(' and ')}: somebody deployed or scaled it since. That stays; ${words.join(' and ')} would say otherwise.`;
}

/** Whether the image is looked for in the stack's own repository. */
export const isOwnImage = (image: string): boolean => !isUri(image);
