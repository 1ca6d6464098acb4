import { count, escapeMrkdwn } from '../../chat/words/text';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import { isShifting } from '../../domain/deployments/deployments.service';
import { whyWords } from './deployment.causes';
import { newVersion } from './deployment.facts';

/**
 * `nothing has come of 1.1.0 for 10 min: it is up, and the old tasks do not go.` In mrkdwn.
 * @param long how long that is by now, in words
 */
export function stalledWords(snapshot: DeploymentSnapshot, long: string): string {
  const why = whyWords(snapshot) ?? standstillWords(snapshot);
  return `nothing has come of ${escapeMrkdwn(newVersion(snapshot))} for ${long}: ${why}.`;
}

/** What it stands still at. */
function standstillWords(snapshot: DeploymentSnapshot): string {
  const { fresh, desired, staged, ailing = [], healthUnread } = snapshot;
  const isUp = (fresh.healthy ?? fresh.running) >= desired;
  if (staged?.isAsking) return 'the function of a hook has not answered';
  if (fresh.running === 0 && desired > 0) return 'ECS has started none of its tasks';
  if (!isUp && ailing.length > 0) return `${ailing.length} of ${count(fresh.running, 'task')} fail the health check`;
  if (!isUp && fresh.running >= desired && healthUnread === undefined)
    return `${count(fresh.running, 'task')} run, and not all have passed a health check`;
  if (!isUp) return `${fresh.running} of ${count(desired, 'task')} run, and ECS starts no more`;
  if (staged && isShifting(staged) && (staged.production?.fresh ?? 100) < 100)
    return 'the traffic does not go over to it';
  return 'it is up, and the old tasks do not go';
}
