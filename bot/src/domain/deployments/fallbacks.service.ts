import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../services/service-ref.types';
import { DeploymentPlanner } from './deployment.planner';
import type { SetNow } from './deployment.types';
import { GoodVersions, versionName } from './good-versions';
import { mainOf } from './rollback.planner';
import type { GoodVersion } from './rollback.types';

/** So many versions further back are looked at for one that is still there. */
const FURTHER = 5;

/** A version whose image is in its registry no more. */
export interface LostVersion {
  /** `serves`: it is what runs now. `last-good`: it is what would be gone back to. */
  as: 'serves' | 'last-good';
  /** What people call it. */
  version: string;
  /** `primes-api:41` */
  revision: string;
  /** Of its main container. */
  digest: string;
  /** What would be gone back to instead, where anything is still there. */
  instead?: string;
}

/** Whether what runs, and what could be gone back to, is still in its registry. */
@Injectable()
export class Fallbacks {
  constructor(
    private readonly planner: DeploymentPlanner,
    private readonly versions: GoodVersions,
  ) {}

  /**
   * Those that are known to be gone; what cannot be read is not.
   * @throws UserError when the service is of a kind that cannot be gone back with, or cannot be read
   */
  async lost(ref: ServiceRef): Promise<LostVersion[]> {
    const set = await this.planner.setNow(ref);
    const before = (await this.versions.before(set)).filter((version) => digestOf(version) !== set.main.digest);
    const [last, ...further] = before;
    const serves = set.ranWell ? await this.isGone(ref, servingOf(set)) : undefined;
    const lastGood = last && (await this.isGone(ref, last));
    if (serves === undefined && lastGood === undefined) return [];
    const instead = lastGood === undefined ? last : await this.firstThere(ref, further.slice(0, FURTHER));
    const known = instead === undefined ? {} : { instead: versionName(instead) };
    return [
      ...(serves === undefined ? [] : [{ as: 'serves' as const, ...serves, ...known }]),
      ...(lastGood === undefined ? [] : [{ as: 'last-good' as const, ...lastGood, ...known }]),
    ];
  }

  private async isGone(
    ref: ServiceRef,
    version: GoodVersion,
  ): Promise<Omit<LostVersion, 'as' | 'instead'> | undefined> {
    const digest = digestOf(version);
    if (digest === undefined || (await this.versions.availability(ref, version)) !== 'gone') return undefined;
    return { version: versionName(version), revision: version.revision, digest };
  }

  private async firstThere(ref: ServiceRef, versions: readonly GoodVersion[]): Promise<GoodVersion | undefined> {
    for (const version of versions) if ((await this.versions.availability(ref, version)) === 'there') return version;
    return undefined;
  }
}

const digestOf = (version: GoodVersion): string | undefined => mainOf(version)?.digest;

const servingOf = ({ revision, containers }: SetNow): GoodVersion => ({ revision, containers, finishedAt: 0 });
