import { isDeepStrictEqual } from 'node:util';
import type {
  CreateServiceRequest,
  DeploymentLifecycleHookAction,
  TaskDefinition,
  UpdateServiceRequest,
} from '@aws-sdk/client-ecs';
import type { DeploymentAlarms } from '../../engine/deployment-alarms.port';
import type { ListenerRules } from '../../engine/listener-rules.port';
import { EcsService, type ServiceSettings } from '../../engine/scheduler/ecs-service';
import { nineteenDigits } from '../../engine/scheduler/identifiers';
import type { Pause } from '../../engine/scheduler/pause-hooks';
import { onFargate, pullReference, type RevisionSettings, type ServiceRevision } from '../../engine/scheduler/revision';
import { Rollouts } from '../../engine/scheduler/rollouts';
import type { ServiceDeploymentRecord } from '../../engine/scheduler/service-deployment';
import { ServiceScheduler } from '../../engine/scheduler/service-scheduler';
import { Stages } from '../../engine/scheduler/stages';
import { assignedBalancers } from '../../engine/scheduler/target-group-pair';
import { TrafficShift } from '../../engine/scheduler/traffic-shift';
import type { TaskWorld } from '../../engine/scheduler/task-order';
import { AwsFault } from '../../wire/fault';
import { type Arns, nameOf } from './arns';
import type { Cluster } from './clusters';
import { checkAdvanced } from '../checks/advanced-configuration';
import { checkDaemon } from '../checks/daemon';
import { checkControlled } from '../checks/deployment-controller';
import { invalidParameter, serviceNotFound } from '../ecs.faults';
import { checkPlacement } from '../checks/placement';
import { checkGrace, checkRevision } from '../checks/service';
import { revisionSettings, serviceSettings, updatedRevision, updatedSettings } from './service-settings';
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
  private readonly stages: Stages;

  constructor(
    private readonly arns: Arns,
    private readonly world: TaskWorld,
    private readonly launcher: TaskLauncher,
    alarms: DeploymentAlarms,
    private readonly rules: ListenerRules,
  ) {
    const traffic = new TrafficShift(rules);
    this.rollouts = new Rollouts(world.clock, world.pace, alarms, traffic);
    this.stages = new Stages(world.clock, world.pace, traffic, this.rollouts);
  }

  /**
   * @param definition what it runs; none where another than ECS makes its task sets
   * @param createdBy the ARN of whoever asks
   * @throws AwsFault InvalidParameterException where one of that name is there and is not the same, or is still draining.
   */
  create(
    cluster: Cluster,
    definition: TaskDefinition | undefined,
    input: CreateServiceRequest,
    createdBy: string,
  ): EcsService {
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
    const settings = serviceSettings(input);
    if (definition) checkRevision(definition, revision, this.world);
    this.checkShifting(revision, settings);
    checkPlacement(input, onFargate(revision));
    checkGrace(input.healthCheckGracePeriodSeconds, revision);
    const identity = { arn, name, clusterArn: cluster.arn, clusterName: cluster.name, createdBy };
    const service = new EcsService(identity, settings, input.desiredCount ?? 0, this.world.clock);
    if (settings.schedulingStrategy === 'DAEMON') service.hosts = () => this.launcher.hosts(service);
    if (definition) this.begin(service, definition, revision);
    const scheduler: ServiceScheduler = new ServiceScheduler(
      service,
      this.world.clock,
      this.world.pace,
      this.rollouts,
      this.stages,
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
    if (service.status !== 'ACTIVE') throw new AwsFault('ServiceNotActiveException', 'Service was not ACTIVE.');
    const { settings, primary } = service;
    checkControlled(settings.controller, input);
    if (settings.schedulingStrategy === 'DAEMON') checkDaemon(input);
    if ((input.desiredCount ?? 0) < 0) throw invalidParameter('Task count can not be lesser than 0');
    const next = primary && this.revisionAfter(primary.revision, input, definition);
    if (next) checkPlacement(input, onFargate(next.settings));
    if (next) checkGrace(input.healthCheckGracePeriodSeconds, next.settings);
    const updated = updatedSettings(settings, input);
    if (next) this.checkShifting(next.settings, updated);
    service.settings = updated;
    service.desiredCount = input.desiredCount ?? service.desiredCount;
    if (next && (next.changed || input.forceNewDeployment)) this.begin(service, next.definition, next.settings);
    this.wake(service);
  }

  /** What it is to run after an update. @throws AwsFault InvalidParameterException where that cannot be */
  private revisionAfter(before: ServiceRevision, input: UpdateServiceRequest, wanted?: TaskDefinition) {
    const settings = updatedRevision(before.settings, input);
    const definition = wanted ?? before.taskDefinition;
    const changed = definition !== before.taskDefinition || !isDeepStrictEqual(settings, before.settings);
    if (changed) checkRevision(definition, settings, this.world);
    return { settings, definition, changed };
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

  /** Ends a pause of the deployment under way. */
  answerPause(service: EcsService, pause: Pause, action: DeploymentLifecycleHookAction): void {
    this.rollouts.answer(service, pause, action);
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

  /** @throws AwsFault InvalidParameterException where traffic cannot be shifted as it is asked for */
  private checkShifting({ loadBalancers }: RevisionSettings, { deploymentConfiguration }: ServiceSettings): void {
    checkAdvanced(loadBalancers, deploymentConfiguration, { targets: this.world.targets, rules: this.rules });
  }

  private begin(service: EcsService, taskDefinition: TaskDefinition, settings: RevisionSettings): void {
    this.rollouts.begin(service, this.revisionOf(service, taskDefinition, settings));
  }

  /** What a service is asked to run: each tag is resolved to the image that it points to now. */
  revisionOf(service: EcsService, taskDefinition: TaskDefinition, settings: RevisionSettings): ServiceRevision {
    const { clusterName, name } = service.identity;
    return {
      arn: this.arns.serviceRevision(clusterName, name, nineteenDigits()),
      taskDefinition,
      settings,
      balancers: assignedBalancers(settings.loadBalancers, service, this.rules),
      images: imagesOf(taskDefinition).map((image) => {
        const pulled = this.world.images.pull(pullReference(image));
        return pulled.ok ? { ...image, imageDigest: pulled.digest } : image;
      }),
      createdAt: this.world.clock.now(),
    };
  }

  /** Has its scheduler look at once. */
  wake(service: EcsService): void {
    this.kept.get(service.identity.arn)?.scheduler.wake();
  }
}

/** CreateService is idempotent: by its client token, else by saying the same thing. */
function sameRequest(before: CreateServiceRequest, again: CreateServiceRequest): boolean {
  if (again.clientToken !== undefined && again.clientToken === before.clientToken) return true;
  return isDeepStrictEqual({ ...before, clientToken: undefined }, { ...again, clientToken: undefined });
}
