import { Injectable } from '@nestjs/common';
import { DescribeServiceDeploymentsCommand, ListServiceDeploymentsCommand } from '@aws-sdk/client-ecs';
import type { ServiceDeployment, ServiceDeploymentBrief } from '@aws-sdk/client-ecs';
import type { DeploymentHandle } from '../../domain/deployments/deployment.types';
import type { ServiceDeploymentState } from '../../domain/deployments/deployments.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { NotPermittedError } from '../../domain/services/services.errors';
import { BoundedMap } from '../../kernel/bounded-map';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { Batch } from './batch';
import { rolloutState } from './rollout-state';
import { ServiceRevisions } from './service-revisions';
import { msOf } from './service-shape';

/** DescribeServiceDeployments takes so many ARNs. */
const ARNS_A_CALL = 20;
/** A deployment that the bot follows is among the newest of its service. */
const NEWEST = 10;
/** Far more than are followed at the same time. */
const REMEMBERED = 500;

interface Question {
  ref: ServiceRef;
  arn: string;
}

/**
 * Finds the service deployment that belongs to a deployment. ECS names the two differently (`ecs-svc/…` and an ARN),
 * and what they share is the task definition that they bring.
 */
@Injectable()
export class ServiceDeploymentReader {
  /** By environment and deployment; a deployment's ARN never changes. */
  private readonly arns = new BoundedMap<string, string>(REMEMBERED);
  /** How long the one before it took, by the same key. */
  private readonly tookBefore = new BoundedMap<string, number>(REMEMBERED);
  /** The reverse. */
  private readonly owners = new BoundedMap<string, string>(REMEMBERED);
  private readonly batch = new Batch<Question, ServiceDeployment>({
    size: ARNS_A_CALL,
    group: ({ ref }) => ref.environment,
    id: ({ ref, arn }) => `${ref.environment}:${arn}`,
    ask: (questions) => this.describe(questions),
  });

  constructor(
    private readonly clients: AwsClients,
    private readonly revisions: ServiceRevisions,
  ) {}

  /**
   * Undefined while ECS shows none, which is so for the first moments of a deployment and after 90 days, and where the
   * bot may not read it: what the service itself says is enough to follow a deployment by.
   */
  async state(ref: ServiceRef, handle: DeploymentHandle): Promise<ServiceDeploymentState | undefined> {
    try {
      return await this.read(ref, handle);
    } catch (error) {
      if (error instanceof NotPermittedError) return undefined;
      throw error;
    }
  }

  private async read(ref: ServiceRef, handle: DeploymentHandle): Promise<ServiceDeploymentState | undefined> {
    const key = `${ref.environment}:${handle.id}`;
    // Without its id it is the newest that brings its revision, and none is known by that name.
    const isNamed = handle.id !== '';
    const arn = (isNamed ? this.arns.get(key) : undefined) ?? (await this.findArn(ref, handle, key));
    if (!arn) return undefined;
    if (isNamed) {
      this.arns.set(key, arn);
      this.owners.set(arn, key);
    }
    const found = await ask(ref, this.batch.load({ ref, arn }));
    if (!found) return undefined;
    const { failureCount, threshold } = found.deploymentCircuitBreaker ?? {};
    const rollout = rolloutState(found);
    const lastTookMs = this.tookBefore.get(key);
    return {
      arn,
      status: found.status ?? 'PENDING',
      ...(found.statusReason ? { reason: found.statusReason } : {}),
      ...(failureCount !== undefined && threshold ? { failures: { count: failureCount, threshold } } : {}),
      ...(found.rollback?.reason ? { rollbackReason: found.rollback.reason } : {}),
      ...(found.alarms?.triggeredAlarmNames?.length ? { alarms: found.alarms.triggeredAlarmNames } : {}),
      ...(found.targetServiceRevision ? { counts: countsOf(found) } : {}),
      ...(rollout ? { rollout } : {}),
      ...(lastTookMs === undefined ? {} : { lastTookMs }),
    };
  }

  private async findArn(ref: ServiceRef, { id, revision }: DeploymentHandle, key: string): Promise<string | undefined> {
    const { ecs } = this.clients.look(ref.environment);
    const { cluster, service } = ref;
    const command = new ListServiceDeploymentsCommand({ cluster, service, maxResults: NEWEST });
    const { serviceDeployments = [] } = await ask(ref, ecs.send(command));
    const newestFirst = serviceDeployments.toSorted((a, b) => msOf(b.createdAt) - msOf(a.createdAt));
    const brought = await Promise.all(
      newestFirst.map(async ({ targetServiceRevisionArn: target }) => target && this.revisions.of(ref, target)),
    );
    // The same task definition may be brought again, by a service deployment of its own: each is of one deployment only.
    const own = newestFirst.find(({ serviceDeploymentArn = '' }, at) => {
      const brings = brought[at];
      const isFree = id === '' || this.owners.get(serviceDeploymentArn) === undefined;
      return brings && brings.revision === revision && isFree;
    });
    const took = own && tookBefore(own, newestFirst);
    if (took !== undefined) this.tookBefore.set(key, took);
    return own?.serviceDeploymentArn;
  }

  private async describe(questions: Question[]): Promise<Map<string, ServiceDeployment>> {
    const { environment } = questions[0]!.ref;
    const { ecs } = this.clients.look(environment);
    const serviceDeploymentArns = questions.map(({ arn }) => arn);
    const { serviceDeployments = [] } = await ecs.send(
      new DescribeServiceDeploymentsCommand({ serviceDeploymentArns }),
    );
    return new Map(serviceDeployments.map((one) => [`${environment}:${one.serviceDeploymentArn}`, one]));
  }
}

function countsOf({ targetServiceRevision: target, sourceServiceRevisions: sources = [] }: ServiceDeployment): string {
  return [target, ...sources]
    .map((one) => [one?.requestedTaskCount, one?.runningTaskCount, one?.pendingTaskCount].join('/'))
    .join(' ');
}

/** How long the newest one that succeeded before it took, milliseconds; undefined where ECS remembers none. */
function tookBefore(own: ServiceDeploymentBrief, newestFirst: ServiceDeploymentBrief[]): number | undefined {
  const older = newestFirst.filter(({ createdAt }) => msOf(createdAt) < msOf(own.createdAt));
  const last = older.find(({ status, finishedAt }) => status === 'SUCCESSFUL' && finishedAt !== undefined);
  return last && msOf(last.finishedAt) - msOf(last.startedAt ?? last.createdAt);
}
