import {
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  type ECSClient,
  type Service,
} from '@aws-sdk/client-ecs';
import { HandlerError, type Making } from './provider';

/**
 * Resolves once a service that was just made or changed is steady.
 * @param answered the service as CreateService or UpdateService answered it
 * @param ongoingBefore the service deployment that was under way before: only one that the call began can fail it
 * @throws HandlerError GeneralServiceException where its deployment fails
 */
export async function steadyService(
  ecs: ECSClient,
  answered: Service,
  making: Making,
  ongoingBefore?: string,
): Promise<void> {
  const { currentServiceDeployment: ongoing, clusterArn: cluster, serviceArn = '' } = answered;
  const begun = ongoing === ongoingBefore ? undefined : ongoing;
  await making.until(async () => {
    if (begun) await checkDeployment(ecs, begun);
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [serviceArn] }));
    const [service] = services ?? [];
    if (!service || service.status !== 'ACTIVE') {
      throw new HandlerError(`Service ${serviceArn} did not stay ACTIVE.`, 'GeneralServiceException');
    }
    const [deployment, ...others] = service.deployments ?? [];
    return (
      others.length === 0 && deployment?.rolloutState === 'COMPLETED' && service.runningCount === service.desiredCount
    );
  });
}

async function checkDeployment(ecs: ECSClient, arn: string): Promise<void> {
  const { serviceDeployments } = await ecs.send(
    new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }),
  );
  const { status = '', deploymentCircuitBreaker } = serviceDeployments?.[0] ?? {};
  const triggered = deploymentCircuitBreaker?.status === 'TRIGGERED';
  if (!triggered && !status.startsWith('ROLLBACK_')) return;
  const what = triggered ? 'ECS Deployment Circuit Breaker was triggered' : 'ECS Deployment was rolled back';
  throw new HandlerError(`Error occurred during operation '${what}'.`, 'GeneralServiceException');
}
