import type { CreateServiceRequest, DeploymentControllerType, UpdateServiceRequest } from '@aws-sdk/client-ecs';
import { invalidParameter, oneOf } from '../ecs.faults';

const CONTROLLERS: readonly DeploymentControllerType[] = ['ECS', 'CODE_DEPLOY', 'EXTERNAL'];

/**
 * A service's deployments are made by ECS itself, by CodeDeploy, or by somebody else who makes task sets.
 * @throws AwsFault InvalidParameterException for another controller, and for what CreateService does not take with it
 */
export function checkController(input: CreateServiceRequest): void {
  const type = input.deploymentController?.type ?? 'ECS';
  oneOf('Deployment controller', type, CONTROLLERS);
  const strategy = input.deploymentConfiguration?.strategy ?? 'ROLLING';
  if (type !== 'ECS' && strategy !== 'ROLLING') {
    throw invalidParameter(
      `The ${strategy} deployment strategy is not supported with the ${type} deployment controller.`,
    );
  }
  if (type === 'EXTERNAL' && input.taskDefinition !== undefined) throw invalidParameter('TaskDefinition must be blank');
  if (type !== 'EXTERNAL' && !input.taskDefinition) throw invalidParameter('TaskDefinition can not be blank.');
}

/** What only a new deployment can change, in the words in which UpdateService refuses it. */
const NEW_DEPLOYMENT: readonly (readonly [keyof UpdateServiceRequest, string])[] = [
  ['taskDefinition', 'Unable to update task definition'],
  ['networkConfiguration', 'Unable to update network parameters'],
  ['platformVersion', 'Unable to update platform version'],
  ['loadBalancers', 'Unable to update load balancers'],
  ['serviceRegistries', 'Unable to update service registries'],
];

/** @throws AwsFault InvalidParameterException where another than ECS makes the service's deployments */
export function checkControlled(controller: DeploymentControllerType, input: UpdateServiceRequest): void {
  if (controller === 'ECS') return;
  const instead = controller === 'CODE_DEPLOY' ? ' Use AWS CodeDeploy to trigger a new deployment.' : '';
  const refuse = (what: string): never => {
    throw invalidParameter(`${what} on services with a ${controller} deployment controller.${instead}`);
  };
  for (const [member, words] of NEW_DEPLOYMENT) if (input[member] !== undefined) refuse(words);
  if (input.forceNewDeployment) refuse('Cannot force a new deployment');
}
