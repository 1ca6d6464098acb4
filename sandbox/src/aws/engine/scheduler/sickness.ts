import { words } from './event-words';

/** A target of a task that fails its health checks. */
export interface TargetSickness {
  kind: 'target';
  targetGroupArn: string;
  port: number;
  /** ELB's sentence: "Health checks failed with these codes: [503]". */
  reason: string;
}

/** Why ECS replaces a task that runs: a target of it, or an essential container by its own check. */
export type Sickness = TargetSickness | { kind: 'container' };

/** What the service's events say of it. */
export function sicknessEvent(service: string, task: string, sickness: Sickness): string {
  if (sickness.kind === 'container') return words.unhealthyContainer(service, task);
  return words.unhealthy(service, task, sickness.port, sickness.targetGroupArn, sickness.reason);
}

/** What the task's stoppedReason says of it. */
export const sicknessReason = (sickness: Sickness): string =>
  sickness.kind === 'container'
    ? 'Task failed container health checks'
    : `Task failed ELB health checks in (target-group ${sickness.targetGroupArn})`;
