import type { LaunchFailure, LaunchFaults } from '../launch-faults.port';
import { imageWords } from './launch-words-images';
import { resourceWords } from './launch-words-resources';
import type { TaskOrder } from './task-order';

/** ECS's words for a failure of a launch; none where the task has nothing that could fail so. */
export type LaunchWords = (order: TaskOrder) => string | undefined;

/** The steps of a launch after its placement, in their order on Fargate, with what can fail at each. */
const STEPS = {
  network: ['network-timeout', 'no-addresses'],
  resources: [
    'registry-auth-denied',
    'registry-auth-unreachable',
    'secret-denied',
    'secret-unreachable',
    'parameter-denied',
    'parameter-unreachable',
    'volume',
  ],
  pull: ['pull-denied', 'pull-rate', 'registry-unreachable'],
  logs: ['logs-denied', 'logs-unreachable'],
} as const satisfies Record<string, readonly LaunchFailure[]>;

export type LaunchStep = keyof typeof STEPS;

const WORDS: Record<(typeof STEPS)[LaunchStep][number], LaunchWords> = { ...resourceWords, ...imageWords };

/**
 * Looks whether a launch was ordered to fail at a step.
 * @returns ECS's `stoppedReason`; undefined where it goes on
 */
export function failureAt(step: LaunchStep, order: TaskOrder, faults: LaunchFaults): string | undefined {
  const possible = STEPS[step].flatMap((failure) => {
    const reason = WORDS[failure](order);
    return reason === undefined ? [] : [{ failure, reason }];
  });
  const { clusterName: cluster, group, startedBy, taskDefinition } = order;
  const taken = faults.take(
    possible.map(({ failure }) => failure),
    {
      cluster,
      service: startedBy?.startsWith('ecs-svc/') ? group.replace(/^service:/, '') : undefined,
      family: taskDefinition.family ?? '',
    },
  );
  return possible.find(({ failure }) => failure === taken)?.reason;
}
