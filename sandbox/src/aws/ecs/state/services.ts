import { isDeepStrictEqual } from 'node:util';
import type { CreateServiceRequest, TaskDefinition, UpdateServiceRequest } from '@aws-sdk/client-ecs';
import { EcsService, type ServiceSettings } from '../../engine/scheduler/ecs-service';
import { nineteenDigits } from '../../engine/scheduler/identifiers';
import { pullReference, type RevisionSettings } from '../../engine/scheduler/revision';
import { Rollouts } from '../../engine/scheduler/rollouts';
import type { ServiceDeploymentRecord } from '../../engine/scheduler/service-deployment';
import { ServiceScheduler } from '../../engine/scheduler/service-scheduler';
import type { TaskWorld } from '../../engine/scheduler/task-order';
import { AwsFault } from '../../wire/fault';
import { type Arns, nameOf } from './arns';
import type { Cluster } from './clusters';
import { settledConfiguration } from '../checks/deployment-configuration';
import { invalidParameter, serviceNotFound } from '../ecs.faults';
import { checkGrace, checkRevision } from '../checks/service';
import { imagesOf, type TaskLauncher } from './task-launcher';

interface Kept {
  service: EcsService;
  scheduler: ServiceScheduler;
  /** What it was created from: the same again is answered, anything else is refused. */
  created: CreateServiceRequest;
}

/** A region's services, each with the scheduler that keeps it. */
export class Services {
  private readonly kept = new Map<string, Kept>();
  private readonly rollouts: Rollouts;

  constructor(
    private readonly arns: Arns,
    private readonly world: TaskWorld,
    private readonly launcher: TaskLauncher,
  ) {
    this.rollouts = new Rollouts(world.clock, world.pace);
  }

  /** @throws AwsFault InvalidParameterException where one of that name is there and is not the same, or is still draining. */
  create(cluster: Cluster, definition: TaskDefinition, input: CreateServiceRequest): EcsService {
    const name = input.serviceName ?? '';
    const arn = this.arns.service(cluster.name, name);
    const existing = this.kept.get(arn);
    if (existing?.service.status === 'DRAINING')
      throw invalidParameter('Unable to Start a service that is still Draining.');
    if (existing?.service.status === 'ACTIVE') {
      if (!sameRequest(existing.created, input)) throw invalidParameter('Creation of service was not idempotent.');
      return existing.service;
    }
    const revision = revisionSettings(input);
    checkRevision(definition, revision, this.world);
    checkGrace(input.healthCheckGracePeriodSeconds, revision);
    const identity = { arn, name, clusterArn: cluster.arn, clusterName: cluster.name };
    const service = new EcsService(identity, settingsOf(input), input.desiredCount ?? 0, this.world.clock);
    this.begin(service, definition, revision);
    const scheduler: ServiceScheduler = new ServiceScheduler(
      service,
      this.world.clock,
      this.world.pace,
      this.rollouts,
      (_, deployment) =>
        this.launcher.forService(service, deployment, ({ lastStatus }) => {
          // The next tick registers tasks that started about the same time together.
          if (lastStatus !== 'ACTIVATING') scheduler.wake();
        }),
    );
    this.kept.set(arn, { service, scheduler, created: input });
    return service;
  }

  /** @param definition where the request names one: already resolved and usable. */
  update(service: EcsService, input: UpdateServiceRequest, definition?: TaskDefinition): void {
    const { settings, primary } = service;
    if (service.status !== 'ACTIVE' || !primary)
      throw new AwsFault('ServiceNotActiveException', 'Service was not ACTIVE.');
    if ((input.desiredCount ?? 0) < 0) throw invalidParameter('Task count can not be lesser than 0');
    const before = primary.revision;
    const after: RevisionSettings = {
      ...before.settings,
      platformVersion: input.platformVersion ?? before.settings.platformVersion,
      networkConfiguration: input.networkConfiguration ?? before.settings.networkConfiguration,
      loadBalancers: input.loadBalancers ?? before.settings.loadBalancers,
      serviceRegistries: input.serviceRegistries ?? before.settings.serviceRegistries,
    };
    const wanted = definition ?? before.taskDefinition;
    const changed = wanted !== before.taskDefinition || !isDeepStrictEqual(after, before.settings);
    if (changed) checkRevision(wanted, after, this.world);
    checkGrace(input.healthCheckGracePeriodSeconds, after);
    service.settings = {
      ...settings,
      deploymentConfiguration: settledConfiguration(
        'UpdateService',
        input.deploymentConfiguration,
        settings.deploymentConfiguration,
      ),
      healthCheckGracePeriodSeconds: input.healthCheckGracePeriodSeconds ?? settings.healthCheckGracePeriodSeconds,
      availabilityZoneRebalancing: input.availabilityZoneRebalancing ?? settings.availabilityZoneRebalancing,
      placementConstraints: input.placementConstraints ?? settings.placementConstraints,
      placementStrategy: input.placementStrategy ?? settings.placementStrategy,
      propagateTags: input.propagateTags ?? settings.propagateTags,
      enableECSManagedTags: input.enableECSManagedTags ?? settings.enableECSManagedTags,
      enableExecuteCommand: input.enableExecuteCommand ?? settings.enableExecuteCommand,
    };
    service.desiredCount = input.desiredCount ?? service.desiredCount;
    if (changed || input.forceNewDeployment) this.begin(service, wanted, after);
    this.wake(service);
  }

