import type { Clock } from '../../../kernel/clock';
import type { Actor } from '../../access/access.types';
import type { DeploymentHandle } from '../../deployments/deployment.types';
import { EcsDeploymentsOperate } from '../../deployments/deployments.port';
import type { ServiceDeploymentState } from '../../deployments/deployments.port';
import type { Difference, GoodVersion } from '../../deployments/rollback.types';
import type { RolloutState } from '../../deployments/stages.types';
import { EcsDeploymentHistory, EcsRollouts } from '../../deployments/rollouts.port';
import type { RevisionOf } from '../../deployments/rollouts.port';
import { parseImage } from '../../images/image-ref.types';
import type { ImageDetails } from '../../images/image.types';
import { RegistryUnreadableError } from '../../images/images.errors';
import { EcrImages } from '../../images/images.port';
import type { EcsContainer, EcsService } from '../../observations/ecs-service.types';
import { ecsDeployment } from '../../observations/spec/ecs-services.fake';
import type { FakeEcsServices } from '../../observations/spec/ecs-services.fake';
import { ScalingLook, ScalingOperate } from '../../scaling/scaling.port';
import type { SuspendedScaling, TargetTracking, TaskRange } from '../../scaling/scaling.types';
import type { ServiceRef } from '../../services/service-ref.types';

/** `sha256:` and 64 times one letter. */
export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

export const REPOSITORY = '000000000000.dkr.ecr.us-west-2.amazonaws.com/primes-api';

/** For specs: a registry that has 1.1.0, which is also `latest`, and 1.0.0. */
export class FakeRegistry extends EcrImages {
  unreadable = false;
  images: ImageDetails[] = [
    { digest: digest('b'), tags: ['1.1.0', 'latest'], pushedAt: 2000 },
    { digest: digest('a'), tags: ['1.0.0'], pushedAt: 1000 },
  ];

  /** Somebody moves a tag to another image, or deletes it. */
  move(tag: string, to?: string): void {
    const others = this.images.map((image) => ({ ...image, tags: image.tags.filter((one) => one !== tag) }));
    this.images = to === undefined ? others : [{ digest: to, tags: [tag], pushedAt: 3000 }, ...others];
  }

  override async newest(_environment: string, repository: string, limit: number): Promise<ImageDetails[]> {
    if (this.unreadable) throw new RegistryUnreadableError(repository, 'ecr:DescribeImages is missing.');
    return this.images.filter(({ tags }) => tags.length > 0).slice(0, limit);
  }

  override async find(environment: string, repository: string, wanted: string): Promise<ImageDetails | undefined> {
    await this.newest(environment, repository, 0);
    return this.images.find((image) => image.digest === wanted || image.tags.includes(wanted));
  }

  /** By digest, where an image says so. */
  readonly commitsOf = new Map<string, string>();

  override async commits(): Promise<Map<string, string>> {
    return this.commitsOf;
  }

  /** It is no cache of another registry. */
  async upstream(): Promise<string | undefined> {
    return undefined;
  }
}

/** For specs: UpdateService and its like, which change what the next look shows. */
export class FakeEcsOperate extends EcsDeploymentsOperate {
  /** What AWS was asked, oldest first. */
  readonly calls: string[] = [];
  /** What revisions bring that others registered. */
  readonly known = new Map<string, EcsContainer[]>();
  private readonly revisions = new Map<string, EcsContainer[]>();
  private made = 0;
  /** Happens just before AWS is asked to update a service. */
  meanwhile: () => Promise<void> = () => Promise.resolve();
  /** `refused` updates change nothing; a `lost` one is carried out, and its answer does not arrive. */
  fate: { kind: 'refused' | 'lost'; error: Error } | undefined;
  cannotDeregister: Error | undefined;

  constructor(
    private readonly ecs: FakeEcsServices,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async register(
    ref: ServiceRef,
    { revision, images }: { revision: string; images: readonly { container: string; image: string }[] },
  ): Promise<string> {
    const { containers } = await this.ecs.look(ref);
    const next = `primes-api:${2 + this.made++}`;
    const changed = (Array.isArray(containers) ? containers : []).map((container) => {
      const image = images.find((one) => one.container === container.name)?.image;
      if (image === undefined) return container;
      const { tag, digest: pinned } = parseImage(image);
      const { name, main } = container;
      return { name, main, image, ...(tag ? { tag } : {}), ...(pinned ? { digest: pinned } : {}) };
    });
    this.revisions.set(next, changed);
    const said = images.map(({ container, image }) => `${container}=${image}`).join(', ');
    this.calls.push(`register ${next} of ${revision}: ${said}`);
    return next;
  }

  override async deregister(_ref: ServiceRef, revision: string): Promise<void> {
    this.calls.push(`deregister ${revision}`);
    if (this.cannotDeregister) throw this.cannotDeregister;
  }

  override update(ref: ServiceRef, revision: string, { id }: Actor): Promise<DeploymentHandle> {
    this.calls.push(`update to ${revision} by ${id}`);
    return this.start(ref, revision, this.revisions.get(revision) ?? this.known.get(revision) ?? []);
  }

  override async stop(ref: ServiceRef, arn: string, { id }: Actor): Promise<void> {
    this.calls.push(`stop ${arn} by ${id}`);
    await this.meanwhile();
    if (this.fate) throw this.fate.error;
    const service = await this.ecs.look(ref);
    const [ended, ...others] = service.deployments;
    const before = others.find(({ rollout }) => rollout === 'completed');
    const back = {
      ...before!,
      id: 'ecs-svc/back',
      primary: true,
      rollout: 'in-progress' as const,
      reason: 'rolling back',
    };
    const deployments = [back, { ...ended!, primary: false, rollout: 'failed' as const }, ...others];
    this.ecs.set({ ...service, deployments, revision: back.revision, containers: back.containers });
  }

  override async decide(
    _ref: ServiceRef,
    { arn, hook, action }: { arn: string; hook: string; action: string },
    { id }: Actor,
  ): Promise<void> {
    this.calls.push(`${action} ${arn} at ${hook} by ${id}`);
    await this.meanwhile();
    if (this.fate) throw this.fate.error;
  }

  override async redeploy(ref: ServiceRef, revision: string, { id }: Actor): Promise<DeploymentHandle> {
    this.calls.push(`force a new deployment by ${id}`);
    const { containers } = await this.ecs.look(ref);
    return this.start(ref, revision, containers);
  }

  private async start(
    ref: ServiceRef,
    revision: string,
    containers: EcsService['containers'],
  ): Promise<DeploymentHandle> {
    await this.meanwhile();
    if (this.fate?.kind === 'refused') throw this.fate.error;
    const service = await this.ecs.look(ref);
    const id = `ecs-svc/${service.deployments.length + 1}`;
    const started = ecsDeployment({ id, revision, containers, rollout: 'in-progress', createdAt: this.clock.now() });
    const others = service.deployments.map((one) => ({ ...one, primary: false }));
    this.ecs.set({ ...service, revision, containers, deployments: [started, ...others], steady: false });
    if (this.fate) throw this.fate.error;
    return { id, revision };
  }
}

/** For specs: service deployments as their service shows them. */
export class FakeRollouts extends EcsRollouts {
  /** ECS does not list them. */
  isSilent = false;
  /** The way on which the one under way is. */
  rollout: RolloutState | undefined;

