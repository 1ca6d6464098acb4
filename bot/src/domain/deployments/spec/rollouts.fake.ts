import type { Clock } from '../../../kernel/clock';
import type { Actor } from '../../access/access.types';
import type { EcsContainer, EcsDeployment, EcsService } from '../../observations/ecs-service.types';
import { ServiceTraffic } from '../traffic.port';
import type { Traffic } from '../traffic.port';
import type { ServiceRef } from '../../services/service-ref.types';
import type { Deployment, DeploymentHandle } from '../deployment.types';
import type { ServiceDeploymentState } from '../deployments.port';
import { DeploymentRecord } from '../deployment.record';
import { DeploymentWatcher } from '../deployment.watcher';
import type { DeploymentRepository } from '../deployments.port';
import { InMemoryDeploymentRepository } from './deployments.in-memory.repository';
import { DeploymentsService } from '../deployments.service';
import { RolloutEvidence } from '../rollouts.port';
import type { RunningTask } from '../rollouts.port';
import type { LastLines, StoppedTask } from '../../causes/evidence.types';
import type { LoggedContainer } from '../../logs/logs.types';
import type { Difference } from '../rollback.types';

/** For specs: the service that they follow a deployment of, and who started it. */
export const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const ANN: Actor = { id: 'U1', name: 'ann' };

/** For specs: when the deployment that is followed began. */
export const BEGAN = Date.UTC(2026, 10, 24, 12);

/** For specs: 1.0.0 → 1.1.0. */
export const DEPLOYMENT: Deployment = {
  id: 'dep-1',
  ref: REF,
  actor: ANN,
  startedAt: BEGAN,
  container: 'api',
  from: { image: 'repo:1.0.0', tag: '1.0.0' },
  to: { image: 'repo:1.1.0', tag: '1.1.0' },
  revision: 'primes-api:2',
  previousRevision: 'primes-api:1',
  handle: { id: 'ecs-svc/2', revision: 'primes-api:2' },
};

export const container = (name: string, image: string, memoryMiB = 512): EcsContainer => ({
  name,
  image,
  tag: image.split(':')[1] ?? '',
  main: name === 'api',
  memoryMiB,
});

/** What is told of tasks: `desired`, `running` and `pending` beside the rest. */
type Change = Partial<Omit<EcsDeployment, 'counts'>> & Partial<EcsDeployment['counts']>;

/** For specs: the deployment that brings 1.1.0, as ECS lists it. */
export function fresh({ desired = 2, running = 0, pending = 0, ...change }: Change = {}): EcsDeployment {
  return {
    id: 'ecs-svc/2',
    primary: true,
    revision: 'primes-api:2',
    containers: [container('api', 'repo:1.1.0')],
    rollout: 'in-progress',
    counts: { desired, running, pending },
    failedTasks: 0,
    createdAt: BEGAN,
    updatedAt: BEGAN,
    ...change,
  };
}

/** For specs: the deployment of 1.0.0. */
export function old(running: number, change: Change = {}): EcsDeployment {
  return fresh({
    id: 'ecs-svc/1',
    primary: false,
    revision: 'primes-api:1',
    containers: [container('api', 'repo:1.0.0')],
    rollout: 'completed',
    desired: running,
    running,
    createdAt: 0,
    ...change,
  });
}

/** For specs: a service behind a load balancer, with a circuit breaker, and these deployments. */
export function service(deployments: EcsDeployment[], change: Partial<EcsService> = {}): EcsService {
  const running = deployments.reduce((sum, { counts }) => sum + counts.running, 0);
  return {
    ref: REF,
    at: BEGAN,
    status: 'ACTIVE',
    controller: 'ECS',
    scheduling: 'REPLICA',
    counts: { desired: 2, running, pending: 0 },
    revision: deployments[0]?.revision ?? '',
    containers: deployments[0]?.containers ?? [],
    deployments,
    taskSets: [],
    balanced: [{ container: 'api', targetGroupArn: 'tg' }],
    circuitBreaker: { on: true, rollback: true },
    deploymentAlarms: [],
    steady: false,
    events: [],
    ...change,
  };
}

