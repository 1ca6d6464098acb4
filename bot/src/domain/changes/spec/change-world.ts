import { InMemoryLeases } from '../../../kernel/spec/leases.in-memory';
import { ManualClock } from '../../../kernel/spec/manual-clock';
import { AccessService } from '../../access/access.service';
import type { Actor } from '../../access/access.types';
import { InMemoryAuditTrail } from '../../access/spec/audit-trail.in-memory.repository';
import { CancellationService } from '../../deployments/cancellation.service';
import { DecisionService } from '../../deployments/decision.service';
import { DeploymentPlanner } from '../../deployments/deployment.planner';
import { DeploymentStarter } from '../../deployments/deployment.starter';
import { Fallbacks } from '../../deployments/fallbacks.service';
import { GoodVersions } from '../../deployments/good-versions';
import { MovedTags } from '../../deployments/moved-tags.service';
import { DeploymentPast } from '../../deployments/past.service';
import { RollbackPlanner } from '../../deployments/rollback.planner';
import { RollbackService } from '../../deployments/rollback.service';
import { DeploymentRecord } from '../../deployments/deployment.record';
import { InMemoryDeploymentRepository } from '../../deployments/spec/deployments.in-memory.repository';
import { DeploymentsService } from '../../deployments/deployments.service';
import { ImagesService } from '../../images/images.service';
import type { EcsService } from '../../observations/ecs-service.types';
import { ecsService, FakeEcsServices } from '../../observations/spec/ecs-services.fake';
import { ecsContainer } from '../../observations/spec/ecs-services.fake';
import type { LastDeployment } from '../../observations/observation.types';
import { ObservationsService } from '../../observations/observations.service';
import { PreflightService } from '../../preflight/preflight.service';
import { FakePreflightLook } from '../../preflight/spec/preflight-look.fake';
import { ScalingService } from '../../scaling/scaling.service';
import { RecycleService } from '../../tasks/recycle.service';
import { FakeEcsTasks, FakeTasksOperate } from '../../tasks/spec/ecs-tasks.fake';
import type { Environment } from '../../services/environment.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { ServicesService } from '../../services/services.service';
import { FakeCatalog } from '../../services/spec/catalog.fake';
import type { Announced, Answer, AnyChange, Change, ChangeKindName, ChangeState } from '../change.types';
import { ChangeCarrier } from '../change-carrier';
import { ChangeGate } from '../change-gate';
import type { ChangeKind } from '../change-kind';
import { ChangeKindRegistry } from '../change-kind.registry';
import { InMemoryChangeRecord } from './change-record.in-memory.repository';
import { ChangeAnnouncements } from '../changes.port';
import type { Undone } from '../changes.port';
import { ChangeResumption } from '../change-resumption';
import { ChangesService } from '../changes.service';
import { CancelChange } from '../kinds/cancel.change';
import { ContinueChange } from '../kinds/continue.change';
import { DesiredChange } from '../kinds/desired.change';
import { ImageChange } from '../kinds/image.change';
import { RangeChange } from '../kinds/range.change';
import { RecycleChange } from '../kinds/recycle.change';
import { RestartChange } from '../kinds/restart.change';
import { RollbackChange } from '../kinds/rollback.change';
import { LeasedServiceLocks } from '../service-locks.leased';
import { digest, FakeDeploymentHistory, FakeEcsOperate, FakeRegistry, FakeRollouts, FakeScaling } from './fake-ecs';

export { digest, REPOSITORY } from './fake-ecs';

export const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };
export const ANN: Actor = { id: 'U0ANN', name: 'ann' };
export const BEN: Actor = { id: 'U0BEN', name: 'ben' };
export const CAT: Actor = { id: 'U0CAT', name: 'cat' };

/** For specs: a container of `primes-api:1`, which runs 1.0.0 as the registry has it. */
export const api = ecsContainer({ digest: digest('a') });

/** What was answered, which has to be a question. */
export function asked<Name extends ChangeKindName>(answer: Answer<Name>): Extract<Answer<Name>, { kind: 'ask' }> {
  if (answer.kind === 'ask') return answer;
  throw new Error(`It was not asked about: ${answer.kind}.`);
}

/** The change that was made, which there has to be. */
export function made<Name extends ChangeKindName>(answer: Answer<Name>): Change<Name> {
  if (answer.kind === 'done') return answer.change;
  throw new Error(`It was not made: ${answer.kind}.`);
}

/** For specs: a record that can fail to write one state of a change. */
export class FakeRecord extends InMemoryChangeRecord {
  readonly states: ChangeState[] = [];
  refuses: ChangeState | undefined;
  /** The bot ends while it writes down this. */
  endsAt: ChangeState | undefined;

  override async save(change: Change): Promise<void> {
    if (change.state === this.refuses) throw new Error('The disk is full');
    if (change.state === this.endsAt) return new Promise(() => {});
    this.states.push(change.state);
    await super.save(change);
  }
}

/** For specs: announces by keeping what it was told. */
export class FakeAnnouncements extends ChangeAnnouncements {
  readonly changes: AnyChange[] = [];
  readonly undone: Undone[] = [];
  /** What becomes of each, or what goes wrong at once. */
  fate: () => Promise<Announced> = async () => ({ seen: true });

  override announce(change: AnyChange): Promise<Announced> {
    this.changes.push(change);
    return this.fate();
  }

