import type { Part } from '../../../kernel/part';
import type { ServiceRef } from '../../services/service-ref.types';
import { serviceKey } from '../../services/service-ref.types';
import { ServiceNotFoundError } from '../../services/services.errors';
import type { EcsContainer, EcsDeployment, EcsService, Freshness } from '../ecs-service.types';
import { EcsServices } from '../observations.port';

const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const REPOSITORY = '000000000000.dkr.ecr.us-west-2.amazonaws.com/primes-api';

/** For specs: a container; the only one of its task, unless `change` says otherwise. */
export function ecsContainer(change: Partial<EcsContainer> = {}): EcsContainer {
  return {
    name: 'primes-api',
    image: `${REPOSITORY}:1.0.0`,
    tag: '1.0.0',
    digest: `sha256:${'1'.repeat(64)}`,
    main: true,
    memoryMiB: 512,
    ...change,
  };
}

/** For specs: a deployment that is over; with `rollout: 'in-progress'` and counts it is one under way. */
export function ecsDeployment(change: Partial<EcsDeployment> = {}): EcsDeployment {
  return {
    id: 'ecs-svc/1',
    primary: true,
    revision: 'primes-api:1',
    containers: [ecsContainer()],
    rollout: 'completed',
    counts: { desired: 2, running: 2, pending: 0 },
    failedTasks: 0,
    createdAt: 0,
    updatedAt: 0,
    ...change,
  };
}

/**
 * For specs: a steady service of two tasks, `primes/primes-api` at `primes-api:1`, behind a load balancer, with its one
 * deployment; whatever `change` says is so instead. Its deployment follows what is said of revision, containers and counts.
 */
export function ecsService(change: Partial<EcsService> = {}): EcsService {
  const { revision = 'primes-api:1', containers = [ecsContainer()] } = change;
  const counts = change.counts ?? { desired: 2, running: 2, pending: 0 };
  return {
    ref: REF,
    at: 0,
    status: 'ACTIVE',
    controller: 'ECS',
    scheduling: 'REPLICA',
    counts,
    revision,
    containers,
    deployments: [ecsDeployment({ revision, containers, counts })],
    taskSets: [],
    balanced: [{ container: 'primes-api', targetGroupArn: 'arn:target-group/primes/1' }],
    circuitBreaker: { on: true, rollback: true },
    room: { minimumHealthyPercent: 100, maximumPercent: 200 },
    deploymentAlarms: [],
    steady: true,
    events: [],
    ...change,
  };
}

/** For specs: the services there are, in memory; they can be changed between two looks. */
export class FakeEcsServices extends EcsServices {
  private readonly services = new Map<string, EcsService>();
  /** The looks that were taken, oldest first. */
  readonly looks: { ref: ServiceRef; freshness: Freshness }[] = [];
  /** What every look fails with, while it is set. */
  failure: Error | undefined;

  constructor(...services: EcsService[]) {
    super();
    for (const service of services) this.set(service);
  }

  /** From now on a look shows this of it. */
  set(service: EcsService): void {
    this.services.set(serviceKey(service.ref), service);
  }

  /** From now on there is no such service. */
  remove(ref: ServiceRef): void {
    this.services.delete(serviceKey(ref));
  }

  override async look(ref: ServiceRef, freshness: Freshness = {}): Promise<EcsService> {
    this.looks.push({ ref, freshness });
    if (this.failure) throw this.failure;
    const found = this.services.get(serviceKey(ref));
    if (found) return found;
    throw new ServiceNotFoundError(ref);
  }

  override lookAll(refs: readonly ServiceRef[], freshness?: Freshness): Promise<Part<EcsService>[]> {
    return Promise.all(
      refs.map((ref) => this.look(ref, freshness).catch((error: Error) => ({ unknown: error.message }))),
    );
  }
}
