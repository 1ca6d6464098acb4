import type { CreateServiceRequest, TaskDefinition } from '@aws-sdk/client-ecs';
import { onFargate, type RevisionSettings } from '../../engine/scheduler/revision';
import type { TaskWorld } from '../../engine/scheduler/task-order';
import { clientFault, invalidParameter, oneOf } from '../ecs.faults';
import { checkNewDaemon } from './daemon';
import { checkController } from './deployment-controller';
import { checkRegistries } from './service-registries';

/** @throws AwsFault InvalidParameterException for what CreateService refuses before it looks anything up. */
export function checkCreateService(input: CreateServiceRequest): void {
  if ((input.clientToken?.length ?? 0) > 36) throw invalidParameter('idempotency token longer than 36.');
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(input.serviceName ?? '')) throw invalidParameter('Invalid service name.');
  oneOf('launch type', input.launchType, ['EC2', 'FARGATE', 'EXTERNAL', 'FMI', 'MANAGED_INSTANCES']);
  oneOf('Scheduling strategy', input.schedulingStrategy, ['REPLICA', 'DAEMON']);
  checkController(input);
  if (input.schedulingStrategy === 'DAEMON') return checkNewDaemon(input);
  if (input.desiredCount === undefined) throw invalidParameter('DesiredCount is missing');
  if (input.desiredCount < 0) throw invalidParameter('DesiredCount can not be lesser than 0');
}

/** @throws AwsFault ClientException where the task definition is not there or not active. */
export function usable(definition: TaskDefinition | undefined): TaskDefinition {
  if (!definition) throw clientFault('TaskDefinition not found.');
  if (definition.status !== 'ACTIVE') throw clientFault('TaskDefinition is inactive');
  return definition;
}

/** @throws AwsFault InvalidParameterException where the task definition cannot run with these settings. */
export function checkRevision(
  definition: TaskDefinition,
  settings: RevisionSettings,
  { targets, registries }: Pick<TaskWorld, 'targets' | 'registries'>,
): void {
  const awsvpc = definition.networkMode === 'awsvpc';
  const subnets = settings.networkConfiguration?.awsvpcConfiguration?.subnets ?? [];
  if (awsvpc && subnets.length === 0) {
    throw invalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
  }
  if (!awsvpc && settings.networkConfiguration?.awsvpcConfiguration) {
    throw invalidParameter('Network Configuration is not valid for the given networkMode of this task definition.');
  }
  if (onFargate(settings) && !definition.compatibilities?.includes('FARGATE')) {
    throw invalidParameter('Task definition does not support launch_type FARGATE.');
  }
  checkRegistries(definition, settings.serviceRegistries, registries);
  for (const balancer of settings.loadBalancers) {
    const container = definition.containerDefinitions?.find(({ name }) => name === balancer.containerName);
    if (!container) {
      throw invalidParameter(`The container ${balancer.containerName ?? ''} does not exist in the task definition.`);
    }
    if (!container.portMappings?.some(({ containerPort }) => containerPort === balancer.containerPort)) {
      throw invalidParameter(
        `The container ${balancer.containerName ?? ''} did not have a container port ${balancer.containerPort ?? ''} defined.`,
      );
    }
    if (!balancer.targetGroupArn || !targets.exists(balancer.targetGroupArn)) {
      throw invalidParameter(`The target group with targetGroupArn ${balancer.targetGroupArn ?? ''} does not exist.`);
    }
  }
}

/** @throws AwsFault InvalidParameterException: a grace period means nothing without a load balancer. */
export function checkGrace(seconds: number | undefined, settings: RevisionSettings): void {
  if (seconds === undefined) return;
  if (seconds < 0) throw invalidParameter('Health check grace period can not be lesser than 0');
  if (seconds > 0 && settings.loadBalancers.length === 0) {
    throw invalidParameter('Health check grace period is only valid for services configured to use load balancers');
  }
}
