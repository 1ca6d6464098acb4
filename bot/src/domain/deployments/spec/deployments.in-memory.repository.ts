import type { Outsider } from '../../access/access.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { serviceKey } from '../../services/service-ref.types';
import type { Deployment } from '../deployment.types';
import { DeploymentRepository } from '../deployments.port';
import type { Relapse } from '../relapse.types';
import type { Conclusion, Followed, Since } from '../snapshot.types';
import type { StageNote } from '../stages.types';

interface Kept extends Followed {
  ended: boolean;
  left: boolean;
  conclusion?: Conclusion;
  doer?: Outsider;
}

/** For specs: the deployments that were started, for as long as the spec lasts. */
export class InMemoryDeploymentRepository extends DeploymentRepository {
  /** By id, the oldest first. */
  private readonly kept = new Map<string, Kept>();

  override async save(deployment: Deployment): Promise<void> {
    const before = this.kept.get(deployment.id);
    const { stage: _kept, ...saved } = deployment;
    const { doneAt, relapse, stage } = before?.deployment ?? {};
    const learnt = {
      ...(stage ? { stage } : {}),
      ...(doneAt === undefined ? {} : { doneAt }),
      ...(relapse ? { relapse } : {}),
    };
    const all = { ...learnt, ...saved, ...(before?.doer ? { actor: before.doer } : {}) };
    this.kept.set(deployment.id, { ended: false, left: false, ...before, deployment: all });
  }

  override async open(ref: ServiceRef): Promise<Deployment | undefined> {
    const newest = this.newest(ref);
    return newest?.ended === false ? newest.deployment : undefined;
  }

  override async latest(ref: ServiceRef): Promise<Deployment | undefined> {
    return this.newest(ref)?.deployment;
  }

  override async history(ref: ServiceRef, limit: number): Promise<readonly Deployment[]> {
    return this.newestFirst(ref)
      .slice(0, limit)
      .map(({ deployment }) => deployment);
  }

  override async end(id: string): Promise<void> {
    this.change(id, { ended: true });
  }

  override async followed(): Promise<Followed[]> {
    const followed = [...this.kept.values()].filter(({ left }) => !left);
    return followed
      .toSorted((a, b) => a.deployment.startedAt - b.deployment.startedAt)
      .map(({ deployment, failing }) => ({ deployment, ...(failing ? { failing } : {}) }));
  }

  override async note(id: string, failing: Since | undefined): Promise<void> {
    const { failing: _before, ...kept } = this.kept.get(id) ?? {};
    if ('deployment' in kept) this.kept.set(id, { ...(kept as Kept), ...(failing ? { failing } : {}) });
  }

  override async stage(id: string, stage: StageNote | undefined): Promise<void> {
    const { stage: _before, ...deployment } = this.kept.get(id)?.deployment ?? {};
    this.change(id, { deployment: { ...(deployment as Deployment), ...(stage ? { stage } : {}) } });
  }

  override async settle(id: string, doneAt: number): Promise<void> {
    this.learn(id, { doneAt });
  }

  override async relapse(id: string, relapse: Relapse): Promise<void> {
    this.learn(id, { relapse });
  }

  override async leave(id: string): Promise<void> {
    this.change(id, { ended: true, left: true });
  }

  override async conclude(id: string, conclusion: Conclusion): Promise<void> {
    this.change(id, { conclusion });
  }

  override async name(id: string, doer: Outsider): Promise<void> {
    const kept = this.kept.get(id);
    if (kept) this.change(id, { doer, deployment: { ...kept.deployment, actor: doer } });
  }

  override async conclusion(id: string): Promise<Conclusion | undefined> {
    return this.kept.get(id)?.conclusion;
  }

  private newest(ref: ServiceRef): Kept | undefined {
    return this.newestFirst(ref)[0];
  }

  private newestFirst(ref: ServiceRef): Kept[] {
    const key = serviceKey(ref);
    return [...this.kept.values()].toReversed().filter(({ deployment }) => serviceKey(deployment.ref) === key);
  }

  private learn(id: string, learnt: Partial<Deployment>): void {
    const kept = this.kept.get(id);
    if (kept) this.kept.set(id, { ...kept, deployment: { ...kept.deployment, ...learnt } });
  }

  private change(id: string, change: Partial<Kept>): void {
    const kept = this.kept.get(id);
    if (kept) this.kept.set(id, { ...kept, ...change });
  }
}
