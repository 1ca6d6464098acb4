import type { MeasuredTask } from './task-runtime.port';

/** An ECS service as metrics and scaling see it. */
export interface ScaledService {
  clusterName: string;
  serviceName: string;
  desiredCount: number;
  runningCount: number;
  /** A deployment is in progress: target tracking does not scale in meanwhile. */
  deploying: boolean;
  cpuUnits: number;
  memoryMiB: number;
  /** Its running tasks. */
  running: readonly MeasuredTask[];
}

/** The part of ECS that metrics and Application Auto Scaling drive. */
export interface ScaledServices {
  /** Every ACTIVE service of the region. */
  list(): ScaledService[];
  find(clusterName: string, serviceName: string): ScaledService | undefined;
  /** As UpdateService(desiredCount) does. Throws AwsFault ServiceNotFoundException. */
  setDesiredCount(clusterName: string, serviceName: string, desiredCount: number): void;
}