  constructor(private readonly ecs: FakeEcsServices) {
    super();
  }

  override service(ref: ServiceRef): Promise<EcsService> {
    return this.ecs.look(ref);
  }

  override async state(ref: ServiceRef, { id }: DeploymentHandle): Promise<ServiceDeploymentState | undefined> {
    const { deployments } = await this.ecs.look(ref);
    const own = deployments.find((deployment) => deployment.id === id);
    if (this.isSilent || own === undefined) return undefined;
    const status = ({ 'in-progress': 'IN_PROGRESS', completed: 'SUCCESSFUL', failed: 'ROLLBACK_IN_PROGRESS' } as const)[
      own.rollout
    ];
    return { arn: `arn:${id}`, status, ...(this.rollout ? { rollout: this.rollout } : {}) };
  }

  override async runningTasks(): Promise<never[]> {
    return [];
  }

  override async stoppedTasks(): Promise<never[]> {
    return [];
  }
}

/** For specs: what ran well before, and what is otherwise in its revisions than in the one that is set. */
export class FakeDeploymentHistory extends EcsDeploymentHistory {
  /** The newest first. */
  good: GoodVersion[] = [];
  /** By revision. */
  readonly different = new Map<string, Difference[]>();

  override async succeeded(): Promise<GoodVersion[]> {
    return this.good;
  }

  override async between(_from: RevisionOf, { revision }: RevisionOf): Promise<Difference[]> {
    return this.different.get(revision) ?? [];
  }

  override async differences(_ref: ServiceRef, _from: string, to: string): Promise<Difference[]> {
    return this.different.get(to) ?? [];
  }
}

/** For specs: automatic scaling of 2 to 10 tasks, whose AlarmLow is in ALARM. */
export class FakeScaling extends ScalingLook {
  range: TaskRange | undefined = { min: 2, max: 10 };
  suspended: SuspendedScaling = { in: false, out: false, scheduled: false };
  tracked: TargetTracking[] = [{ policy: 'cpu', metric: 'CPU', target: 60, scaleInDisabled: false, low: 'ALARM' }];
  denied: Error | undefined;
  /** It does not answer. */
  throttled: Error | undefined;
  /** What was set, oldest first. */
  readonly calls: string[] = [];
  /** Happens just before AWS is asked to set anything. */
  meanwhile: () => Promise<void> = () => Promise.resolve();
  refused: Error | undefined;
  readonly operate = new FakeScalingOperate(this);

  constructor(readonly ecs: FakeEcsServices) {
    super();
  }

  override async counts(ref: ServiceRef) {
    if (this.throttled) throw this.throttled;
    const { counts, deployments, scheduling } = await this.ecs.look(ref);
    const deploying = deployments.some(({ rollout }) => rollout === 'in-progress');
    return { ...counts, deploying, daemon: scheduling === 'DAEMON' };
  }

  override async target() {
    if (this.denied) throw this.denied;
    return this.range && { ...this.range, suspended: this.suspended };
  }

  override async policies() {
    return { tracking: this.tracked, others: [] };
  }

  override async schedules() {
    return [];
  }
}

class FakeScalingOperate extends ScalingOperate {
  constructor(private readonly world: FakeScaling) {
    super();
  }

  override async setDesired(ref: ServiceRef, desired: number, { id }: Actor): Promise<void> {
    await this.asked(`desired ${desired} by ${id}`);
    const service = await this.world.ecs.look(ref);
    this.world.ecs.set({ ...service, counts: { ...service.counts, desired } });
  }

  override async setRange(_ref: ServiceRef, range: TaskRange, { id }: Actor): Promise<void> {
    await this.asked(`range ${range.min}-${range.max} by ${id}`);
    this.world.range = range;
  }

  private async asked(call: string): Promise<void> {
    this.world.calls.push(call);
    await this.world.meanwhile();
    if (this.world.refused) throw this.world.refused;
  }
}
