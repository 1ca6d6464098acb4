import type { EcsDeployment, EcsService } from '../observations/ecs-service.types';
import type { Deployment } from './deployment.types';
import { ROLLING_BACK } from './snapshot';

/**
 * The deployment by which somebody else started the revision of `deployment` again (a forced new deployment), where one
 * has taken its place: what was asked for is that revision, so that one is followed. ECS's own way back to it is none.
 */
export function restartOf(
  { handle, startedAt }: Deployment,
  { deployments }: Pick<EcsService, 'deployments'>,
): EcsDeployment | undefined {
  const primary = deployments.find((deployment) => deployment.primary);
  if (primary === undefined || primary.id === handle.id || primary.revision !== handle.revision) return undefined;
  return primary.createdAt < startedAt || ROLLING_BACK.test(primary.reason ?? '') ? undefined : primary;
}
