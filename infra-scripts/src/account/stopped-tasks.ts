import { DescribeTasksCommand, ListTasksCommand, type ECSClient, type Task } from '@aws-sdk/client-ecs';

/**
 * Why a service's newest stopped task stopped, beside scaling and deployments: CloudFormation only says that the circuit
 * breaker was triggered. ECS remembers stopped tasks for about an hour.
 * @returns undefined where no such task is remembered
 */
export async function whyTasksStopped(ecs: ECSClient, cluster: string, service: string): Promise<string | undefined> {
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster, serviceName: service, desiredStatus: 'STOPPED' }),
  );
  if (taskArns.length === 0) return undefined;
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  const [newest] = tasks
    .filter(({ stopCode }) => stopCode !== 'ServiceSchedulerInitiated' && stopCode !== 'UserInitiated')
    .toSorted((a, b) => (b.stoppedAt?.getTime() ?? 0) - (a.stoppedAt?.getTime() ?? 0));
  return newest && sentence(newest);
}

function sentence({ stoppedReason = 'a task stopped', containers = [], taskDefinitionArn = '' }: Task): string {
  const ended = containers.find(({ exitCode, reason }) => exitCode !== undefined || reason !== undefined);
  const details = [ended?.exitCode === undefined ? undefined : `exit code ${ended.exitCode}`, ended?.reason];
  const detail = details.filter((part) => part !== undefined).join(', ');
  return `A task of ${taskDefinitionArn.split('/').at(-1)} stopped: ${stoppedReason}${detail ? ` (${detail})` : ''}.`;
}
