import { Injectable } from '@nestjs/common';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { LookupEventsCommandOutput } from '@aws-sdk/client-cloudtrail';
import { DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import type { Outsider } from '../../domain/access/access.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { DeployerLook } from '../../domain/outside/outside.port';
import type { Registration } from '../../domain/outside/outside.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Clock } from '../../kernel/clock';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { as } from '../doors/read-pace';
import { callerIn, doerByArn } from './caller';

/** Between the call and the deployment that it makes lies no more than that, whatever the clocks say. Milliseconds. */
const AROUND_MS = 2 * 60_000;
/** As many as LookupEvents answers at a time. */
const EVENTS_A_CALL = 50;
/** Who calls UpdateService more often than this many times in those minutes is not told apart. */
const MOST_CALLS = 5;
/**
 * LookupEvents takes two requests a second in an account and region, and others ask too.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
const PACE_MS = 1000;

/** Who started a deployment: what its task definition says of itself, and CloudTrail. */
@Injectable()
export class DeployersAdapter extends DeployerLook {
  /** By environment, when the next request may go out. */
  private readonly turns = new Map<string, number>();

  constructor(
    private readonly clients: AwsClients,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async registration(ref: ServiceRef, revision: string): Promise<Registration> {
    const { ecs } = this.clients.look(ref.environment);
    const command = new DescribeTaskDefinitionCommand({ taskDefinition: revision, include: ['TAGS'] });
    const { taskDefinition, tags = [] } = await ask(ref, ecs.send(as('many', command)));
    const by = taskDefinition?.registeredBy === undefined ? undefined : doerByArn(taskDefinition.registeredBy);
    return {
      at: taskDefinition?.registeredAt?.getTime() ?? 0,
      tags: new Map(tags.map(({ key = '', value = '' }) => [key, value])),
      ...(by ? { by } : {}),
    };
  }

  override async caller(deployment: Deployment): Promise<Outsider | undefined> {
    let token: string | undefined;
    for (let call = 0; call < MOST_CALLS; call++) {
      const { Events = [], NextToken } = await this.page(deployment, token);
      for (const { CloudTrailEvent = '' } of Events) {
        const found = callerIn(CloudTrailEvent, deployment);
        if (found) return found;
      }
      if (NextToken === undefined) return undefined;
      token = NextToken;
    }
    return undefined;
  }

  private async page({ ref, startedAt }: Deployment, token?: string): Promise<LookupEventsCommandOutput> {
    await this.turn(ref.environment);
    const { cloudtrail } = this.clients.look(ref.environment);
    const command = new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'UpdateService' }],
      StartTime: new Date(startedAt - AROUND_MS),
      EndTime: new Date(startedAt + AROUND_MS),
      MaxResults: EVENTS_A_CALL,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    return ask(undefined, cloudtrail.send(command));
  }

  private async turn(environment: string): Promise<void> {
    const now = this.clock.now();
    const turn = Math.max(now, this.turns.get(environment) ?? 0);
    this.turns.set(environment, turn + PACE_MS);
    if (turn > now) await this.clock.sleep(turn - now);
  }
}
