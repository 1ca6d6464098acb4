import * as model from '@aws-sdk/client-sts';
import type { AwsService } from '../wire/aws-service';
import { getCallerIdentity } from './get-caller-identity';

/** Security Token Service, as far as clients ask it who they are. */
export const stsService = (): AwsService<undefined> => ({
  model,
  client: new model.STSClient({ region: 'us-west-2' }),
  operations: [getCallerIdentity],
  state: () => undefined,
});
