import { Injectable } from '@nestjs/common';
import type { RunningImage } from '../../domain/images/image.types';
import { EcsRunningImages } from '../../domain/images/images.port';
import { EcsServices } from '../../domain/observations/observations.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { isUnknown } from '../../kernel/part';
import { UserError } from '../../kernel/user-error';

/** What a service runs, by one look at it. */
@Injectable()
export class RunningImagesAdapter extends EcsRunningImages {
  constructor(private readonly services: EcsServices) {
    super();
  }

  override async of(ref: ServiceRef): Promise<RunningImage[]> {
    const { containers } = await this.services.look(ref);
    if (isUnknown(containers)) throw new UserError({ what: containers.unknown });
    return containers.map(({ name: container, image, tag, digest, main }) => ({
      container,
      image,
      ...(tag ? { tag } : {}),
      ...(digest ? { digest } : {}),
      main,
    }));
  }
}
