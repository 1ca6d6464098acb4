import { Injectable } from '@nestjs/common';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { OutsideCalls } from '../../domain/lately/lately.port';
import type { OutsideCall } from '../../domain/lately/lately.types';
import { Clock } from '../../kernel/clock';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { CHANGING, outsideCall } from './outside-call';

/** As many as LookupEvents answers at a time: of one operation the newest of them will do. */
const EVENTS_A_CALL = 50;
/** LookupEvents takes two requests a second in an account and region. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const PACE_MS = 550;

/** What others asked of AWS, as CloudTrail tells it: it can be asked for one operation at a time. */
@Injectable()
export class OutsideCallsAdapter extends OutsideCalls {
  constructor(
    private readonly clients: AwsClients,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async since(environment: string, since: number): Promise<OutsideCall[]> {
    const { cloudtrail } = this.clients.look(environment);
    const calls: OutsideCall[] = [];
    for (const [at, name] of CHANGING.entries()) {
      if (at > 0) await this.clock.sleep(PACE_MS);
      const command = new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
        StartTime: new Date(since),
        MaxResults: EVENTS_A_CALL,
      });
      const { Events = [] } = await ask(undefined, cloudtrail.send(command));
      calls.push(
        ...Events.flatMap(
          ({ CloudTrailEvent = '', EventTime }) =>
            outsideCall(environment, name, CloudTrailEvent, EventTime?.getTime() ?? 0) ?? [],
        ),
      );
    }
    return calls;
  }
}
