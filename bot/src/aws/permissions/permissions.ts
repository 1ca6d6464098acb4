/** Which of the two doors to AWS a permission belongs to: the bot's own role looks, the operate role changes. */
export type Door = 'look' | 'operate';

/**
 * The statement of a policy that an action stands in, by its Sid. Where AWS offers no resource to scope an action to, the
 * Sid says so.
 */
export type StatementSid =
  | 'ReadServices'
  | 'ReadTasks'
  | 'ReadImages'
  | 'ReadAlarms'
  | 'ReadLogs'
  | 'ReadSecretNames'
  | 'NoResourceScopeButCluster'
  | 'NoResourceScope'
  | 'TakeOnRoles'
  | 'ChangeServices'
  | 'StopDeployments'
  | 'StopTasks'
  | 'ContinueDeployments'
  | 'RegisterRevisions'
  | 'TagNewRevisions'
  | 'PassTaskRoles'
  | 'ChangeScalingRanges'
  | 'RunJobs';

/** One action that the bot must be allowed. */
export interface Permission {
  /** As IAM names it: `ecs:UpdateService`. */
  action: string;
  door: Door;
  sid: StatementSid;
  /** What stops working without it, in people's words. */
  usedFor: string;
  /** What is so without it, where the bot does without: a sentence. */
  without?: string;
  /** Why AWS asks for it although the bot makes no call of that name, and where AWS says so. */
  source?: string;
}

const TASKS = 'which tasks of a deployment are healthy, and why others stopped';
const REGISTER_CHECKS =
  'AWS checks it within RegisterTaskDefinition: docs.aws.amazon.com/service-authorization/latest/reference/list_ecs.html';

/**
 * All that the bot asks of AWS, by the door it asks through. The policy that `npm run -s iam` prints is made from it, and
 * the black-box suite is held to it: a call that is not here fails the suite, and so does a line that nothing calls and
 * that has no source. STS GetCallerIdentity needs no permission.
 */
export const PERMISSIONS: readonly Permission[] = [
  look('ReadServices', 'ecs:DescribeServices', 'everything that is about a service'),
  look('ReadServices', 'ecs:ListServiceDeployments', 'status, and following a deployment'),
  look('ReadServices', 'ecs:DescribeServiceDeployments', 'following a deployment'),
  look('ReadServices', 'ecs:DescribeServiceRevisions', 'status, deploy, image, restart, and following a deployment'),
  look('ReadTasks', 'ecs:DescribeTasks', TASKS),
  look('ReadImages', 'ecr:DescribeImages', 'deploy, image, restart'),
  {
    ...look(
      'ReadImages',
      'ecr:BatchGetImage',
      'plan, deploy, image: whether an image fits what the tasks run on; tags: its commit',
    ),
    without: 'An image for another platform is then found out by its first task alone.',
  },
  look('ReadAlarms', 'cloudwatch:DescribeAlarms', 'status, scale, announcements of alarms and scaling'),
  look('ReadAlarms', 'cloudwatch:DescribeAlarmHistory', 'announcements of alarms and scaling'),
  {
    ...look('ReadLogs', 'logs:GetLogEvents', 'logs, and the last lines of a task that failed'),
    without: 'No log is shown, and a failure is explained without the last lines of its tasks.',
  },
  {
    ...look('ReadSecretNames', 'secretsmanager:DescribeSecret', 'plan, deploy, image: whether secrets are there'),
    without:
      'A secret that is gone is then found out by the first task alone. It shows names and dates, and no secret.',
  },
  look('NoResourceScopeButCluster', 'ecs:ListServices', 'every command: which services there are'),
  look('NoResourceScopeButCluster', 'ecs:ListTasks', TASKS),
  look('NoResourceScope', 'ecs:ListClusters', 'every command, where the configuration names no clusters'),
  look('NoResourceScope', 'ecs:DescribeTaskDefinition', 'status, deploy, image, restart'),
  look(
    'NoResourceScope',
    'ecr:DescribePullThroughCacheRules',
    'deploy, image, restart: whether what is not there may come yet',
  ),
  look('NoResourceScope', 'application-autoscaling:DescribeScalableTargets', 'status, scale'),
  look('NoResourceScope', 'application-autoscaling:DescribeScalingPolicies', 'scale'),
  look('NoResourceScope', 'application-autoscaling:DescribeScalingActivities', 'announcements of scaling'),
  look('NoResourceScope', 'application-autoscaling:DescribeScheduledActions', 'scale'),
  look('NoResourceScope', 'cloudwatch:GetMetricData', 'status, and whether requests fail after a deployment is done'),
  look('NoResourceScope', 'cloudwatch:DescribeAlarmsForMetric', 'status'),
  {
    ...look(
      'NoResourceScope',
      'cloudtrail:LookupEvents',
      'who started a deployment that nobody asked the bot for; changes: what else others did',
    ),
    without:
      'Deployments that nobody asked me for are told as "from outside", unless their task definition says whose they are.',
  },
  look('NoResourceScope', 'elasticloadbalancing:DescribeTargetHealth', 'how many tasks of a deployment are healthy'),
  look(
    'NoResourceScope',
    'elasticloadbalancing:DescribeTargetGroups',
    'whether requests fail after a deployment is done',
  ),
  look('TakeOnRoles', 'sts:AssumeRole', 'environments with a lookRole or an operateRole'),
  {
    ...look('TakeOnRoles', 'sts:SetSourceIdentity', 'environments with an operateRole'),
    source:
      'AWS checks it within AssumeRole with a source identity: docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html',
  },
  operate('ChangeServices', 'ecs:UpdateService', 'deploy, image, restart, scale'),
  {
    ...operate('ChangeServices', 'ecs:DescribeServices', 'scale, where a range is set'),
    source:
      'Application Auto Scaling checks within RegisterScalableTarget that the caller may use the service: docs.aws.amazon.com/autoscaling/application/userguide/security_iam_permission_validation.html',
  },
  operate('StopDeployments', 'ecs:StopServiceDeployment', 'cancel'),
  operate('StopTasks', 'ecs:StopTask', 'recycle, and the end of a job'),
  operate(
    'ContinueDeployments',
    'ecs:ContinueServiceDeployment',
    'Continue and Roll back, where a deployment waits at a PAUSE hook',
  ),
  operate('RegisterRevisions', 'ecs:RegisterTaskDefinition', 'deploy, image, and restart where a tag has moved'),
  operate(
    'NoResourceScope',
    'ecs:DeregisterTaskDefinition',
    'deploy, image, restart, where the service could not be updated',
  ),
  {
    ...operate('TagNewRevisions', 'ecs:TagResource', 'deploy, image, restart, where the task definition has tags'),
    source: REGISTER_CHECKS,
  },
  {
    ...operate('PassTaskRoles', 'iam:PassRole', 'deploy, image, restart, where the task definition names roles'),
    source: REGISTER_CHECKS,
  },
  operate('ChangeScalingRanges', 'application-autoscaling:RegisterScalableTarget', 'scale, where a range is set'),
  operate('RunJobs', 'ecs:RunTask', 'run, where RUN_JOBS names jobs: asked for with --jobs'),
];

function look(sid: StatementSid, action: string, usedFor: string): Permission {
  return { action, door: 'look', sid, usedFor };
}

function operate(sid: StatementSid, action: string, usedFor: string): Permission {
  return { action, door: 'operate', sid, usedFor };
}
