import { Injectable } from '@nestjs/common';
import { DescribeTasksCommand, paginateListTasks } from '@aws-sdk/client-ecs';
import type { ECSClient, Task } from '@aws-sdk/client-ecs';
import type { DeploymentHandle } from '../../domain/deployments/deployment.types';
import { EcsDeploymentsLook } from '../../domain/deployments/deployments.port';
import type {
  DeployedService,
  RevisionContainers,
  ServiceDeploymentState,
} from '../../domain/deployments/deployments.port';
import type { StoppedTask } from '../../domain/deployments/snapshot.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { ServiceDeploymentReader } from './service-deployment-reader';
import { ServiceReader } from './service-reader';
import { nameOf } from '../arn';
import { deployedService } from './service-shape';
import { TaskDefinitions } from './task-definitions';

/** DescribeTasks takes so many. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
const TASKS_A_CALL = 100;
/** What ECS says of a task that it stopped because fewer, or another revision's, were wanted: that is no failure. */
const STOPPED_BY_SCALING = /^Scaling activity initiated by/;

/** Deployments as they go, read from ECS. */
@Injectable()
export class DeploymentsLookAdapter extends EcsDeploymentsLook {
  constructor(
    private readonly clients: AwsClients,
    private readonly services: ServiceReader,
    private readonly serviceDeployments: ServiceDeploymentReader,
    private readonly taskDefinitions: TaskDefinitions,
  ) {
    super();
  }

  override async service(ref: ServiceRef): Promise<DeployedService> {
    return deployedService(await this.services.read(ref));
  }

  override async containers(ref: ServiceRef, revision: string): Promise<RevisionContainers> {
    const containers = await this.taskDefinitions.containers(ref, revision);
    return { revision, containers: containers.map(({ name, image }) => ({ name, image })) };
  }

  override state(ref: ServiceRef, handle: DeploymentHandle): Promise<ServiceDeploymentState | undefined> {
    return this.serviceDeployments.state(ref, handle);
  }

  override async stoppedTasks(ref: ServiceRef, handle: DeploymentHandle, known: Set<string>): Promise<StoppedTask[]> {
    const { ecs: client } = this.clients.look(ref.environment);
    const { cluster } = ref;
    const arns = (await ask(ref, stoppedArns(client, ref))).filter((arn) => !known.has(nameOf(arn)));
    const tasks: Task[] = [];
    for (let at = 0; at < arns.length; at += TASKS_A_CALL) {
      const some = arns.slice(at, at + TASKS_A_CALL);
      const described = await ask(ref, client.send(new DescribeTasksCommand({ cluster, tasks: some })));
      tasks.push(...(described.tasks ?? []));
    }
    return tasks.filter((task) => isFailure(task, handle)).map(stoppedTask);
  }
}

async function stoppedArns(client: ECSClient, { cluster, service: serviceName }: ServiceRef): Promise<string[]> {
  const arns: string[] = [];
  for await (const page of paginateListTasks({ client }, { cluster, serviceName, desiredStatus: 'STOPPED' }))
    arns.push(...(page.taskArns ?? []));
  return arns;
}

function isFailure({ startedBy, lastStatus, stoppedReason }: Task, { id }: DeploymentHandle): boolean {
  return startedBy === id && lastStatus === 'STOPPED' && !STOPPED_BY_SCALING.test(stoppedReason ?? '');
}

function stoppedTask({ taskArn, stoppedAt, stoppedReason, stopCode, containers }: Task): StoppedTask {
  const telling = (containers ?? []).filter(({ exitCode, reason }) => exitCode !== undefined || reason !== undefined);
  return {
    id: nameOf(taskArn),
    stoppedAt: stoppedAt?.getTime() ?? 0,
    stoppedReason: stoppedReason ?? '',
    ...(stopCode ? { stopCode } : {}),
    containers: telling.map(({ name = '', exitCode, reason }) => ({
      name,
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(reason === undefined ? {} : { reason }),
    })),
  };
}
