import * as model from '@aws-sdk/client-sts';
import type { AwsService } from '../wire/aws-service';
import { assumeRole } from './operations/assume-role';
import { getCallerIdentity } from './operations/get-caller-identity';
import type { RoleSessions } from './state/role-sessions';

/** Security Token Service, as far as clients take on roles and ask it who they are. Its sessions hold in every region. */
export const stsService = (sessions: () => RoleSessions): AwsService<RoleSessions> => ({
  model,
  client: new model.STSClient({ region: 'us-west-2' }),
  operations: [assumeRole, getCallerIdentity],
  state: sessions,
});
