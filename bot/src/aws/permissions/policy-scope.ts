/** What a policy is limited to. Each value is used as it is, so that CloudFormation's `${AWS::Region}` may stand there too. */
export interface PolicyScope {
  /** `aws`, or the partition of China or GovCloud. */
  partition: string;
  region: string;
  /** Twelve digits, or `*`. */
  account: string;
  /** Cluster names. All where there are none. */
  clusters: readonly string[];
  /** `primes-api` in each of the clusters, or `primes/primes-api` in that one. All where there are none. */
  services: readonly string[];
  /** Families of task definitions that may be registered. All where there are none. */
  families: readonly string[];
  /** ECR repositories by name. All where there are none. */
  repositories: readonly string[];
  /** Log groups of CloudWatch by name. All where there are none. */
  logGroups: readonly string[];
  /** ARNs of the roles that task definitions name. */
  taskRoles: readonly string[];
  /** ARNs of the roles that the bot takes on: each environment's lookRole and operateRole. */
  assumedRoles: readonly string[];
  /** Whether jobs may be run as tasks of their own. */
  jobs: boolean;
}

/** Everything, in one partition. */
export const WIDEST_SCOPE: PolicyScope = {
  partition: 'aws',
  region: '*',
  account: '*',
  clusters: [],
  services: [],
  families: [],
  repositories: [],
  logGroups: [],
  taskRoles: [],
  assumedRoles: [],
  jobs: false,
};

/**
 * The execution role that ECS's console makes, and the only one that may be passed where none is named: a wildcard would
 * hand every role of the account to whoever may deploy.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export const DEFAULT_TASK_ROLE = 'ecsTaskExecutionRole';

/**
 * A regional ARN in that scope.
 * @param resource what follows the account: `cluster/primes`
 */
export function arnOf({ partition, region, account }: PolicyScope, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** `cluster/service` of every service in scope, with `*` for what is not named. */
export function servicePaths({ clusters, services }: PolicyScope): string[] {
  const within = orAll(clusters);
  const paths = orAll(services).flatMap((service) =>
    service.includes('/') ? [service] : within.map((cluster) => `${cluster}/${service}`),
  );
  return [...new Set(paths)];
}

/** Every cluster in scope, those included that only a service names. */
export function clusterNames({ clusters, services }: PolicyScope): readonly string[] {
  const named = services.filter((service) => service.includes('/')).map((service) => service.split('/')[0]!);
  return orAll([...new Set([...clusters, ...named])]);
}

/** What is named, or `*` where nothing is. */
export function orAll(names: readonly string[]): readonly string[] {
  return names.length > 0 ? names : ['*'];
}
