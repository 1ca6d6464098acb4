import type { Deployment, Service, TaskSet } from '@aws-sdk/client-ecs';
import type { EcsDeployment, EcsService, EcsTaskSet } from '../../domain/observations/ecs-service.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { nameOf } from '../arn';
import type { RevisionFacts } from './service-revisions';
import { countsOf, msOf } from './service-shape';

/** What DescribeServices alone says of a service: all but the containers of its revisions. */
export type ServiceFacts = Omit<EcsService, 'containers' | 'deployments'> & { deployments: DeploymentFacts[] };
export type DeploymentFacts = Omit<EcsDeployment, 'containers'>;

/** A service as ECS describes it. */
export function serviceFacts(ref: ServiceRef, at: number, service: Service): ServiceFacts {
  const counts = countsOf(service);
  const deployments = (service.deployments ?? [])
    .map(deploymentFacts)
    .toSorted((a, b) => Number(b.primary) - Number(a.primary));
  const taskSets = (service.taskSets ?? []).map(taskSetOf);
  const { deploymentCircuitBreaker, alarms } = service.deploymentConfiguration ?? {};
  const { enable = false, rollback = false } = deploymentCircuitBreaker ?? {};
  const revision = taskSets.find(({ primary }) => primary)?.revision || nameOf(service.taskDefinition);
  const controller = service.deploymentController?.type ?? 'ECS';
  const settled = controller === 'ECS' ? isOver(deployments) : taskSets.length <= 1 && taskSets.every(isSteady);
  return {
    ref,
    at,
    status: service.status ?? 'ACTIVE',
    controller,
    scheduling: service.schedulingStrategy ?? 'REPLICA',
    counts,
    ...(revision ? { revision } : {}),
    deployments,
    taskSets,
    balanced: balancedOf(service),
    circuitBreaker: { on: enable, rollback },
    ...roomOf(service),
    deploymentAlarms: alarms?.enable ? (alarms.alarmNames ?? []) : [],
    ...(service.healthCheckGracePeriodSeconds ? { graceSeconds: service.healthCheckGracePeriodSeconds } : {}),
    ...(isSpot(service) ? { spot: true } : {}),
    steady: settled && counts.running === counts.desired,
    events: (service.events ?? [])
      .map(({ id = '', createdAt, message = '' }) => ({ id, at: msOf(createdAt), message }))
      .toSorted((a, b) => b.at - a.at),
  };
}

/** Of a daemon none has to run, and no more than one a container instance may, unless it is set otherwise. */
function roomOf({ deploymentConfiguration = {}, schedulingStrategy }: Service): Pick<EcsService, 'room'> {
  const isDaemon = schedulingStrategy === 'DAEMON';
  const { strategy = 'ROLLING', minimumHealthyPercent, maximumPercent } = deploymentConfiguration;
  if (strategy !== 'ROLLING') return {};
  const [least, most] = isDaemon ? [0, 100] : [100, 200];
  return {
    room: { minimumHealthyPercent: minimumHealthyPercent ?? least, maximumPercent: maximumPercent ?? most },
  };
}

const isOver = (deployments: DeploymentFacts[]): boolean =>
  deployments.length === 1 && deployments[0]!.rollout === 'completed';

const isSpot = ({ capacityProviderStrategy = [] }: Service): boolean =>
  capacityProviderStrategy.some(({ capacityProvider }) => capacityProvider === 'FARGATE_SPOT');

const isSteady = ({ steady }: EcsTaskSet): boolean => steady;

/** Where task sets are used, each has load balancers of its own, and the service none or the same. */
function balancedOf({ loadBalancers = [], taskSets = [] }: Service): EcsService['balanced'] {
  const all = [...loadBalancers, ...taskSets.flatMap((set) => set.loadBalancers ?? [])];
  const named = all.flatMap(({ containerName: container, targetGroupArn, advancedConfiguration: shifting }) =>
    container
      ? [
          {
            container,
            ...(targetGroupArn ? { targetGroupArn } : {}),
            ...(shifting?.alternateTargetGroupArn ? { alternateTargetGroupArn: shifting.alternateTargetGroupArn } : {}),
            ...(shifting?.testListenerRule ? { isTested: true as const } : {}),
          },
        ]
      : [],
  );
  return [...new Map(named.map((one) => [`${one.container} ${one.targetGroupArn}`, one])).values()];
}

function deploymentFacts(deployment: Deployment): DeploymentFacts {
  return {
    id: deployment.id ?? '',
    primary: deployment.status === 'PRIMARY',
    revision: nameOf(deployment.taskDefinition),
    rollout: rolloutOf(deployment),
    ...(deployment.rolloutStateReason ? { reason: deployment.rolloutStateReason } : {}),
    counts: countsOf(deployment),
    failedTasks: deployment.failedTasks ?? 0,
    createdAt: msOf(deployment.createdAt),
    updatedAt: msOf(deployment.updatedAt),
  };
}

/** Behind a Classic Load Balancer ECS says no rollout state: then the tasks have to say it. */
function rolloutOf({ rolloutState, runningCount = 0, desiredCount = 0 }: Deployment): EcsDeployment['rollout'] {
  if (rolloutState === 'COMPLETED') return 'completed';
  if (rolloutState === 'FAILED') return 'failed';
  return rolloutState === undefined && runningCount === desiredCount ? 'completed' : 'in-progress';
}

function taskSetOf(set: TaskSet): EcsTaskSet {
  return {
    id: set.id ?? '',
    primary: set.status === 'PRIMARY',
    revision: nameOf(set.taskDefinition),
    steady: set.stabilityStatus === 'STEADY_STATE',
    counts: countsOf({
      ...set,
      ...(set.computedDesiredCount === undefined ? {} : { desiredCount: set.computedDesiredCount }),
    }),
  };
}

/**
 * Which service revision brings each deployment, by the deployment's id: they share the task definition; of several with
 * the same one (a deployment forced anew), the newer brings the newer.
 */
export function broughtBy(
  deployments: readonly DeploymentFacts[],
  serviceRevisions: readonly RevisionFacts[],
): Map<string, RevisionFacts> {
  const left = serviceRevisions.toSorted(newestFirst);
  const found = new Map<string, RevisionFacts>();
  for (const { id, revision } of deployments.toSorted(newestFirst)) {
    const at = left.findIndex((one) => one.revision === revision);
    if (at >= 0) found.set(id, left.splice(at, 1)[0]!);
  }
  return found;
}

const newestFirst = (a: { createdAt: number }, b: { createdAt: number }): number => b.createdAt - a.createdAt;
