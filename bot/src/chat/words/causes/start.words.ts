import type { StartFailure, StartProblem } from '../../../domain/causes/cause.types';
import { ecsWords } from '../ecs';
import { code } from '../text';

/** A line of a message; AWS's reasons may be much longer. */
const REASON_SHOWN = 400;

/** AWS's own words, as far as they fit into a sentence. In mrkdwn. */
export function reasonWords(reason: string): string {
  const words = reason.length > REASON_SHOWN ? `${reason.slice(0, REASON_SHOWN)}…` : reason;
  return ecsWords(words).replace(/[.\s]+$/, '');
}

/** Why a task could not be started, or placed, as what follows a colon: names are code. In mrkdwn. */
export function startWords({ problem, name, reason }: StartFailure): string {
  const of = name === undefined ? '' : ` ${code(name)}`;
  return WORDS[problem](of, reason);
}

/** The exit code of a container that another one depends on, where ECS's agent says it. */
function exitIn(reason: string): string | undefined {
  const [, exitCode] = /- Exit: (\d+)/.exec(reason) ?? [];
  return exitCode === undefined ? undefined : `exited ${exitCode}`;
}

const onInstance = (what: string) => (of: string) =>
  `no container instance has ${what}${of ? `; the closest is${of}` : ''}`;

/** `of` is the name of what is concerned with a space before it, or empty. */
const WORDS: Readonly<Record<StartProblem, (of: string, reason: string) => string>> = {
  'image-gone': (of) => `the image${of} does not exist in its registry (any more)`,
  'image-denied': (of) => `the image${of} may not be pulled: access is denied`,
  'image-private': (of) => `the image${of} does not exist, or its registry wants a login`,
  'rate-limited': (of) => `the registry's rate limit for pulls is reached, so the image${of} is not handed out`,
  'registry-unreachable': (of) => `the registry of the image${of} cannot be reached`,
  platform: (of) => `the image${of} is built for another platform (architecture or operating system)`,
  'image-invalid': (of) => `the image${of} is no image that can be run, or its name is none`,
  'no-disk': (of) => `there is no room on the disk for the image${of}`,
  'pull-failed': (of, reason) => `the image${of} cannot be pulled: ${reasonWords(reason)}`,
  'command-missing': (of) => `its command (entry point)${of} does not exist in the image`,
  'command-denied': (of) => `its command (entry point)${of} may not be executed: permission denied`,
  'port-taken': (of) => `its host port${of} is already in use on the instance`,
  dependency: (of, reason) =>
    of
      ? `the container${of} that it depends on ${exitIn(reason) ?? 'did not get as far as it must'}`
      : `a container that it depends on did not get as far as it must: ${reasonWords(reason)}`,
  'runtime-timeout': (_of, reason) => `the container runtime gave no answer in time: ${reasonWords(reason)}`,
  runtime: (_of, reason) => reasonWords(reason),
  'secret-denied': (of) => `the secret or parameter${of} may not be read: access is denied`,
  'secret-missing': (of) => `the secret or parameter${of} does not exist`,
  'secret-key': (of) => `the secret has no key${of}`,
  'secret-unreachable': (of) => `the secret or parameter${of} cannot be reached from the subnet of the task`,
  'secret-failed': (of, reason) => `the secret or parameter${of} cannot be had: ${reasonWords(reason)}`,
  'env-file': (of, reason) => `the environment file${of} cannot be had: ${reasonWords(reason)}`,
  'log-missing': (of) => `the log group${of} does not exist`,
  'log-denied': (of) => `the log group${of} may not be written to: access is denied`,
  'log-failed': (_of, reason) => `its log cannot be set up: ${reasonWords(reason)}`,
  volume: (of, reason) => `the volume${of} cannot be mounted: ${reasonWords(reason)}`,
  role: (of) => `ECS may not assume the role${of}`,
  addresses: (of) => `the subnet${of} has no free addresses left for a network interface`,
  'network-missing': (of) => `the subnet or security group${of} does not exist`,
  network: (_of, reason) => `its network interface cannot be had: ${reasonWords(reason)}`,
  initialization: (_of, reason) => reasonWords(reason),
  unplaced: (_of, reason) => reasonWords(reason),
  capacity: () => 'AWS has no capacity for it at the moment',
  'spot-capacity': () => 'AWS has no Spot capacity for it at the moment',
  quota: (of) => `the account's quota${of ? ` for${of}` : ''} is reached`,
  'no-instances': () => 'there are no container instances that could take it',
  'instance-cpu': onInstance('enough CPU left'),
  'instance-memory': onInstance('enough memory left'),
  'instance-gpu': onInstance('enough GPUs left'),
  'instance-port': onInstance('the host port free that it needs'),
  'instance-network': onInstance('a network interface left'),
  'instance-attribute': onInstance('an attribute that the task needs'),
  'instance-agent': onInstance('its agent connected'),
  constraint: () => 'no container instance meets its placement constraint',
};
