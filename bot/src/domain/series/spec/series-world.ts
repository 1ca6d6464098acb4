import { InMemoryLeases, SharedTurns } from '../../../kernel/spec/leases.in-memory';
import type { Announced } from '../../changes/change.types';
import { ANN, ChangeWorld, REF } from '../../changes/spec/change-world';
import type { Deployment } from '../../deployments/deployment.types';
import type { DeploymentsService } from '../../deployments/deployments.service';
import type { DeploymentSnapshot, DeploymentStatus, Followed } from '../../deployments/snapshot.types';
import { serviceWords } from '../../services/service-ref.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { MemberDeployer } from '../member.deployer';
import { SeriesAnnouncements, SeriesRecord } from '../series.port';
import { SeriesRunner } from '../series.runner';
import { SeriesService } from '../series.service';
import { SeriesTurns } from '../series.turns';
import type { Series } from '../series.types';

export const WEB: ServiceRef = { ...REF, service: 'web' };
export const WORKER: ServiceRef = { ...REF, service: 'worker' };

/** For specs: how a deployment is at one moment. */
function snapshotOf(deployment: Deployment, change: Partial<DeploymentSnapshot>): DeploymentSnapshot {
  const { revision } = deployment;
  const fresh = { revision, desired: 2, running: 2, pending: 0 };
  return { deployment, at: 1000, status: 'IN_PROGRESS', desired: 2, fresh, old: [], stopped: [], ...change };
}

/** For specs: deployments that go as they are told to. */
export class FakeFollowing {
  /** What is seen of each, by service, oldest first; one that is not here goes on for ever. */
  readonly scripts = new Map<string, Partial<DeploymentSnapshot>[]>();
  readonly left: string[] = [];
  readonly settled: string[] = [];
  kept: Followed[] = [];

  /** The rollout of a service goes so. */
  ends(ref: ServiceRef, ...statuses: DeploymentStatus[]): void {
    this.scripts.set(
      serviceWords(ref),
      statuses.map((status) => ({ status })),
    );
  }

  async *watch(deployment: Deployment, signal?: AbortSignal): AsyncGenerator<DeploymentSnapshot, void> {
    const script = this.scripts.get(serviceWords(deployment.ref));
    for (const change of script ?? []) yield snapshotOf(deployment, change);
    if (script === undefined) await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
  }

  async settle({ deployment }: DeploymentSnapshot): Promise<void> {
    this.settled.push(serviceWords(deployment.ref));
  }

  async leave({ ref }: Deployment): Promise<void> {
    this.left.push(serviceWords(ref));
  }

  async followed(): Promise<Followed[]> {
    return this.kept;
  }
}

/** For specs: series, for as long as the spec lasts. */
export class InMemorySeries extends SeriesRecord {
  readonly all = new Map<string, Series>();
  readonly closed = new Set<string>();
  /** Why nothing can be written. */
  broken: Error | undefined;

  override async begin(series: Series): Promise<void> {
    if (this.broken) throw this.broken;
    this.all.set(series.id, series);
  }

  override async keep(series: Series): Promise<void> {
    this.all.set(series.id, series);
  }

  override async close(id: string): Promise<void> {
    this.closed.add(id);
  }

  override async open(): Promise<Series[]> {
    return [...this.all.values()].filter(({ id }) => !this.closed.has(id));
  }
}

/** For specs: tells by keeping what it was told. */
export class FakeSeriesAnnouncements extends SeriesAnnouncements {
  readonly ended: Series[] = [];
  readonly rises: string[] = [];

  override async show(): Promise<Announced> {
    return { seen: true };
  }

  override async worse(_series: Series, _now: DeploymentSnapshot, name: string): Promise<void> {
    this.rises.push(name);
  }

  override async end(series: Series): Promise<void> {
    this.ended.push(series);
  }

  override hold(): void {}
}

/** For specs: everything by which series are gone on with, before three services of 1.0.0. */
export class SeriesWorld {
  readonly world = new ChangeWorld();
  readonly record = new InMemorySeries();
  readonly following = new FakeFollowing();
  readonly told = new FakeSeriesAnnouncements();
  private readonly turns = new SharedTurns();
  readonly bot = this.join();

  constructor() {
    for (const ref of [WEB, WORKER]) this.world.add(ref);
  }

  /** Another bot on the same record. */
  join(): { runner: SeriesRunner; series: SeriesService; leases: InMemoryLeases } {
    const { changes, clock } = this.world;
    const leases = new InMemoryLeases(clock, this.turns);
    const deployer = new MemberDeployer(changes, clock);
    const following = this.following as unknown as DeploymentsService;
    const turns = new SeriesTurns(leases, this.record, clock);
    const runner = new SeriesRunner(deployer, following, this.record, this.told, turns);
    return { runner, series: new SeriesService(changes, this.record, runner, clock), leases };
  }

  begin(refs: readonly ServiceRef[] = [REF, WEB, WORKER], image = '1.1.0'): ReturnType<SeriesService['begin']> {
    const origin = { channel: 'C0OPS', said: `/ecs deploy … ${image}` };
    return this.bot.series.begin({ refs, image, actor: ANN, origin });
  }

  /** What became of each, as it is kept. */
  states(): string[] {
    const [series] = this.record.all.values();
    return (series?.members ?? []).map(({ ref, state }) => `${ref.service} ${state}`);
  }
}
