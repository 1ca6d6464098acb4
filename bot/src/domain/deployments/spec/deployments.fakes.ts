import type { Actor } from '../../access/access.types';
import type { ImageDetails } from '../../images/image.types';
import { ImagesService, RegistryUnreadableError, UnknownImageError } from '../../images/images.service';
import type { ServiceRef } from '../../services/service-ref.types';
import type { DeploymentHandle } from '../deployment.types';
import { EcsDeploymentsLook, EcsDeploymentsOperate } from '../deployments.port';
import type { DeployedService, LiveDeployment, RevisionContainers, ServiceDeploymentState } from '../deployments.port';

/** For specs: the service that they deploy. */
export const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };
export const ANN: Actor = { id: 'U1', name: 'ann' };
export const REPOSITORY = '000000000000.dkr.ecr.us-west-2.amazonaws.com/primes-api';
export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

/** For specs: a deployment of a service as ECS lists it. */
export function live(change: Partial<LiveDeployment> = {}): LiveDeployment {
  return {
    id: 'ecs-svc/1',
    primary: true,
    revision: 'primes-api:1',
    rollout: 'completed',
    desired: 2,
    running: 2,
    pending: 0,
    failedTasks: 0,
    createdAt: 0,
    ...change,
  };
}

/** For specs: a service with one steady deployment. */
export function steady(change: Partial<DeployedService> = {}): DeployedService {
  return { revision: 'primes-api:1', desired: 2, balanced: [], deployments: [live()], ...change };
}

/** One answer of AWS to a poll: what it says, or what it fails with. */
export type Answer = { service: DeployedService; state?: Partial<ServiceDeploymentState> } | { error: Error };

/** For specs: an ECS that answers each poll with the next answer of a script, and the last one again and again. */
export class ScriptedEcs extends EcsDeploymentsLook {
  polls = 0;
  containersOf: RevisionContainers['containers'] = [{ name: 'api', image: `${REPOSITORY}:1.0.0` }];

  constructor(private readonly script: Answer[]) {
    super();
  }

  override service(): Promise<DeployedService> {
    const answer = this.script[Math.min(this.polls++, this.script.length - 1)];
    if (answer === undefined) throw new Error('The script is empty.');
    return 'error' in answer ? Promise.reject(answer.error) : Promise.resolve(answer.service);
  }

  override state(): Promise<ServiceDeploymentState | undefined> {
    const { state } = this.answered();
    return Promise.resolve(state && { arn: 'arn:1', status: 'IN_PROGRESS', ...state });
  }

  override containers(_ref: ServiceRef, revision: string): Promise<RevisionContainers> {
    return Promise.resolve({ revision, containers: this.containersOf });
  }

  // `service` is asked first in every poll, so what it answered last is what this poll is about.
  private answered(): Exclude<Answer, { error: Error }> {
    const answer = this.script[Math.min(this.polls - 1, this.script.length - 1)];
    return answer === undefined || 'error' in answer ? { service: steady() } : answer;
  }
}

/** For specs: takes down what it is told to change. */
export class RecordingOperate extends EcsDeploymentsOperate {
  readonly calls: unknown[] = [];
  /** Runs before each update, to see what happens meanwhile. */
  meanwhile: () => Promise<void> = () => Promise.resolve();

  override register(
    _ref: ServiceRef,
    change: { revision: string; images: readonly { container: string; image: string }[] },
  ): Promise<string> {
    this.calls.push({ register: change });
    return Promise.resolve('primes-api:2');
  }

  override async redeploy(_ref: ServiceRef, revision: string, actor: Actor): Promise<DeploymentHandle> {
    this.calls.push({ redeploy: revision, by: actor.id });
    return { id: 'ecs-svc/2', revision };
  }

  override async deregister(_ref: ServiceRef, revision: string): Promise<void> {
    this.calls.push({ deregister: revision });
  }

  override async update(_ref: ServiceRef, revision: string, actor: Actor): Promise<DeploymentHandle> {
    this.calls.push({ update: revision, by: actor.id });
    await this.meanwhile();
    return { id: 'ecs-svc/2', revision };
  }
}

/** For specs: a registry with 1.0.0, which runs, and 1.1.0. */
export class FakeImages extends ImagesService {
  unreadable = false;
  readonly known: ImageDetails[] = [
    { digest: digest('b'), tags: ['1.1.0', 'latest'], pushedAt: 2000 },
    { digest: digest('a'), tags: ['1.0.0'], pushedAt: 1000 },
  ];

  constructor() {
    // Every method that would need a registry is replaced below.
    super(NOTHING);
  }

  override findIn(ref: ServiceRef, _repository: string, wanted: string): Promise<ImageDetails> {
    if (this.unreadable) {
      return Promise.reject(new RegistryUnreadableError(REPOSITORY, 'ecr:DescribeImages is missing.'));
    }
    const found = this.known.find(({ digest: it, tags }) => it === wanted || tags.includes(wanted));
    return found ? Promise.resolve(found) : Promise.reject(new UnknownImageError(ref, REPOSITORY, wanted, this.known));
  }
}

const NOTHING = undefined as never;
