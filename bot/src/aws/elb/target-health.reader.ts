import { Injectable } from '@nestjs/common';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';

/** Reads what load balancers find of their targets. */
@Injectable()
export class TargetHealthReader {
  constructor(private readonly clients: AwsClients) {}

  /** The targets of a target group that `ref` is behind. */
  async of(ref: ServiceRef, targetGroupArn: string): Promise<TargetHealthDescription[]> {
    const { elb } = this.clients.look(ref.environment);
    const described = await ask(ref, elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn })));
    return described.TargetHealthDescriptions ?? [];
  }
}
