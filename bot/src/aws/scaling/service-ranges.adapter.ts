import { Injectable } from '@nestjs/common';
import type { ScalableRange } from '../../domain/observations/observation.types';
import { ServiceRanges } from '../../domain/observations/observations.port';
import { ScalingLook } from '../../domain/scaling/scaling.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';

/** The range of automatic scaling, as scaling itself reads it. */
@Injectable()
export class ServiceRangesAdapter extends ServiceRanges {
  constructor(private readonly scaling: ScalingLook) {
    super();
  }

  override range(ref: ServiceRef): Promise<ScalableRange | undefined> {
    return this.scaling.target(ref);
  }
}
