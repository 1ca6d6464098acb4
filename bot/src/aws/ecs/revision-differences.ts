import { isDeepStrictEqual } from 'node:util';
import type { Difference } from '../../domain/deployments/rollback.types';
import type { RawJson } from './raw-json';
import { ADDED_BY_ECS } from './register-request';

/** Lists of things that have a name each; what they are set to may be secret. */
const NAMED = new Set(['environment', 'secrets', 'volumes', 'ulimits', 'systemControls', 'extraHosts']);
/** One plain value each, and no secret. */
const PLAIN = new Set([
  'image',
  'cpu',
  'memory',
  'memoryReservation',
  'essential',
  'networkMode',
  'user',
  'readonlyRootFilesystem',
]);

interface Described {
  taskDefinition: RawJson & { containerDefinitions?: RawJson[] };
}

/**
 * What is otherwise in a revision of a task definition than in another: of environments and secrets only the names.
 * @param before and `after` are what DescribeTaskDefinition answered, word for word
 */
export function differencesOf(before: RawJson, after: RawJson): Difference[] {
  const [was, is] = [before, after].map((answer) => (answer as unknown as Described).taskDefinition);
  const { containerDefinitions: old = [], ...rest } = was!;
  const { containerDefinitions: fresh = [], ...others } = is!;
  const names = new Set([...old, ...fresh].map(({ name }) => String(name)));
  return [
    ...membersOf(rest, others).filter(({ member }) => !ADDED_BY_ECS.has(member)),
    ...[...names].flatMap((container) => ofContainer(container, named(old, container), named(fresh, container))),
  ];
}

const named = (all: readonly RawJson[], wanted: string): RawJson | undefined => all.find(({ name }) => name === wanted);

function ofContainer(container: string, was: RawJson | undefined, is: RawJson | undefined): Difference[] {
  if (was && is) return membersOf(was, is).map((difference) => ({ container, ...difference }));
  return [{ container, member: 'container', ...(was ? { from: container } : { to: container }) }];
}

function membersOf(was: RawJson, is: RawJson): Difference[] {
  const members = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...members].flatMap((member) => differenceOf(member, was[member], is[member]));
}

function differenceOf(member: string, was: unknown, is: unknown): Difference[] {
  if (isDeepStrictEqual(was ?? [], is ?? [])) return [];
  if (NAMED.has(member)) {
    const names = namesOf(was, is);
    return names.length > 0 ? [{ member, names }] : [];
  }
  if (!PLAIN.has(member)) return [{ member }];
  return [
    { member, ...(was === undefined ? {} : { from: plain(was) }), ...(is === undefined ? {} : { to: plain(is) }) },
  ];
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Of those that are there, are not, or are set to something else. */
function namesOf(was: unknown, is: unknown): string[] {
  const [old, fresh] = [was, is].map(byName);
  const names = new Set([...old!.keys(), ...fresh!.keys()]);
  return [...names].filter((name) => !isDeepStrictEqual(old!.get(name), fresh!.get(name)));
}

function byName(list: unknown): Map<string, unknown> {
  return new Map(((list ?? []) as RawJson[]).map((one) => [String(one['name']), one]));
}
