import { ManualClock } from '../../../kernel/spec/manual-clock';
import type { Outsider } from '../../access/access.types';
import type { AnyChange } from '../../changes/change.types';
import type { ChangesService } from '../../changes/changes.service';
import type { Deployment } from '../../deployments/deployment.types';
import { OutsideRecord } from '../../deployments/outside-record.service';
import { InMemoryDeploymentRepository } from '../../deployments/spec/deployments.in-memory.repository';
import type { EcsDeployment, EcsService } from '../../observations/ecs-service.types';
import type { LastDeployment } from '../../observations/observation.types';
import { EcsServiceDeployments } from '../../observations/observations.port';
import { ObservationsService } from '../../observations/observations.service';
import { ecsContainer, ecsDeployment, ecsService, FakeEcsServices } from '../../observations/spec/ecs-services.fake';
import type { ServiceRef } from '../../services/service-ref.types';
import { serviceKey } from '../../services/service-ref.types';
import type { Deployers } from '../deployers';
import { OutsideAnnouncements, SeenDeployments } from '../outside.port';
import { OutsideService } from '../outside.service';
import { OutsideTeller } from '../outside-teller';
import type { SeenDeployment } from '../outside.types';

export const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };
export const NOW = Date.UTC(2026, 10, 24, 12);

/** For specs: which was seen last, for as long as the spec lasts. */
class InMemorySeenDeployments extends SeenDeployments {
  readonly kept = new Map<string, SeenDeployment>();
  saves = 0;
  failure: Error | undefined;

  override async of(): Promise<SeenDeployment[]> {
    return [...this.kept.values()];
  }

  override async save(seen: SeenDeployment): Promise<void> {
    if (this.failure) throw this.failure;
    this.saves++;
    this.kept.set(serviceKey(seen.ref), seen);
  }
}

/** For specs: a record that can be away. */
class Record extends InMemoryDeploymentRepository {
  failure: Error | undefined;

  override save(deployment: Deployment): Promise<void> {
    return this.failure ? Promise.reject(this.failure) : super.save(deployment);
  }
}

/** For specs: what was told, oldest first. */
export class FakeOutsideAnnouncements extends OutsideAnnouncements {
  readonly told: Deployment[] = [];
  readonly names: [string, Outsider][] = [];

  override begun(deployment: Deployment): void {
    this.told.push(deployment);
  }

  override named({ id }: Deployment, doer: Outsider): void {
    this.names.push([id, doer]);
  }
}

/** For specs: what ECS remembers of deployments. */
class Remembered extends EcsServiceDeployments {
  newest: LastDeployment | undefined;
  failure: Error | undefined;
  asked = 0;

  override async last(): Promise<LastDeployment | undefined> {
    this.asked++;
    if (this.failure) throw this.failure;
    return this.newest;
  }
}

/** For specs: an account whose one service others deploy to, and bots that look at it, one after the other. */
export class OutsideWorld {
  readonly clock = new ManualClock(NOW);
  readonly ecs = new FakeEcsServices();
  readonly remembered = new Remembered();
  readonly seen = new InMemorySeenDeployments();
  readonly deployments = new Record();
  readonly announcements = new FakeOutsideAnnouncements();
  readonly sought: string[] = [];
  change: Partial<AnyChange> | undefined;
  private bot = this.started();

  /** What the service is now: 1.0.0 in two tasks, unless said otherwise. */
  become(change: Partial<EcsService> = {}): void {
    this.ecs.set(ecsService({ ...change, at: this.clock.now() }));
    this.shown = change;
  }
  private shown: Partial<EcsService> = {};

  /** Another bot takes the place of the one there was, after so long. */
  async restart(awayMs = 120_000): Promise<void> {
    await this.clock.advance(awayMs);
    this.bot = this.started();
  }

  /** The bot looks, so long after it did before. @returns what was told by now */
  async look(afterMs = 15_000): Promise<Deployment[]> {
    await this.clock.advance(afterMs);
    this.become(this.shown);
    await this.bot.look('default', [REF], new AbortController().signal);
    return this.announcements.told;
  }

  private started(): OutsideService {
    const unread = undefined as never;
    const observations = new ObservationsService(this.ecs, this.remembered, unread, unread, this.clock);
    const latest = async (_ref: ServiceRef, kinds: readonly string[]) =>
      this.change?.kind && kinds.includes(this.change.kind) ? this.change : undefined;
    const changes = { latest } as unknown as ChangesService;
    const deployers = { find: ({ id }: Deployment) => void this.sought.push(id) } as unknown as Deployers;
    const record = new OutsideRecord(this.deployments);
    const teller = new OutsideTeller(record, changes, this.announcements, deployers);
    return new OutsideService(observations, this.seen, teller, this.clock);
  }
}

/** For specs: `primes-api:2` with 1.1.0, being started by somebody half a minute after the beginning. */
export function brought(change: Partial<EcsDeployment> = {}): EcsDeployment {
  return ecsDeployment({
    id: 'ecs-svc/2',
    revision: 'primes-api:2',
    containers: [withTag('1.1.0')],
    rollout: 'in-progress',
    counts: { desired: 2, running: 0, pending: 2 },
    createdAt: NOW + 30_000,
    ...change,
  });
}

/** For specs: what runs while that is started, or is primary again. */
export const before = (change: Partial<EcsDeployment> = {}): EcsDeployment =>
  ecsDeployment({ primary: false, ...change });

/** For specs: the container with another image, which ECS has not resolved yet. */
export function withTag(tag: string) {
  const { digest: _unresolved, ...container } = ecsContainer({ tag });
  return { ...container, image: container.image.replace('1.0.0', tag) };
}
