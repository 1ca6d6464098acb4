import { Injectable } from '@nestjs/common';
import type { TaskRange } from '../../domain/observations/observation.types';
import { ServiceRanges } from '../../domain/observations/observations.port';
import { ScalingLook } from '../../domain/scaling/scaling.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';

/** The range of automatic scaling, as scaling itself reads it. */
@Injectable()
export class ServiceRangesAdapter extends ServiceRanges {
  constructor(private readonly scaling: ScalingLook) {
    super();
  }

  override async range(ref: ServiceRef): Promise<TaskRange | undefined> {
    const target = await this.scaling.target(ref);
    return target && { min: target.min, max: target.max };
  }
}
