import * as model from '@aws-sdk/client-cloudtrail';
import type { AwsService } from '../wire/aws-service';
import { lookupEvents } from './operations/lookup-events';
import type { CloudTrailRegion } from './state/cloudtrail.region';

/** AWS CloudTrail as far as it is served here: its event history. */
export const cloudtrailService = (stateOf: (region: string) => CloudTrailRegion): AwsService<CloudTrailRegion> => ({
  model,
  client: new model.CloudTrailClient({ region: 'us-west-2' }),
  operations: [lookupEvents],
  state: stateOf,
});
