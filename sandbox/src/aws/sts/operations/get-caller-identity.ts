import type { GetCallerIdentityRequest, GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import { operation } from '../../wire/operation';
import type { RoleSessions } from '../state/role-sessions';

/** Any credentials are welcome here; those of no role that was taken on are all the sandbox's own user. */
export const getCallerIdentity = operation<RoleSessions, GetCallerIdentityRequest, GetCallerIdentityResponse>({
  name: 'GetCallerIdentity',
  run: (_input, { state, accessKeyId }) => {
    const { userId, account, arn } = state.caller(accessKeyId);
    return { UserId: userId, Account: account, Arn: arn };
  },
});
