import { PERMISSIONS, type Door, type StatementSid } from './permissions';
import { arnOf, clusterNames, DEFAULT_TASK_ROLE, orAll, servicePaths, type PolicyScope } from './policy-scope';

type Condition = Record<string, Record<string, string | string[]>>;

export interface PolicyStatement {
  Sid: StatementSid;
  Effect: 'Allow';
  Action: string[];
  Resource: string[];
  Condition?: Condition;
}

/** An IAM policy document. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface PolicyDocument {
  Version: '2012-10-17';
  Statement: PolicyStatement[];
}

/**
 * What a statement's actions may be done to. Resource types and condition keys are those of the Service Authorization
 * Reference: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
interface StatementForm {
  /** None leaves the statement out. */
  resources: (scope: PolicyScope) => string[];
  condition?: (scope: PolicyScope) => Condition | undefined;
  /** Why it is no narrower, where AWS offers no more. */
  unscoped?: string;
}

const ecs = (scope: PolicyScope, type: string, names: readonly string[]): string[] =>
  names.map((name) => arnOf(scope, 'ecs', `${type}/${name}`));

const below = (paths: readonly string[]): string[] => paths.map((path) => `${path}/*`);

export const STATEMENTS: Record<StatementSid, StatementForm> = {
  ReadServices: {
    resources: (scope) => [
      ...ecs(scope, 'service', servicePaths(scope)),
      ...ecs(scope, 'service-deployment', below(servicePaths(scope))),
      ...ecs(scope, 'service-revision', below(servicePaths(scope))),
    ],
  },
  ReadTasks: { resources: (scope) => ecs(scope, 'task', below(clusterNames(scope))) },
  ReadImages: {
    resources: (scope) => orAll(scope.repositories).map((name) => arnOf(scope, 'ecr', `repository/${name}`)),
  },
  ReadAlarms: {
    resources: (scope) => [arnOf(scope, 'cloudwatch', 'alarm:*')],
    unscoped: "A service's alarms are found by what they watch; their names may be any.",
  },
  ReadLogs: {
    resources: (scope) =>
      orAll(scope.logGroups).map((group) => arnOf(scope, 'logs', `log-group:${group}:log-stream:*`)),
  },
  ReadSecretNames: { resources: (scope) => [arnOf(scope, 'secretsmanager', 'secret:*')] },
  NoResourceScopeButCluster: {
    resources: () => ['*'],
    // Tasks are listed on container-instance/<cluster>/*, Fargate's too, and earlier on *: the condition holds for both.
    condition: (scope) => inClusters(scope),
    unscoped: 'A list is asked of no resource. The condition keeps it to the named clusters.',
  },
  NoResourceScope: {
    resources: () => ['*'],
    unscoped: 'AWS offers neither a resource nor a condition that fits these.',
  },
  TakeOnRoles: { resources: (scope) => [...scope.assumedRoles] },
  ChangeServices: { resources: (scope) => ecs(scope, 'service', servicePaths(scope)) },
  StopDeployments: { resources: (scope) => ecs(scope, 'service-deployment', below(servicePaths(scope))) },
  StopTasks: { resources: (scope) => ecs(scope, 'task', below(clusterNames(scope))) },
  ContinueDeployments: { resources: (scope) => ecs(scope, 'service-deployment', below(servicePaths(scope))) },
  RegisterRevisions: { resources: (scope) => revisions(scope) },
  TagNewRevisions: {
    resources: (scope) => revisions(scope),
    condition: () => ({ StringEquals: { 'ecs:CreateAction': 'RegisterTaskDefinition' } }),
  },
  PassTaskRoles: {
    resources: (scope) => taskRoles(scope),
    condition: () => ({ StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }),
  },
  // Whoever may run a task may run any command with its roles: left out unless it is asked for.
  RunJobs: {
    resources: (scope) => (scope.jobs ? revisions(scope) : []),
    condition: (scope) => inClusters(scope),
  },
  ChangeScalingRanges: {
    resources: (scope) => [arnOf(scope, 'application-autoscaling', 'scalable-target/*')],
    condition: () => ({
      StringEquals: {
        'application-autoscaling:service-namespace': 'ecs',
        'application-autoscaling:scalable-dimension': 'ecs:service:DesiredCount',
      },
    }),
    unscoped:
      "A scalable target's ARN is an id that AWS makes up. What keeps it to the named services is ecs:UpdateService, which Application Auto Scaling asks for too.",
  },
};

function inClusters(scope: PolicyScope): Condition | undefined {
  if (scope.clusters.length + scope.services.length === 0) return undefined;
  return { ArnLike: { 'ecs:cluster': ecs(scope, 'cluster', clusterNames(scope)) } };
}

function revisions(scope: PolicyScope): string[] {
  return ecs(
    scope,
    'task-definition',
    orAll(scope.families).map((family) => `${family}:*`),
  );
}

function taskRoles({ taskRoles: named, partition, account }: PolicyScope): string[] {
  return named.length > 0 ? [...named] : [`arn:${partition}:iam::${account}:role/${DEFAULT_TASK_ROLE}`];
}

/** The policy of the role behind a door, no wider than the scope. */
export function policyFor(door: Door, scope: PolicyScope): PolicyDocument {
  const permissions = PERMISSIONS.filter((permission) => permission.door === door);
  const sids = [...new Set(permissions.map(({ sid }) => sid))];
  const statements = sids.flatMap((sid): PolicyStatement[] => {
    const { resources, condition } = STATEMENTS[sid];
    const Resource = resources(scope);
    if (Resource.length === 0) return [];
    const Action = permissions.filter((permission) => permission.sid === sid).map(({ action }) => action);
    const Condition = condition?.(scope);
    return [{ Sid: sid, Effect: 'Allow', Action, Resource, ...(Condition ? { Condition } : {}) }];
  });
  return { Version: '2012-10-17', Statement: statements };
}
