import { NAMES } from '../stacks/primes/primes.options';
import type { EcsUse, Facts, NamespaceFacts, ServiceFacts } from './facts';

/** A Cloud Map service or namespace, and what is to become of it. */
export interface Verdict {
  kind: 'service' | 'namespace';
  id: string;
  /** "primes-api in primes.internal", "primes.internal" */
  name: string;
  /** Why it is thought to be a leftover, or why it stays: a clause. */
  why: string;
  /** Ids of the instances to deregister before a service goes. */
  instances: string[];
}

/** What would be removed, in that order, and what would not. */
export interface Judgement {
  leftovers: Verdict[];
  kept: Verdict[];
}

/** What was chosen to look at: all where it is left out. */
export interface Scope {
  namespace?: string;
  cluster?: string;
}

/** Tells leftovers from what is in use; whatever is not clear is kept. */
export function judge({ namespaces, ecs }: Facts, scope: Scope): Judgement {
  const looked = namespaces.filter(({ name }) => scope.namespace === undefined || name === scope.namespace);
  const judged = looked.flatMap((namespace) => {
    const services = namespace.services.map((service) => judgeService(service, namespace, ecs, scope));
    const stays = services.filter(({ leftover }) => !leftover).length;
    return [...services, judgeNamespace(namespace, stays, ecs, scope)];
  });
  const verdicts = (wanted: boolean): Verdict[] =>
    judged.flatMap(({ leftover, verdict }) => (leftover === wanted ? [verdict] : []));
  return { leftovers: verdicts(true), kept: verdicts(false) };
}

interface Judged {
  leftover: boolean;
  verdict: Verdict;
}

function judgeService(service: ServiceFacts, namespace: NamespaceFacts, ecs: EcsUse, scope: Scope): Judged {
  const reasonToStay = whyServiceStays(service, namespace, ecs, scope);
  return {
    leftover: reasonToStay === undefined,
    verdict: {
      kind: 'service',
      id: service.id,
      name: `${service.name} in ${namespace.name}`,
      why: reasonToStay ?? whyServiceIsLeft(service),
      instances: service.instances.map(({ id }) => id),
    },
  };
}

function whyServiceStays(
  service: ServiceFacts,
  namespace: NamespaceFacts,
  ecs: EcsUse,
  { namespace: named, cluster }: Scope,
): string | undefined {
  const user = ecs.services.get(service.arn);
  if (user) return `the ECS service ${user} uses it`;
  const stranger = service.instances.find((instance) => !instance.ecs);
  if (stranger) return `its instance ${stranger.id} was not registered by ECS`;
  const owners = ownersOf(service);
  const alive = owners.find((owner) => ecs.present.has(owner));
  if (alive) return `its instances are of the ECS service ${alive}, which is still there`;
  if (cluster !== undefined && owners.length === 0) return `nothing says that it was of the cluster ${cluster}`;
  const other = owners.find((owner) => cluster !== undefined && !owner.startsWith(`${cluster}/`));
  if (other) return `its instances are of ${other}, not of the cluster ${cluster}`;
  if (owners.length > 0 || service.madeByEcs || isOurs(namespace) || named !== undefined) return undefined;
  return `it has no instance that would say whether ECS used it; --namespace ${namespace.name} removes it all the same`;
}

function whyServiceIsLeft(service: ServiceFacts): string {
  const unused = 'no ECS service of any cluster uses it';
  const owners = ownersOf(service);
  if (owners.length === 0) return `${unused}, and nothing is registered with it`;
  const gone = owners.length === 1 ? 'which is gone' : 'which are gone';
  return `${unused}, and its instances are of ${owners.join(' and ')}, ${gone}`;
}

function judgeNamespace(namespace: NamespaceFacts, stays: number, ecs: EcsUse, scope: Scope): Judged {
  const reasonToStay = whyNamespaceStays(namespace, stays, ecs, scope);
  const { id, name } = namespace;
  const why = reasonToStay ?? `${whoseNamespace(namespace)}, and no service in it is in use`;
  return { leftover: reasonToStay === undefined, verdict: { kind: 'namespace', id, name, why, instances: [] } };
}

function whyNamespaceStays(
  namespace: NamespaceFacts,
  stays: number,
  ecs: EcsUse,
  { namespace: named }: Scope,
): string | undefined {
  const user = ecs.namespaces.get(namespace.arn) ?? ecs.namespaces.get(namespace.name);
  if (user) return `${user} uses it for Service Connect`;
  if (stays > 0) return `${stays === 1 ? 'a service' : `${stays} services`} in it ${stays === 1 ? 'is' : 'are'} kept`;
  if (isOurs(namespace) || namespace.madeByEcs || named !== undefined) return undefined;
  return `neither this project nor ECS made it; --namespace ${namespace.name} removes it all the same`;
}

function whoseNamespace(namespace: NamespaceFacts): string {
  if (isOurs(namespace)) return `it is the one of this project's stack ${NAMES.stack}`;
  return namespace.madeByEcs ? 'ECS made it' : 'you named it';
}

const isOurs = ({ name }: NamespaceFacts): boolean => name === NAMES.namespace;

/** "cluster/service" of every ECS service that instances name. */
const ownersOf = ({ instances }: ServiceFacts): string[] => [
  ...new Set(instances.flatMap(({ ecs }) => (ecs ? [`${ecs.cluster}/${ecs.service}`] : []))),
];