  /** Stops its tasks and lets it go: DRAINING until they are gone, then INACTIVE. Deleting it again is fine. */
  delete(service: EcsService, force: boolean): void {
    if (service.status !== 'ACTIVE') return;
    if (service.desiredCount > 0 && !force) {
      throw invalidParameter('The service cannot be stopped while it is scaled above 0.');
    }
    service.ongoing?.turn('STOPPED', this.world.clock.now());
    service.status = 'DRAINING';
    service.desiredCount = 0;
    this.wake(service);
  }

  /** Asks for the roll-back of the deployment under way. */
  rollBack(service: EcsService): void {
    this.rollouts.requestRollback(service);
    this.wake(service);
  }

  find(cluster: Cluster, nameOrArn: string): EcsService | undefined {
    const service = this.kept.get(this.arns.service(cluster.name, nameOf(nameOrArn)))?.service;
    return nameOrArn.startsWith('arn:') && service?.identity.arn !== nameOrArn ? undefined : service;
  }

  /** @throws AwsFault ServiceNotFoundException */
  known(cluster: Cluster, nameOrArn: string, message?: string): EcsService {
    const service = this.find(cluster, nameOrArn);
    if (!service || service.status === 'INACTIVE') throw serviceNotFound(message);
    return service;
  }

  /** A service deployment by its ARN, with the service it is of; undefined once the service is gone. */
  deployment(arn: string): { service: EcsService; record: ServiceDeploymentRecord } | undefined {
    for (const service of this.all()) {
      const record = service.status === 'INACTIVE' ? undefined : service.records.find((each) => each.arn === arn);
      if (record) return { service, record };
    }
    return undefined;
  }

  /** Of every cluster and every status. */
  all(): EcsService[] {
    return [...this.kept.values()].map(({ service }) => service);
  }

  close(): void {
    for (const { scheduler } of this.kept.values()) scheduler.close();
  }

  private begin(service: EcsService, taskDefinition: TaskDefinition, settings: RevisionSettings): void {
    const { clusterName, name } = service.identity;
    this.rollouts.begin(service, {
      arn: this.arns.serviceRevision(clusterName, name, nineteenDigits()),
      taskDefinition,
      settings,
      images: imagesOf(taskDefinition).map((image) => {
        const pulled = this.world.images.pull(pullReference(image));
        return pulled.ok ? { ...image, imageDigest: pulled.digest } : image;
      }),
      createdAt: this.world.clock.now(),
    });
  }

  private wake(service: EcsService): void {
    this.kept.get(service.identity.arn)?.scheduler.wake();
  }
}

/** CreateService is idempotent: by its client token, else by saying the same thing. */
function sameRequest(before: CreateServiceRequest, again: CreateServiceRequest): boolean {
  if (again.clientToken !== undefined && again.clientToken === before.clientToken) return true;
  return isDeepStrictEqual({ ...before, clientToken: undefined }, { ...again, clientToken: undefined });
}

function revisionSettings(input: CreateServiceRequest): RevisionSettings {
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

function settingsOf(input: CreateServiceRequest): ServiceSettings {
  return {
    deploymentConfiguration: settledConfiguration('CreateService', input.deploymentConfiguration),
    healthCheckGracePeriodSeconds: input.healthCheckGracePeriodSeconds ?? 0,
    schedulingStrategy: input.schedulingStrategy ?? 'REPLICA',
    availabilityZoneRebalancing: input.availabilityZoneRebalancing ?? 'ENABLED',
    placementConstraints: input.placementConstraints ?? [],
    placementStrategy: input.placementStrategy ?? [],
    propagateTags: input.propagateTags ?? 'NONE',
    enableECSManagedTags: input.enableECSManagedTags ?? false,
    enableExecuteCommand: input.enableExecuteCommand ?? false,
    roleArn: input.role,
  };
}
