/** What CreateService and UpdateService take inside their structures that is not served: 501 with its path. */
export const UNSERVED_IN_SERVICES = [
  { path: 'deploymentConfiguration.lifecycleHooks[].targetType', values: ['AWS_LAMBDA'] },
  'loadBalancers[].loadBalancerName',
] as const;

/** What they keep and answer, and what changes nothing here: there is no network. */
export const KEPT_IN_SERVICES = [
  'networkConfiguration.awsvpcConfiguration.securityGroups',
  'networkConfiguration.awsvpcConfiguration.assignPublicIp',
  'availabilityZoneRebalancing',
  'enableExecuteCommand',
  'loadBalancers[].advancedConfiguration.roleArn',
] as const;

/** What a task definition keeps and no task here acts on. */
export const KEPT_IN_TASK_DEFINITIONS = [
  'containerDefinitions[].environmentFiles',
  'containerDefinitions[].mountPoints',
  'containerDefinitions[].volumesFrom',
  'containerDefinitions[].linuxParameters',
  'containerDefinitions[].ulimits',
  'containerDefinitions[].user',
  'containerDefinitions[].workingDirectory',
  'containerDefinitions[].readonlyRootFilesystem',
  'containerDefinitions[].repositoryCredentials',
  'containerDefinitions[].firelensConfiguration',
  'containerDefinitions[].resourceRequirements',
  'containerDefinitions[].versionConsistency',
  'volumes',
  'proxyConfiguration',
  'runtimePlatform.operatingSystemFamily',
  'ephemeralStorage',
  'pidMode',
  'ipcMode',
  'enableFaultInjection',
] as const;
