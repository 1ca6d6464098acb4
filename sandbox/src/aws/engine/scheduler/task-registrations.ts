import type { Registries } from '../registries.port';
import type { TaskOrder } from './task-order';

/** One task's instances: one with each service registry of its service, under the task's id. */
export class TaskRegistrations {
  private registered = false;

  constructor(
    private readonly registries: Registries,
    private readonly order: TaskOrder,
  ) {}

  register(): void {
    if (this.registered) return;
    this.registered = true;
    for (const { registryArn = '', port, containerPort } of this.order.serviceRegistries) {
      const shown = port ?? containerPort;
      this.registries.register(registryArn, this.order.id, {
        ...this.attributes(),
        ...(shown !== undefined && { AWS_INSTANCE_PORT: String(shown) }),
      });
    }
  }

  deregister(): void {
    if (!this.registered) return;
    this.registered = false;
    for (const { registryArn = '' } of this.order.serviceRegistries) {
      this.registries.deregister(registryArn, this.order.id);
    }
  }

  /** What ECS tells of a task: read off instances of real services. */
  private attributes(): Record<string, string> {
    const { arn, clusterName, group, taskDefinition, placement } = this.order;
    return {
      AWS_INSTANCE_IPV4: placement.address,
      AWS_INIT_HEALTH_STATUS: 'HEALTHY',
      AVAILABILITY_ZONE: placement.availabilityZone,
      REGION: arn.split(':')[3] ?? '',
      ECS_CLUSTER_NAME: clusterName,
      ECS_SERVICE_NAME: group.replace(/^service:/, ''),
      ECS_TASK_DEFINITION_FAMILY: taskDefinition.family ?? '',
    };
  }
}
