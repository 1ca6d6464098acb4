import type { CreateTaskSetRequest, TaskDefinition } from '@aws-sdk/client-ecs';
import { Deployment } from '../../engine/scheduler/deployment';
import type { EcsService } from '../../engine/scheduler/ecs-service';
import type { TaskWorld } from '../../engine/scheduler/task-order';
import { AwsFault } from '../../wire/fault';
import { checkRevision } from '../checks/service';
import { invalidParameter } from '../ecs.faults';
import { nameOf } from './arns';
import { revisionSettings } from './service-settings';
import type { Services } from './services';

/** The task sets of services whose deployment controller is somebody else's ("Amazon ECS external deployment"). */
export class TaskSets {
  constructor(
    private readonly services: Services,
    private readonly world: TaskWorld,
  ) {}

  /** @throws AwsFault InvalidParameterException where the service makes its own, or has five of them */
  create(service: EcsService, definition: TaskDefinition, input: CreateTaskSetRequest): Deployment {
    this.checkExternal(service);
    if (service.deployments.length >= MOST) {
      throw invalidParameter(
        `${service.deployments.length} deployments exist on the service. Unable to create new TaskSet since this exceeds the maximum limit.`,
      );
    }
    const settings = revisionSettings({ ...input, serviceName: service.name });
    checkRevision(definition, settings, this.world);
    const revision = this.services.revisionOf(service, definition, settings);
    const taskSet = new Deployment(revision, this.world.clock, this.world.pace);
    taskSet.status = 'ACTIVE';
    taskSet.external = { id: input.externalId, scale: scaleOf(input.scale?.value) };
    service.deployments.push(taskSet);
    service.revisions.set(revision.arn, revision);
    this.services.wake(service);
    return taskSet;
  }

  scale(service: EcsService, taskSet: Deployment, value: number | undefined): void {
    taskSet.external = { ...taskSet.external, scale: scaleOf(value) };
    taskSet.turn('IN_PROGRESS', `ECS deployment ${taskSet.id} in progress.`);
    this.services.wake(service);
  }

  /** Makes it the one that serves; the one before it stays, ACTIVE, until it is deleted. */
  makePrimary(service: EcsService, taskSet: Deployment): void {
    for (const each of service.deployments) if (each.status === 'PRIMARY') each.status = 'ACTIVE';
    taskSet.status = 'PRIMARY';
  }

  /** Stops its tasks and lets it go: DRAINING until they are gone. */
  delete(service: EcsService, taskSet: Deployment, force: boolean): void {
    if (taskSet.status === 'PRIMARY' && !force) throw invalidParameter('The primary task set cannot be deleted.');
    if ((taskSet.external?.scale ?? 0) > 0 && !force)
      throw invalidParameter('The task set cannot be deleted while it is scaled above 0.');
    taskSet.external = { ...taskSet.external, scale: 0 };
    taskSet.status = 'DRAINING';
    this.services.wake(service);
  }

  /** @throws AwsFault TaskSetNotFoundException */
  known(service: EcsService, idOrArn: string): Deployment {
    this.checkExternal(service);
    const taskSet = this.find(service, idOrArn);
    if (!taskSet) throw new AwsFault('TaskSetNotFoundException', 'TaskSet not found.');
    return taskSet;
  }

  find(service: EcsService, idOrArn: string): Deployment | undefined {
    return service.deployments.find(({ id }) => nameOf(id) === nameOf(idOrArn));
  }

  /** How ECS words it for other controllers is not on record. */
  private checkExternal({ settings }: EcsService): void {
    if (settings.controller !== 'EXTERNAL')
      throw invalidParameter(
        `Task sets are made for services with an EXTERNAL deployment controller; this one has ${settings.controller}.`,
      );
  }
}

/** Quota of task sets of a service, as CreateTaskSet enforces it. */
const MOST = 5;

function scaleOf(percent = 100): number {
  if (percent < 0 || percent > 100) throw invalidParameter('Scale value must be between 0 and 100.');
  return percent;
}
