import {
  type DeploymentConfiguration,
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  type ECSClient,
  type LoadBalancer,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import type { Clock } from '../../kernel/clock';
import { TEST_HEADER, withSecondTargetGroup } from './second-target-group';
import type { WorldClients } from './world-clients';

/** What a service is deployed with from now on. */
export interface StrategySet {
  service: string;
  deploymentConfiguration: DeploymentConfiguration;
  loadBalancers: LoadBalancer[];
  /** Which requests the test rule takes, where there is one: `X-Environment: test`. */
  testHeader?: string;
}

/**
 * Changes how a service is deployed, as UpdateService does. Where traffic is to be shifted for the first time, its load
 * balancer gets a second target group, and one deployment puts it to use.
 * @param configuration UpdateService's deploymentConfiguration
 * @returns once that is done; `undefined` while a deployment is under way
 * @throws the client's error where ECS refuses it
 */
export async function setStrategy(
  { ecs, elbv2 }: WorldClients,
  { cluster, service }: { cluster: string; service: string },
  configuration: DeploymentConfiguration,
  clock: Clock,
): Promise<StrategySet | undefined> {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
  const [found] = services ?? [];
  if (!found) throw new Error(`There is no service ${service} in the cluster ${cluster}.`);
  if (found.currentServiceDeployment) return undefined;
  const [balancer, ...others] = found.loadBalancers ?? [];
  const isNew = balancer && !balancer.advancedConfiguration && (configuration.strategy ?? 'ROLLING') !== 'ROLLING';
  if (isNew) {
    const loadBalancers = [await withSecondTargetGroup(elbv2, balancer), ...others];
    const deploymentConfiguration = { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0 } as const;
    const updated = await ecs.send(
      new UpdateServiceCommand({ cluster, service, loadBalancers, deploymentConfiguration }),
    );
    await finished(ecs, updated.service!.currentServiceDeployment!, clock);
  }
  const after = await ecs.send(new UpdateServiceCommand({ cluster, service, deploymentConfiguration: configuration }));
  const { deploymentConfiguration, loadBalancers } = after.service!;
  const isShifted = loadBalancers!.some(({ advancedConfiguration }) => advancedConfiguration?.testListenerRule);
  return {
    service,
    deploymentConfiguration: deploymentConfiguration!,
    loadBalancers: loadBalancers!,
    ...(isShifted && { testHeader: `${TEST_HEADER.name}: ${TEST_HEADER.value}` }),
  };
}

async function finished(ecs: ECSClient, arn: string, clock: Clock): Promise<void> {
  for (;;) {
    const { serviceDeployments } = await ecs.send(
      new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }),
    );
    const { status, statusReason } = serviceDeployments![0]!;
    if (status === 'SUCCESSFUL') return;
    if (status !== 'PENDING' && status !== 'IN_PROGRESS') {
      throw new Error(`The deployment to the second target group came to ${status}. ${statusReason ?? ''}`);
    }
    await new Promise<void>((resolve) => clock.after(BETWEEN_LOOKS_MS, resolve));
  }
}

const BETWEEN_LOOKS_MS = 100;
