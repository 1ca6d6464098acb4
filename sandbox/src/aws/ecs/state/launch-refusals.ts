import type { Failure, TaskDefinition } from '@aws-sdk/client-ecs';
import { words } from '../../engine/scheduler/event-words';
import type { Unplaced } from '../../engine/scheduler/unplaced';
import type { Launch, LaunchFaults } from '../../engine/launch-faults.port';
import { AwsFault } from '../../wire/fault';
import { clientFault } from '../ecs.faults';

/** Why a task could not be placed, also as RunTask answers it. */
export interface Refusal extends Unplaced {
  /** RunTask's failures, or what it throws. */
  answer: Failure[] | AwsFault;
}

/** Whether a launch was ordered to fail before there is a task ("Amazon ECS service event messages"). */
export function orderedRefusal(
  faults: LaunchFaults,
  launch: Launch,
  { executionRoleArn, taskRoleArn }: TaskDefinition,
): Refusal | undefined {
  switch (faults.take(['capacity', 'vcpu-limit', 'role', 'throttled'], launch)) {
    case 'capacity':
      return {
        says: (service) => words.unplacedFor(service, CAPACITY),
        isFailure: true,
        answer: [{ reason: CAPACITY }],
      };
    case 'vcpu-limit':
      return {
        says: (service) => words.unplacedFor(service, VCPUS),
        isFailure: true,
        answer: clientFault(`${VCPUS}.`),
      };
    case 'role': {
      const error = unassumable(taskRoleArn ?? executionRoleArn ?? '');
      return { says: (service) => words.unlaunched(service, error), isFailure: true, answer: clientFault(error) };
    }
    case 'throttled':
      return {
        says: words.throttled,
        isFailure: false,
        againAfter: THROTTLED_SECONDS,
        answer: new AwsFault('ThrottlingException', 'Rate exceeded', 400),
      };
    default:
      return undefined;
  }
}

const CAPACITY = 'Capacity is unavailable at this time. Please try again later or in a different availability zone';
const VCPUS = "You've reached the limit on the number of vCPUs you can run concurrently";

const unassumable = (role: string): string =>
  `ECS was unable to assume the role '${role}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.`;

const THROTTLED_SECONDS = 15;
