import type { Outsider } from '../access/access.types';
import type { Deployment } from '../deployments/deployment.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { Registration, SeenDeployment } from './outside.types';

/** Where it is kept which deployment of each service was the newest that was seen. */
export abstract class SeenDeployments {
  abstract of(environment: string): Promise<SeenDeployment[]>;
  /** In the place of the one before. */
  abstract save(seen: SeenDeployment): Promise<void>;
}

/** Look door: who started a deployment. */
export abstract class DeployerLook {
  /** @throws UserError when the task definition cannot be read */
  abstract registration(ref: ServiceRef, revision: string): Promise<Registration>;
  /**
   * Who called ECS, as CloudTrail tells it; undefined where it does not, or not yet: it is minutes late.
   * @throws NotPermittedError when CloudTrail may not be asked
   */
  abstract caller(deployment: Deployment): Promise<Outsider | undefined>;
}

/** Tells people of deployments that others start. Implemented by what draws them. Nothing here rejects or is waited for. */
export abstract class OutsideAnnouncements {
  /** Tells of one, and follows it to its end. */
  abstract begun(deployment: Deployment): void;
  /** It is known by now who started it. */
  abstract named(deployment: Deployment, doer: Outsider): void;
}
