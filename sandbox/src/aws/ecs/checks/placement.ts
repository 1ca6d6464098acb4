import type { PlacementConstraint, PlacementStrategy } from '@aws-sdk/client-ecs';
import { type InstanceQuery, parseClusterQuery, QueryError } from '../../engine/scheduler/cluster-query';
import { invalidParameter, oneOf } from '../ecs.faults';

/** @throws AwsFault InvalidParameterException where an expression is none of the cluster query language */
export function instanceQuery(expression: string | undefined): InstanceQuery {
  try {
    return parseClusterQuery(expression ?? '');
  } catch (error) {
    if (error instanceof QueryError) throw invalidParameter(error.message);
    throw error;
  }
}

/** Where a task may be put and where it is to be put: what CreateService, UpdateService and RunTask refuse. */
export function checkPlacement(
  { placementConstraints = [], placementStrategy = [] }: Placing,
  isOnFargate: boolean,
): void {
  if (isOnFargate && placementConstraints.length > 0)
    throw invalidParameter('Placement constraints are not supported with FARGATE launch type.');
  if (isOnFargate && placementStrategy.length > 0)
    throw invalidParameter('Placement strategies are not supported with FARGATE launch type.');
  if (placementConstraints.length > 10)
    throw invalidParameter('Placement constraints cannot have more than 10 elements');
  for (const { type, expression } of placementConstraints) {
    oneOf('Placement constraint type', type, ['distinctInstance', 'memberOf']);
    if (type === 'memberOf') instanceQuery(expression);
  }
  if (placementStrategy.length > 5) throw invalidParameter('Placement strategies cannot have more than 5 elements');
  for (const { type, field } of placementStrategy) {
    oneOf('Placement strategy type', type, ['random', 'spread', 'binpack']);
    if (type === 'binpack') oneOf('Placement strategy field', field?.toLowerCase(), ['cpu', 'memory']);
  }
}

interface Placing {
  placementConstraints?: PlacementConstraint[];
  placementStrategy?: PlacementStrategy[];
}