  override leftUndone(undone: Undone): Promise<Announced> {
    this.undone.push(undone);
    return this.fate();
  }
}

/**
 * For specs: everything by which a service is changed, the real thing, before an account in memory: the service
 * `primes/primes-api` of two tasks of 1.0.0, as `change` says it is. Ann and cat may change it, ben may not.
 */
export class ChangeWorld {
  readonly clock = new ManualClock();
  readonly ecs: FakeEcsServices;
  readonly registry = new FakeRegistry();
  readonly operate: FakeEcsOperate;
  readonly rollouts: FakeRollouts;
  readonly history = new FakeDeploymentHistory();
  readonly needs = new FakePreflightLook();
  readonly tasks = new FakeEcsTasks();
  readonly stops = new FakeTasksOperate(this.tasks);
  readonly aas: FakeScaling;
  readonly record = new FakeRecord();
  readonly leases = new InMemoryLeases(this.clock);
  readonly locks = new LeasedServiceLocks(this.leases);
  readonly trail = new InMemoryAuditTrail();
  readonly announcements = new FakeAnnouncements();
  readonly repository = new InMemoryDeploymentRepository();
  /** What ECS remembers as the newest deployment. */
  lastDeployment: () => Promise<LastDeployment | undefined> = async () => undefined;
  readonly environments: Environment[] = [{ name: 'default', clusters: [] }];
  readonly look: ObservationsService;
  readonly services: ServicesService;
  readonly deployments: DeploymentsService;
  readonly scaling: ScalingService;
  readonly fallbacks: Fallbacks;
  readonly changes: ChangesService;
  readonly resumption: ChangeResumption;
  readonly catalog = new FakeCatalog({ default: ['primes/primes-api'] });

  /** @param more kinds beyond those of services alone */
  constructor(
    change: Partial<EcsService> = {},
    more: (deployments: DeploymentsService, clock: ManualClock) => ChangeKind[] = () => [],
  ) {
    this.ecs = new FakeEcsServices(ecsService({ containers: [api], ...change }));
    this.operate = new FakeEcsOperate(this.ecs, this.clock);
    this.aas = new FakeScaling(this.ecs);
    this.rollouts = new FakeRollouts(this.ecs);
    this.services = new ServicesService({ environments: this.environments }, this.catalog, this.clock);
    const images = new ImagesService(this.registry);
    const remembered = { last: () => this.lastDeployment() };
    const look = new ObservationsService(this.ecs, remembered, NOTHING, NOTHING, this.clock);
    this.look = look;
    const planner = new DeploymentPlanner(look, images, this.repository);
    const starter = new DeploymentStarter(planner, this.operate);
    const record = new DeploymentRecord(this.repository, this.clock);
    const tags = new MovedTags(images);
    const versions = new GoodVersions(this.history, this.repository, images);
    const preflight = new PreflightService(this.needs, new DeploymentPast(this.history));
    this.fallbacks = new Fallbacks(planner, versions);
    const rollbacks = new RollbackPlanner(planner, versions, this.history, tags);
    this.deployments = new DeploymentsService(planner, starter, NOTHING, record);
    this.scaling = new ScalingService(this.aas, this.aas.operate);
    const access = new AccessService(
      { operators: ['U0ANN', 'U0CAT'], administrators: [], runners: ['U0CAT'] },
      this.trail,
      this.clock,
    );
    const decisions = new DecisionService(planner, this.rollouts, this.operate, this.repository, this.clock);
    const cancellation = new CancellationService(planner, this.rollouts, this.operate, this.repository, this.clock);
    const kinds = new ChangeKindRegistry([
      new CancelChange(cancellation),
      new ContinueChange(decisions),
      new DesiredChange(this.scaling),
      new RangeChange(this.scaling),
      new ImageChange(this.deployments, preflight),
      new RestartChange(this.deployments, tags),
      new RecycleChange(new RecycleService(this.tasks, look, this.stops)),
      new RollbackChange(new RollbackService(rollbacks, planner, starter, record)),
      ...more(this.deployments, this.clock),
    ]);
    const carrier = new ChangeCarrier(this.locks, this.record, access, this.announcements, this.clock);
    const gate = new ChangeGate(access, this.services);
    this.changes = new ChangesService(kinds, gate, carrier, this.record, this.clock);
    this.resumption = new ChangeResumption(kinds, this.record, carrier, this.leases, this.clock);
  }

  /** From now on the service is as `change` says; its deployment as it was unless that is said. */
  async become(change: Partial<EcsService>): Promise<void> {
    this.ecs.set({ ...(await this.ecs.look(REF)), ...change });
  }

  /** There is another service, as `change` says it is. */
  add(ref: ServiceRef, change: Partial<EcsService> = {}): void {
    (this.catalog.names[ref.environment] ??= []).push(`${ref.cluster}/${ref.service}`);
    this.ecs.set(ecsService({ containers: [api], ...change, ref }));
  }

  /** A deployment is under way to what the service is set to. */
  async deploying(): Promise<void> {
    const { deployments } = await this.ecs.look(REF);
    await this.become({ deployments: deployments.map((one) => ({ ...one, rollout: 'in-progress' as const })) });
  }

  /** What is written down, newest first: outcome, command and detail. */
  async audited(): Promise<string[]> {
    return (await this.trail.newest(99)).map(({ outcome, command, detail }) => `${outcome}: ${command}: ${detail}`);
  }
}

/** What no change asks. */
const NOTHING = undefined as never;
