import type {
  ContainerImage,
  LaunchType,
  LoadBalancer,
  NetworkBinding,
  ServiceRegistry,
  TaskDefinition,
  TaskOverride,
} from '@aws-sdk/client-ecs';
import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { ImageSource } from '../images.port';
import type { LaunchFaults } from '../launch-faults.port';
import type { LogSink } from '../logs.port';
import type { Registries } from '../registries.port';
import type { SecretSource } from '../secrets.port';
import type { Targets } from '../targets.port';
import type { TaskRuntime } from '../task-runtime.port';
import type { Placement } from './addresses';
import type { ContainerInstance } from './container-instance';

/** What tasks need of the region they run in. */
export interface TaskWorld {
  clock: Clock;
  pace: Pace;
  runtime: TaskRuntime;
  targets: Targets;
  images: ImageSource;
  registries: Registries;
  secrets: SecretSource;
  logs: LogSink;
  /** Trouble that somebody ordered for launches. */
  launchFaults: LaunchFaults;
}

/** What one task is to be: decided when it is placed, never changed. */
export interface TaskOrder {
  id: string;
  arn: string;
  clusterArn: string;
  clusterName: string;
  /** With what was overridden. */
  taskDefinition: TaskDefinition;
  /** What of it was overridden for this task. */
  overrides?: TaskOverride;
  launchType: LaunchType;
  capacityProviderName?: string;
  platformVersion?: string;
  /** "service:<name>" */
  group: string;
  /** "ecs-svc/<digits>" of the deployment that started it. */
  startedBy?: string;
  placement: Placement;
  /** The container instance that it is on; none on Fargate. */
  instance?: ContainerInstance;
  /** What its containers have of the instance's ports. */
  bindings: ReadonlyMap<string, NetworkBinding[]>;
  /** Of its network configuration; its zone decides which one it is in. */
  subnets: readonly string[];
  loadBalancers: readonly LoadBalancer[];
  serviceRegistries: readonly ServiceRegistry[];
  /** The revision's images, shared by its tasks: the first to pull one settles its digest for all. */
  images: ContainerImage[];
  enableExecuteCommand: boolean;
}
