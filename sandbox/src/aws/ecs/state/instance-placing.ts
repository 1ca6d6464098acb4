import type { Failure, PlacementConstraint, PlacementStrategy, TaskDefinition } from '@aws-sdk/client-ecs';
import type { ContainerInstance } from '../../engine/scheduler/container-instance';
import { words } from '../../engine/scheduler/event-words';
import { chooseInstance, isEligible, type Wanted } from '../../engine/scheduler/instance-choice';
import { reservationOf } from '../../engine/scheduler/reservation';
import { invalidParameter } from '../ecs.faults';
import type { ContainerInstances } from './container-instances';
import type { Refusal } from './launch-refusals';

/** Where tasks may be put, and where they are to be put. */
export interface Placing {
  placementConstraints?: readonly PlacementConstraint[];
  placementStrategy?: readonly PlacementStrategy[];
}

/** What a task wants of an instance: also what its task definition itself constrains. */
export function wantedOf(definition: TaskDefinition, group: string, placing: Placing): Wanted {
  return {
    definition,
    reservation: reservationOf(definition, group),
    constraints: [...(definition.placementConstraints ?? []), ...(placing.placementConstraints ?? [])],
    strategy: placing.placementStrategy ?? [],
  };
}

/** Chooses an instance of a cluster, and takes of it what the task needs. */
export function takeInstance(
  instances: ContainerInstances,
  clusterName: string,
  taskId: string,
  wanted: Wanted,
): ContainerInstance | Refusal {
  const active = instances.of(clusterName).filter(({ status }) => status === 'ACTIVE');
  if (active.length === 0) return NO_INSTANCES;
  const chosen = chooseInstance(wanted, active);
  if (!('identity' in chosen)) {
    const [closest] = chosen;
    return {
      says: (service) => (closest ? words.noRoom(service, closest) : words.noInstances(service)),
      isFailure: false,
      lacksRoom: true,
      answer: chosen.map(({ instance, misfit }): Failure => ({ arn: instance.identity.arn, reason: misfit })),
    };
  }
  chosen.hold(taskId, wanted.reservation);
  return chosen;
}

/** On how many instances a daemon has a task. */
export const hostsOf = (instances: ContainerInstances, clusterName: string, wanted: Wanted): number =>
  instances.of(clusterName).filter((instance) => instance.status === 'ACTIVE' && isEligible(instance, wanted)).length;

const NO_INSTANCES: Refusal = {
  says: words.noInstances,
  isFailure: false,
  lacksRoom: true,
  answer: invalidParameter('No Container Instances were found in your cluster.'),
};