/** For specs: so many tasks of the followed deployment that run, with their health. */
export function tasks(...healths: RunningTask['health'][]): RunningTask[] {
  return healths.map((health, n) => ({
    id: `${n}`.repeat(32),
    startedBy: 'ecs-svc/2',
    health,
    ...(health === 'unhealthy' ? { reason: 'Request timed out', port: 80 } : {}),
  }));
}

/** One answer of AWS to a look: what it says, or what it fails with. */
export type Said =
  | {
      service: EcsService;
      state?: Partial<ServiceDeploymentState>;
      running?: RunningTask[];
      stopped?: StoppedTask[];
    }
  | { error: Error };

/** For specs: an ECS that answers each look with the next answer of a script, and the last one again and again. */
export class ScriptedRollouts extends RolloutEvidence {
  looks = 0;
  private isServed = false;
  readonly asked = { running: 0, stopped: 0, logs: 0, differences: 0 };
  /** What the log of each task ends with, by its id. */
  readonly logs = new Map<string, string[]>();
  unlike: Difference[] = [];
  healthUnreadable: Error | undefined;
  stoppedUnreadable: Error | undefined;

  constructor(private readonly script: Said[]) {
    super();
  }

  override service(): Promise<EcsService> {
    if (this.looks === 0 || this.isServed) this.look();
    this.isServed = true;
    const said = this.script[Math.min(this.looks - 1, this.script.length - 1)];
    if (said === undefined) throw new Error('The script is empty.');
    return 'error' in said ? Promise.reject(said.error) : Promise.resolve(said.service);
  }

  override state(): Promise<ServiceDeploymentState | undefined> {
    this.look();
    const { state, service: said } = this.said();
    const counts = JSON.stringify([said.counts, said.deployments.map((one) => one.counts)]);
    return Promise.resolve(state && { arn: 'arn:1', status: 'IN_PROGRESS', counts, ...state });
  }

  override runningTasks(): Promise<RunningTask[]> {
    this.asked.running++;
    if (this.healthUnreadable) return Promise.reject(this.healthUnreadable);
    return Promise.resolve(this.said().running ?? []);
  }

  override stoppedTasks(
    _ref: ServiceRef,
    _handle: DeploymentHandle,
    known: ReadonlySet<string>,
  ): Promise<StoppedTask[]> {
    this.asked.stopped++;
    if (this.stoppedUnreadable) return Promise.reject(this.stoppedUnreadable);
    return Promise.resolve((this.said().stopped ?? []).filter(({ id }) => !known.has(id)));
  }

  override lastLines({ task, container: name }: LoggedContainer): Promise<LastLines | undefined> {
    this.asked.logs++;
    const lines = this.logs.get(task)?.map((text, n) => ({ at: BEGAN + n, text }));
    return Promise.resolve(lines && { container: name, lines });
  }

  override differences(): Promise<Difference[]> {
    this.asked.differences++;
    return Promise.resolve(this.unlike);
  }

  private look(): void {
    this.looks++;
    this.isServed = false;
  }

  // A look asks for the state first, and for the service once, or not at all.
  private said(): Exclude<Said, { error: Error }> {
    const said = this.script[Math.min(this.looks - 1, this.script.length - 1)];
    return said === undefined || 'error' in said ? { service: service([]) } : said;
  }
}

/** For specs: requests as they were counted. */
export class CountedTraffic extends ServiceTraffic {
  constructor(private readonly counted: (from: number, to: number) => Traffic | undefined = () => undefined) {
    super();
  }

  override traffic(_service: unknown, from: number, to: number): Promise<Traffic | undefined> {
    return Promise.resolve(this.counted(from, to));
  }
}

/** For specs: what watches a deployment as the real thing does, before an ECS that answers by a script; not after it is done. */
export function watching(
  script: Said[],
  clock: Clock,
  repository: DeploymentRepository = new InMemoryDeploymentRepository(),
  settleMinutes = 0,
): DeploymentsService {
  const options = { pollSeconds: 2, stallSeconds: 600, settleMinutes };
  const watcher = new DeploymentWatcher(new ScriptedRollouts(script), repository, clock, options, new CountedTraffic());
  return new DeploymentsService(NOTHING, NOTHING, watcher, new DeploymentRecord(repository, clock));
}

/** Nothing is planned or started. */
const NOTHING = undefined as never;
