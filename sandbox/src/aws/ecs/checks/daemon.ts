import type { CreateServiceRequest, UpdateServiceRequest } from '@aws-sdk/client-ecs';
import { invalidParameter } from '../ecs.faults';

const NO_COUNT =
  'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again';
const NO_STRATEGY =
  'The daemon scheduling strategy does not support placement strategies. Remove the placement strategy and try again';

/**
 * A daemon runs one task on each container instance, so there is no number to ask for, and no place to choose.
 * @throws AwsFault InvalidParameterException
 */
export function checkNewDaemon(input: CreateServiceRequest): void {
  checkDaemon(input);
  if (input.capacityProviderStrategy?.length) {
    throw invalidParameter(
      'Specifying a capacity provider strategy is not supported when you create a service using the DAEMON scheduling strategy.',
    );
  }
  if (input.launchType === 'FARGATE') {
    throw invalidParameter('The daemon scheduling strategy is not supported on AWS Fargate.');
  }
  const strategy = input.deploymentConfiguration?.strategy ?? 'ROLLING';
  if (strategy !== 'ROLLING') {
    throw invalidParameter(`The daemon scheduling strategy is not supported with the ${strategy} deployment strategy.`);
  }
  const controller = input.deploymentController?.type ?? 'ECS';
  if (controller !== 'ECS') {
    throw invalidParameter(
      `The daemon scheduling strategy is not supported with the ${controller} deployment controller.`,
    );
  }
}

/** @throws AwsFault InvalidParameterException for what UpdateService does not take for a daemon */
export function checkDaemon(
  input: Pick<CreateServiceRequest & UpdateServiceRequest, 'desiredCount' | 'placementStrategy'>,
): void {
  if (input.desiredCount !== undefined) throw invalidParameter(NO_COUNT);
  if (input.placementStrategy?.length) throw invalidParameter(NO_STRATEGY);
}
