import type { Facts, InstanceFacts, ServiceFacts } from './facts';
import { judge, type Judgement } from './judge';

const of = (cluster: string, service: string): InstanceFacts => ({ id: `${service}-task`, ecs: { cluster, service } });
const service = (name: string, instances: InstanceFacts[] = []): ServiceFacts => ({
  id: `srv-${name}`,
  arn: `arn:${name}`,
  name,
  madeByEcs: false,
  instances,
});

/** A region with one namespace. */
const region = (name: string, services: ServiceFacts[], ecs: Partial<Facts['ecs']> = {}): Facts => ({
  namespaces: [{ id: 'ns-1', arn: 'arn:ns', name, madeByEcs: false, services }],
  ecs: { services: new Map(), namespaces: new Map(), present: new Set(), ...ecs },
});
const names = ({ leftovers }: Judgement): string[] => leftovers.map(({ kind, name }) => `${kind} ${name}`);
const whyKept = ({ kept }: Judgement): string[] => kept.map(({ why }) => why);

describe('what of Cloud Map is a leftover', () => {
  const gone = [service('primes-api', [of('primes', 'primes-api')])];

  it('is a service whose ECS service is gone, and this project’s namespace after it', () => {
    const judgement = judge(region('primes.internal', gone), {});
    expect(names(judgement)).toEqual(['service primes-api in primes.internal', 'namespace primes.internal']);
    expect(judgement.leftovers[0]).toMatchObject({
      instances: ['primes-api-task'],
      why: 'no ECS service of any cluster uses it, and its instances are of primes/primes-api, which is gone',
    });
  });

  it('is nothing that an ECS service uses, whatever its instances say, and no namespace around it', () => {
    const used = region('primes.internal', [...gone, service('web')], {
      services: new Map([['arn:web', 'other/web']]),
    });
    expect(names(judge(used, {}))).toEqual(['service primes-api in primes.internal']);
    expect(whyKept(judge(used, {}))).toEqual(['the ECS service other/web uses it', 'a service in it is kept']);
    const draining = region('primes.internal', gone, { present: new Set(['primes/primes-api']) });
    expect(names(judge(draining, {}))).toEqual([]);
    const connected = region('primes.internal', gone, { namespaces: new Map([['arn:ns', 'the ECS cluster primes']]) });
    expect(whyKept(judge(connected, {}))).toEqual(['the ECS cluster primes uses it for Service Connect']);
  });

  it('is nothing that something else than ECS registered, even where it was named', () => {
    const mixed = region('corp.local', [service('db', [of('primes', 'gone'), { id: 'i-1' }])]);
    expect(names(judge(mixed, { namespace: 'corp.local' }))).toEqual([]);
  });

  it('is no namespace that others made, and no empty service in it, unless it is named', () => {
    const theirs = region('corp.local', [...gone, service('empty')]);
    expect(names(judge(theirs, {}))).toEqual(['service primes-api in corp.local']);
    expect(names(judge(region('corp.local', []), {}))).toEqual([]);
    expect(names(judge(theirs, { namespace: 'corp.local' }))).toEqual([
      'service primes-api in corp.local',
      'service empty in corp.local',
      'namespace corp.local',
    ]);
    expect(judge(theirs, { namespace: 'other.local' })).toEqual({ leftovers: [], kept: [] });
  });

  it('is only what one cluster left, where one is named', () => {
    const two = region('primes.internal', [...gone, service('worker', [of('batch', 'worker')]), service('empty')]);
    expect(names(judge(two, { cluster: 'batch' }))).toEqual(['service worker in primes.internal']);
    expect(whyKept(judge(two, { cluster: 'batch' }))).toEqual([
      'its instances are of primes/primes-api, not of the cluster batch',
      'nothing says that it was of the cluster batch',
      '2 services in it are kept',
    ]);
  });
});
