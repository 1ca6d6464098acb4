import type { Misfit, Unfit } from './instance-choice';

/** What ECS says of a service, word for word ("Amazon ECS service event messages" and events of real services). */
export const words = {
  started: (service: string, tasks: readonly string[], replaced: number): string =>
    `(service ${service}) has started ${tasks.length} tasks: ${named(tasks)}.${
      replaced > 0 ? ` Amazon ECS replaced ${replaced} tasks due to an unhealthy status.` : ''
    }`,
  registered: (service: string, count: number, group: string): string =>
    `(service ${service}) registered ${count} targets in (target-group ${group})`,
  deregistered: (service: string, count: number, group: string): string =>
    `(service ${service}) deregistered ${count} targets in (target-group ${group})`,
  draining: (service: string, deployment: string, count: number): string =>
    `(service ${service}, taskSet ${deployment}) has begun draining connections on ${count} tasks.`,
  stoppedRunning: (service: string, tasks: readonly string[]): string =>
    `(service ${service}) has stopped ${tasks.length} running tasks: ${named(tasks)}.`,
  stoppedPending: (service: string, count: number): string => `(service ${service}) stopped ${count} pending tasks.`,
  completed: (service: string, deployment: string): string =>
    `(service ${service}) (deployment ${deployment}) deployment completed.`,
  steady: (service: string): string => `(service ${service}) has reached a steady state.`,
  taskSetSteady: (service: string, taskSet: string): string =>
    `(service ${service}, taskSet ${taskSet}) has reached a steady state.`,
  unhealthy: (service: string, task: string, port: number, group: string, reason: string): string =>
    `(service ${service}) (task ${task}) (port ${port}) is unhealthy in (target-group ${group}) due to (reason ${reason}).`,
  unhealthyContainer: (service: string, task: string): string =>
    `(service ${service}) (task ${task}) failed container health checks.`,
  failed: (service: string, deployment: string): string =>
    `(service ${service}) (deployment ${deployment}) deployment failed: tasks failed to start.`,
  alarmDetected: (service: string, deployment: string): string =>
    `(service ${service}) (deployment ${deployment}) deployment failed: alarm detected.`,
  gaveUp: (service: string, deployment: string, reason: string): string =>
    `(service ${service}) (deployment ${deployment}) deployment failed: ${reason}`,
  rollingBack: (service: string, deployment: string): string =>
    `(service ${service}) rolling back to deployment ${deployment}.`,
  inconsistent: (service: string): string =>
    `(service ${service}) is unable to consistently start tasks successfully. ${GUIDE}`,
  unplaced: (service: string, reason: string): string =>
    `(service ${service}) was unable to place a task. Reason: ${reason.replace(/\.$/, '')}.`,
  unplacedFor: (service: string, reason: string): string => `${words.unplaced(service, reason)} ${GUIDE}`,
  unlaunched: (service: string, error: string): string =>
    `(service ${service}) failed to launch a task with (error ${error}).`,
  throttled: (service: string): string => `(service ${service}) operations are being throttled. Will try again later.`,
  noInstances: (service: string): string =>
    `(service ${service}) was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster. ${GUIDE}`,
  noRoom: (service: string, { instance, misfit }: Unfit): string =>
    `(service ${service}) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance ${instance.identity.id}) ${MISFITS[misfit]}. ${GUIDE}`,
  protectedFromScaling: (service: string, deployment: string, count: number): string =>
    `(service ${service}, taskSet ${deployment}) was unable to scale in due to (reason ${count} tasks under protection)`,
  protectedFromDeployment: (service: string, deployment: string, count: number): string =>
    `(service ${service}) was unable to reach steady state because (taskSet ${deployment}) was unable to scale in due to (reason ${count} tasks under protection)`,
  cornered: (service: string): string =>
    `(service ${service}) was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.`,
};

const MISFITS: Readonly<Record<Misfit, string>> = {
  AGENT: "doesn't have the agent connected",
  ATTRIBUTE: 'is missing an attribute required by your task',
  'MemberOf placement constraint unsatisfied.': 'encountered error "MemberOf placement constraint unsatisfied."',
  'DistinctInstance placement constraint unsatisfied.':
    'encountered error "DistinctInstance placement constraint unsatisfied."',
  'RESOURCE:ENI': 'encountered error "RESOURCE:ENI"',
  'RESOURCE:PORTS': 'is already using a port required by your task',
  'RESOURCE:MEMORY': 'has insufficient memory available',
  'RESOURCE:CPU': 'has insufficient CPU units available',
};

const GUIDE = 'For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.';

const named = (tasks: readonly string[]): string => tasks.map((id) => `(task ${id})`).join(' ');
