import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { isUnknown } from '../../kernel/part';
import { parseImage } from '../images/image-ref.types';
import type { EcsContainer, EcsService } from '../observations/ecs-service.types';
import { ObservationsService } from '../observations/observations.service';
import { versionOf } from '../observations/version.types';
import { serviceWords } from '../services/service-ref.types';
import { ServicesService } from '../services/services.service';
import { NoSuchServiceError } from './builds.errors';
import { BuildRecord } from './builds.port';
import { BuildTeller } from './build-teller';
import type { Build, BuiltImage, Heard } from './builds.types';

/** Hears of images that pipelines have built, and tells of them. Deploys nothing: that takes a person. */
@Injectable()
export class BuildsService {
  constructor(
    private readonly services: ServicesService,
    private readonly observations: ObservationsService,
    private readonly record: BuildRecord,
    private readonly teller: BuildTeller,
    private readonly clock: Clock,
  ) {}

  /**
   * Hears a message of a pipeline once.
   * @param id the same for the same message
   * @returns undefined where it was heard before
   * @throws NoSuchServiceError when it is about no service
   * @throws UserError when the services cannot be read
   * @throws Error where the record cannot be asked
   */
  async hear(id: string, image: BuiltImage): Promise<Heard[] | undefined> {
    if (!(await this.record.isFirst(id, this.clock.now()))) return undefined;
    try {
      return await this.heard(image);
    } catch (error) {
      await this.record.forget(id);
      throw error;
    }
  }

  private async heard({ service, ...image }: BuiltImage): Promise<Heard[]> {
    const found = await this.runningFrom(image.repository, service);
    if (found.length === 0) throw new NoSuchServiceError(image.repository, service);
    return Promise.all(
      found.map(async ({ ref, container, all }): Promise<Heard> => {
        if (container.digest === image.digest) return { ref, outcome: 'same' };
        const from = versionOf(container, all);
        const build: Build = { ref, container: container.name, image, from, at: this.clock.now() };
        if (!(await this.record.add(build))) return { ref, outcome: 'known' };
        void this.teller.tell(build);
        return { ref, outcome: 'told' };
      }),
    );
  }

  /** The services of which a container runs from a repository, the main one before others. */
  private async runningFrom(
    repository: string,
    named: string | undefined,
  ): Promise<{ ref: EcsService['ref']; container: EcsContainer; all: EcsContainer[] }[]> {
    const listed = await this.services.list();
    const refs = named === undefined ? listed : listed.filter((ref) => serviceWords(ref) === named);
    const lines = await this.observations.observeAll(refs);
    return lines.flatMap(({ ref, service }) => {
      if (isUnknown(service) || service.controller !== 'ECS' || isUnknown(service.containers)) return [];
      const all = service.containers;
      const container = all.find((one) => parseImage(one.image).repository === repository);
      return container === undefined ? [] : [{ ref, container, all }];
    });
  }
}
