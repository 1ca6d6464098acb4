import type { CreateServiceRequest, UpdateServiceRequest } from '@aws-sdk/client-ecs';
import type { ServiceSettings } from '../../engine/scheduler/ecs-service';
import type { RevisionSettings } from '../../engine/scheduler/revision';
import { settledConfiguration } from '../checks/deployment-configuration';

/** What of CreateService's request belongs to a revision, with what ECS fills in. */
export function revisionSettings(input: CreateServiceRequest): RevisionSettings {
  const strategy = input.capacityProviderStrategy?.length ? input.capacityProviderStrategy : undefined;
  const settings: RevisionSettings = {
    launchType: input.launchType ?? (strategy ? undefined : 'EC2'),
    capacityProviderStrategy: strategy,
    networkConfiguration: input.networkConfiguration,
    loadBalancers: input.loadBalancers ?? [],
    serviceRegistries: input.serviceRegistries ?? [],
  };
  const fargate = settings.launchType === 'FARGATE' || strategy?.[0]?.capacityProvider?.startsWith('FARGATE');
  return { ...settings, platformVersion: input.platformVersion ?? (fargate ? 'LATEST' : undefined) };
}

/** The same after an update: what it leaves out stays. */
export const updatedRevision = (before: RevisionSettings, input: UpdateServiceRequest): RevisionSettings => ({
  ...before,
  platformVersion: input.platformVersion ?? before.platformVersion,
  networkConfiguration: input.networkConfiguration ?? before.networkConfiguration,
  loadBalancers: input.loadBalancers ?? before.loadBalancers,
  serviceRegistries: input.serviceRegistries ?? before.serviceRegistries,
});

/** What of CreateService's request can change without a new deployment, with what ECS fills in. */
export function serviceSettings(input: CreateServiceRequest): ServiceSettings {
  const schedulingStrategy = input.schedulingStrategy ?? 'REPLICA';
  return {
    controller: input.deploymentController?.type ?? 'ECS',
    deploymentConfiguration: settledConfiguration(
      input.deploymentConfiguration,
      schedulingStrategy === 'DAEMON' ? DAEMON_PERCENTS : undefined,
    ),
    healthCheckGracePeriodSeconds: input.healthCheckGracePeriodSeconds ?? 0,
    schedulingStrategy,
    availabilityZoneRebalancing: input.availabilityZoneRebalancing ?? 'ENABLED',
    placementConstraints: input.placementConstraints ?? [],
    placementStrategy: input.placementStrategy ?? [],
    propagateTags: input.propagateTags ?? 'NONE',
    enableECSManagedTags: input.enableECSManagedTags ?? false,
    enableExecuteCommand: input.enableExecuteCommand ?? false,
    roleArn: input.role,
  };
}

/** A daemon's task is stopped before the next one starts: no instance runs two. */
const DAEMON_PERCENTS = { maximumPercent: 100, minimumHealthyPercent: 0 };

/** The same after an update: what it leaves out stays. */
export const updatedSettings = (before: ServiceSettings, input: UpdateServiceRequest): ServiceSettings => ({
  ...before,
  deploymentConfiguration: settledConfiguration(input.deploymentConfiguration, before.deploymentConfiguration),
  healthCheckGracePeriodSeconds: input.healthCheckGracePeriodSeconds ?? before.healthCheckGracePeriodSeconds,
  availabilityZoneRebalancing: input.availabilityZoneRebalancing ?? before.availabilityZoneRebalancing,
  placementConstraints: input.placementConstraints ?? before.placementConstraints,
  placementStrategy: input.placementStrategy ?? before.placementStrategy,
  propagateTags: input.propagateTags ?? before.propagateTags,
  enableECSManagedTags: input.enableECSManagedTags ?? before.enableECSManagedTags,
  enableExecuteCommand: input.enableExecuteCommand ?? before.enableExecuteCommand,
});
