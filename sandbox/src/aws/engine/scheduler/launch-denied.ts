import { randomUUID } from 'node:crypto';
import type { TaskOrder } from './task-order';

/** What every refusal of an agent's first calls begins with. */
export const UNABLE_TO_PULL = 'ResourceInitializationError: unable to pull secrets or registry auth';

/** Where a registry would be that does not answer. */
export const SILENT_ADDRESS = '10.0.255.10:443';

export const regionOf = ({ arn }: TaskOrder): string => arn.split(':')[3] ?? '';

export const accountOf = ({ arn }: TaskOrder): string => arn.split(':')[4] ?? '';

/**
 * What an agent was answered that may not do something in a task's name, as the SDK in it says so.
 * @param operation "SSM: GetParameters"
 * @param action as IAM says it: "ssm:GetParameters"
 */
export function accessDenied(order: TaskOrder, operation: string, action: string, resource: string): string {
  const role = order.taskDefinition.executionRoleArn?.split('/').at(-1) ?? 'ecsTaskExecutionRole';
  const user = `arn:aws:sts::${accountOf(order)}:assumed-role/${role}/${order.id}`;
  return `operation error ${operation}, https response error StatusCode: 400, RequestID: ${randomUUID()}, api error AccessDeniedException: User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
}
