import type {
  Attribute,
  Compatibility,
  ContainerDefinition,
  RegisterTaskDefinitionRequest,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { Clock } from '../../../kernel/clock';
import { HEALTH_CHECK_DEFAULTS } from '../../engine/scheduler/container-health';
import { type Arns, nameOf } from './arns';
import { NotImplementedFault } from '../../wire/fault';
import { cpuUnits, fitsFargate, memoryMiB } from '../checks/fargate-sizes';
import { checkTaskDefinition } from '../checks/task-definition';

/** A region's task definitions: families of numbered revisions. */
export class TaskDefinitions {
  private readonly families = new Map<string, TaskDefinition[]>();

  constructor(
    private readonly arns: Arns,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers the family's next revision: everything that was asked for, and what ECS fills in.
   * @param registeredBy the ARN of whoever asks
   */
  register(input: Omit<RegisterTaskDefinitionRequest, 'tags'>, registeredBy: string): TaskDefinition {
    const cpu = cpuUnits(input.cpu);
    const memory = memoryMiB(input.memory);
    checkTaskDefinition({ ...input, cpu, memory });
    this.checkLogRegions(input.containerDefinitions ?? []);
    const family = input.family ?? '';
    const revisions = this.families.get(family) ?? [];
    const revision = revisions.length + 1;
    const definition: TaskDefinition = {
      ...input,
      ...(cpu && { cpu }),
      ...(memory && { memory }),
      taskDefinitionArn: this.arns.taskDefinition(family, revision),
      revision,
      status: 'ACTIVE',
      containerDefinitions: (input.containerDefinitions ?? []).map((each) => filledIn(each, input.networkMode)),
      volumes: input.volumes ?? [],
      placementConstraints: input.placementConstraints ?? [],
      compatibilities: compatibilities(input.networkMode, cpu, memory),
      requiresAttributes: requiredAttributes(input),
      registeredAt: new Date(this.clock.now()),
      registeredBy,
    };
    this.families.set(family, [...revisions, definition]);
    return definition;
  }

  /** Logs go to the region's own groups. */
  private checkLogRegions(containers: readonly ContainerDefinition[]): void {
    for (const { logConfiguration } of containers) {
      const region = logConfiguration?.options?.['awslogs-region'] ?? this.arns.region;
      if (logConfiguration?.logDriver === 'awslogs' && region !== this.arns.region)
        throw new NotImplementedFault('ecs', `RegisterTaskDefinition with awslogs-region ${region}`);
    }
  }

  /** @param reference a family (its newest active revision), "family:revision" or an ARN. */
  find(reference: string): TaskDefinition | undefined {
    if (reference.startsWith('arn:') && !reference.startsWith(`${this.arns.prefix}:task-definition/`)) return undefined;
    const [family = '', revision] = nameOf(reference).split(':');
    const revisions = this.families.get(family) ?? [];
    if (revision !== undefined) return revisions[Number(revision) - 1];
    return revisions.findLast(({ status }) => status === 'ACTIVE');
  }

  deregister(definition: TaskDefinition): void {
    if (definition.status === 'INACTIVE') return;
    definition.status = 'INACTIVE';
    definition.deregisteredAt = new Date(this.clock.now());
  }

  /** Every revision, by family and then by number. */
  all(): TaskDefinition[] {
    return [...this.families.keys()].toSorted().flatMap((family) => this.families.get(family) ?? []);
  }
}

function filledIn(container: ContainerDefinition, networkMode: string | undefined): ContainerDefinition {
  return {
    cpu: 0,
    essential: true,
    environment: [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    ...container,
    ...(container.healthCheck && { healthCheck: { ...HEALTH_CHECK_DEFAULTS, ...container.healthCheck } }),
    portMappings: (container.portMappings ?? []).map((mapping) => ({
      ...mapping,
      ...(networkMode === 'awsvpc' || networkMode === 'host'
        ? { hostPort: mapping.hostPort ?? mapping.containerPort }
        : { hostPort: mapping.hostPort ?? 0 }),
      protocol: mapping.protocol ?? 'tcp',
    })),
  };
}

function compatibilities(networkMode: string | undefined, cpu?: string, memory?: string): Compatibility[] {
  if (networkMode !== 'awsvpc') return ['EXTERNAL', 'EC2'];
  return fitsFargate(cpu, memory) ? ['EC2', 'FARGATE'] : ['EC2'];
}

function requiredAttributes(input: RegisterTaskDefinitionRequest): Attribute[] {
  const containers = input.containerDefinitions ?? [];
  const drivers = new Set(containers.flatMap(({ logConfiguration }) => logConfiguration?.logDriver ?? []));
  const logs = drivers.has('awslogs');
  const ecr = containers.some(({ image }) => /\.dkr\.ecr\./.test(image ?? ''));
  return [
    ...[...drivers].map((driver) => `com.amazonaws.ecs.capability.logging-driver.${driver}`),
    logs && input.executionRoleArn && 'ecs.capability.execution-role-awslogs',
    ecr && 'com.amazonaws.ecs.capability.ecr-auth',
    ecr && input.executionRoleArn && 'ecs.capability.execution-role-ecr-pull',
    input.taskRoleArn && 'com.amazonaws.ecs.capability.task-iam-role',
    'com.amazonaws.ecs.capability.docker-remote-api.1.18',
    input.networkMode === 'awsvpc' && 'ecs.capability.task-eni',
  ].flatMap((name) => (name ? [{ name }] : []));
}
