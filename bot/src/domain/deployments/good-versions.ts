import { Injectable } from '@nestjs/common';
import { UserError } from '../../kernel/user-error';
import { parseImage } from '../images/image-ref.types';
import { UnknownImageError } from '../images/images.errors';
import { ImagesService } from '../images/images.service';
import { mainVersion } from '../observations/version.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { Deployment, SetNow } from './deployment.types';
import { DeploymentRepository } from './deployments.port';
import type { GoodVersion } from './rollback.types';
import { EcsDeploymentHistory } from './rollouts.port';

/** So many of the deployments that the bot knows of are looked through for those that did not last. */
const REMEMBERED = 50;

/** Whether a version's images are still to be had. */
export type Availability = 'there' | 'gone' | { unchecked: string };

/** What ran well before: by ECS's own memory, and what the bot knows of how it went on. */
@Injectable()
export class GoodVersions {
  constructor(
    private readonly history: EcsDeploymentHistory,
    private readonly repository: DeploymentRepository,
    private readonly images: ImagesService,
  ) {}

  /**
   * What could be gone back to, the newest first, each once: what SUCCEEDED, is not what is set, was not gone back from
   * before, and did not fail after it was done.
   */
  async before(set: SetNow): Promise<GoodVersion[]> {
    const [succeeded, known] = await Promise.all([
      this.history.succeeded(set.ref),
      // What the bot knows of them is good to know, and no more than that.
      this.repository.history(set.ref, REMEMBERED).catch(() => []),
    ]);
    const left = new Set([...known.flatMap(badKeys), keyOf(set)]);
    return succeeded.filter((version) => {
      const key = keyOf(version);
      const isNew = !left.has(key);
      left.add(key);
      return isNew;
    });
  }

  /** Looks for a version's images in their registries, by the digests that ran. */
  async availability(ref: ServiceRef, { containers }: GoodVersion): Promise<Availability> {
    const found = await Promise.all(
      containers.map(async ({ image, digest, main }): Promise<Availability> => {
        if (digest === undefined) return 'there';
        try {
          await this.images.findIn(ref, parseImage(image).repository, digest);
          return 'there';
        } catch (error) {
          if (error instanceof UnknownImageError) return 'gone';
          if (!(error instanceof UserError)) throw error;
          // Of what others made the registry is rarely the account's own.
          return main ? { unchecked: error.why ?? error.message } : 'there';
        }
      }),
    );
    return found.find((one) => one === 'gone') ?? found.find((one) => one !== 'there') ?? 'there';
  }
}

/** What people call a version: the main container's, or its revision. */
export function versionName({ revision, containers }: Pick<GoodVersion, 'revision' | 'containers'>): string {
  return mainVersion(containers) ?? revision;
}

/** A revision may have run with several images, where its tag has moved. */
function keyOf({ revision, containers }: Pick<GoodVersion, 'revision' | 'containers'>): string {
  return `${revision} ${(containers.find(({ main }) => main) ?? containers[0])?.digest ?? ''}`;
}

/** What a deployment tells of versions that are not to be gone back to. */
function badKeys({ isRollback, previousRevision, from, relapse, revision, to }: Deployment): string[] {
  return [
    ...(isRollback ? [`${previousRevision} ${from.digest ?? ''}`] : []),
    ...(relapse ? [`${revision} ${to.digest ?? ''}`] : []),
  ];
}
