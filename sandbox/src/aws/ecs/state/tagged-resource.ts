import { nameOf } from './arns';
import type { EcsRegion } from './ecs.region';
import { clusterNotFound, invalidParameter, serviceNotFound } from '../ecs.faults';

/**
 * Makes sure that what is tagged exists.
 * @throws AwsFault InvalidParameterException, ClusterNotFoundException or ServiceNotFoundException
 */
export function checkTagged(region: EcsRegion, arn: string): void {
  const [kind = '', cluster = ''] = arn.startsWith(`${region.arns.prefix}:`)
    ? arn.slice(region.arns.prefix.length + 1).split('/')
    : [];
  if (kind === 'cluster') {
    if (region.clusters.find(arn)?.status !== 'ACTIVE') throw clusterNotFound();
    return;
  }
  if (kind === 'service') {
    if (!region.services.find(region.clusters.active(cluster), arn)) throw serviceNotFound();
    return;
  }
  const found =
    (kind === 'task' && region.tasks.find(cluster, arn)) ||
    (kind === 'task-definition' && nameOf(arn).includes(':') && region.taskDefinitions.find(arn));
  if (!found) throw invalidParameter('The specified resource is not found.');
}
