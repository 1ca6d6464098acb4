import type { ServiceRef } from '../services/service-ref.types';
import type { Given, Platform, RevisionNeeds } from './preflight.types';

/** Look door: what a deployment needs. */
export abstract class PreflightLook {
  /** @throws UserError when the task definition cannot be read */
  abstract needs(ref: ServiceRef, revision: string): Promise<RevisionNeeds>;
  /**
   * The log groups and secrets that a revision's tasks cannot start without, and whether each is there. That one exists
   * does not say that the execution role may use it.
   * @throws UserError when the task definition cannot be read
   */
  abstract given(ref: ServiceRef, revision: string): Promise<Given[]>;
  /**
   * The platforms that an image is built for.
   * @param image the reference in full
   * @returns undefined where its manifest does not say it: an image of one platform has it in its configuration alone
   * @throws UserError when the registry cannot be read
   */
  abstract platforms(environment: string, image: string): Promise<Platform[] | undefined>;
  /** How the alarms of these names stand now; one that does not exist is not in the answer. */
  abstract alarms(environment: string, names: readonly string[]): Promise<ReadonlyMap<string, { state: string }>>;
}
