import { Injectable } from '@nestjs/common';
import type { EcsContainer } from '../observations/ecs-service.types';
import type { ServiceRef } from '../services/service-ref.types';
import { DeploymentPlanner } from './deployment.planner';
import type { SetNow } from './deployment.types';
import { NoLongerOfferedError, NothingGoodError } from './deployments.errors';
import { GoodVersions, versionName } from './good-versions';
import { MovedTags } from './moved-tags.service';
import type { Difference, GoodVersion, RollbackPlan, RollbackTarget } from './rollback.types';
import { EcsDeploymentHistory } from './rollouts.port';

/** Works out what going back would do. */
@Injectable()
export class RollbackPlanner {
  constructor(
    private readonly planner: DeploymentPlanner,
    private readonly versions: GoodVersions,
    private readonly history: EcsDeploymentHistory,
    private readonly tags: MovedTags,
  ) {}

  /** @see RollbackService.plan */
  async plan(ref: ServiceRef, target?: RollbackTarget): Promise<RollbackPlan> {
    const set = await this.planner.setNow(ref);
    const gone: string[] = [];
    for (const version of await this.versions.before(set)) {
      if (target !== undefined && !isMeant(version, target)) continue;
      const differences = await this.history.differences(ref, set.revision, version.revision);
      if (runsAlready(set, version, differences)) continue;
      const availability = await this.versions.availability(ref, version);
      if (availability === 'gone') gone.push(versionName(version));
      else return this.planTo(version, { set, gone, differences, ...(availability === 'there' ? {} : availability) });
    }
    if (target !== undefined && gone.length === 0) throw new NoLongerOfferedError(ref);
    throw new NothingGoodError(ref, [...new Set(gone)]);
  }

  private async planTo(
    target: GoodVersion,
    known: Pick<RollbackPlan, 'set' | 'gone' | 'differences' | 'unchecked'>,
  ): Promise<RollbackPlan> {
    const { set } = known;
    const pinned = (await this.tags.of(set.ref, target.containers)).map(({ container, image }) => ({
      container,
      image,
    }));
    const differences = known.differences.filter(
      ({ container, member }) => member !== 'image' || container !== set.main.name,
    );
    const gone = [...new Set(known.gone)];
    return { ...known, ref: set.ref, target, gone, ...namesOf(set, target), pinned, differences };
  }
}

/** The main container of a version, which its name is of. */
export function mainOf({ containers }: GoodVersion): EcsContainer | undefined {
  return containers.find(({ main }) => main) ?? containers[0];
}

/** The same version by another revision is told apart by that. */
function namesOf(set: SetNow, target: GoodVersion): Pick<RollbackPlan, 'from' | 'to'> {
  const [from, to] = [versionName(set), versionName(target)];
  return from === to ? { from: `${from} (${set.revision})`, to: `${to} (${target.revision})` } : { from, to };
}

function isMeant(version: GoodVersion, { revision, digest }: RollbackTarget): boolean {
  return version.revision === revision && (digest === undefined || mainOf(version)?.digest === digest);
}

/** The same by another revision's number: one that was gone back to is a copy of what it was. */
function runsAlready(set: SetNow, { containers }: GoodVersion, differences: readonly Difference[]): boolean {
  if (differences.some(({ member }) => member !== 'image')) return false;
  return containers.every(({ name, digest }) => {
    const now = set.containers.find((container) => container.name === name);
    return digest !== undefined && now?.digest === digest;
  });
}
