import { Injectable } from '@nestjs/common';
import { literal } from '../../chat/words/text';
import type { DeploymentPlan } from '../../domain/deployments/deployment.types';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import { UnknownImageError } from '../../domain/images/images.service';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceStep } from '../../domain/services/next-step.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { UserError } from '../../kernel/user-error';

export interface ImageChange {
  image: string;
  container?: string | undefined;
}

/** Plans an image change; a tag that does not exist is answered with buttons of those that do. */
@Injectable()
export class Planner {
  constructor(private readonly deployments: DeploymentsService) {}

  /** Rejects with what `DeploymentsService.plan` throws. */
  async plan(ref: ServiceRef, { image, container }: ImageChange): Promise<DeploymentPlan> {
    try {
      return await this.deployments.plan(ref, { image, ...(container === undefined ? {} : { container }) });
    } catch (error) {
      throw error instanceof UnknownImageError ? withNewest(error, ref, container) : error;
    }
  }

  /** The plans for several services; one that cannot be planned is left out, and if none can, its error is thrown. */
  async planAll(refs: ServiceRef[], change: ImageChange): Promise<DeploymentPlan[]> {
    const tried = await Promise.allSettled(refs.map((ref) => this.plan(ref, change)));
    const plans = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const failed = tried.find((one) => one.status === 'rejected');
    if (plans.length === 0 && failed) throw failed.reason;
    return plans;
  }
}

function withNewest(error: UnknownImageError, ref: ServiceRef, container: string | undefined): UserError {
  const named = container === undefined ? {} : { container };
  const steps = error.newest.flatMap(({ tags: [image] }): ServiceStep[] =>
    image === undefined ? [] : [{ do: 'set-image', ref, image, ...named }],
  );
  return new UserError({
    what: `${error.what} Nothing was changed.`,
    why: error.why,
    next: steps.length
      ? `Deploy one of these to ${literal(serviceWords(ref))} instead, or push the image first.`
      : error.next,
    steps,
  });
}
