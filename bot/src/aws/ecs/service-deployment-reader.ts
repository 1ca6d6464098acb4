import { Injectable } from '@nestjs/common';
import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  ListServiceDeploymentsCommand,
} from '@aws-sdk/client-ecs';
import type { ServiceDeployment, ServiceDeploymentBrief } from '@aws-sdk/client-ecs';
import type { DeploymentHandle } from '../../domain/deployments/deployment.types';
import type { ServiceDeploymentState } from '../../domain/deployments/deployments.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { NotPermittedError } from '../../domain/services/services.errors';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { nameOf } from '../arn';

/** DescribeServiceDeployments takes so many ARNs. */
const ARNS_A_CALL = 20;
/** A deployment that the bot follows is among the newest of its service. */
const NEWEST = 10;

interface Question {
  ref: ServiceRef;
  arn: string;
  answer: (found: ServiceDeployment | undefined) => void;
  fail: (error: unknown) => void;
}

/**
 * Finds the service deployment that belongs to a deployment. ECS names the two differently (`ecs-svc/…` and an ARN),
 * and what they share is the task definition that they bring.
 */
@Injectable()
export class ServiceDeploymentReader {
  /** By deployment id; a deployment's ARN never changes. */
  private readonly arns = new Map<string, string>();
  private waiting: Question[] = [];

  constructor(private readonly clients: AwsClients) {}

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
    const arn = this.arns.get(handle.id) ?? (await this.findArn(ref, handle));
    const found = arn && (await this.describe(ref, arn));
    if (!found) return undefined;
    const { failureCount, threshold } = found.deploymentCircuitBreaker ?? {};
    return {
      arn,
      status: found.status ?? 'PENDING',
      ...(found.statusReason ? { reason: found.statusReason } : {}),
      ...(failureCount !== undefined && threshold ? { failures: { count: failureCount, threshold } } : {}),
      ...(found.rollback?.reason ? { rollbackReason: found.rollback.reason } : {}),
    };
  }

  private async findArn(ref: ServiceRef, { id, revision }: DeploymentHandle): Promise<string | undefined> {
    const { ecs } = this.clients.look(ref.environment);
    const { cluster, service } = ref;
    const listed = await ask(
      ref,
      ecs.send(new ListServiceDeploymentsCommand({ cluster, service, maxResults: NEWEST })),
    );
    const briefs = (listed.serviceDeployments ?? []).filter((brief) => brief.targetServiceRevisionArn);
    if (briefs.length === 0) return undefined;
    const serviceRevisionArns = briefs.map((brief) => brief.targetServiceRevisionArn!);
    const { serviceRevisions } = await ask(ref, ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns })));
    const target = serviceRevisions?.find(({ taskDefinition }) => nameOf(taskDefinition) === revision);
    const arn = briefs.find(
      (brief: ServiceDeploymentBrief) => brief.targetServiceRevisionArn === target?.serviceRevisionArn,
    )?.serviceDeploymentArn;
    if (arn) this.arns.set(id, arn);
    return arn;
  }

  private describe(ref: ServiceRef, arn: string): Promise<ServiceDeployment | undefined> {
    return new Promise((answer, fail) => {
      if (this.waiting.length === 0) setImmediate(() => this.askAll());
      this.waiting.push({ ref, arn, answer, fail });
    });
  }

  private askAll(): void {
    const questions = this.waiting;
    this.waiting = [];
    const environments = new Set(questions.map(({ ref }) => ref.environment));
    for (const environment of environments) {
      const group = questions.filter(({ ref }) => ref.environment === environment);
      for (let at = 0; at < group.length; at += ARNS_A_CALL) void this.askSome(group.slice(at, at + ARNS_A_CALL));
    }
  }

  private async askSome(questions: Question[]): Promise<void> {
    const { ref } = questions[0]!;
    const serviceDeploymentArns = [...new Set(questions.map(({ arn }) => arn))];
    try {
      const { ecs } = this.clients.look(ref.environment);
      const described = await ask(ref, ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns })));
      for (const { arn, answer } of questions) {
        answer(described.serviceDeployments?.find(({ serviceDeploymentArn }) => serviceDeploymentArn === arn));
      }
    } catch (error) {
      for (const { fail } of questions) fail(error);
    }
  }
}
