import type { GetCallerIdentityRequest, GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import { operation } from '../wire/operation';

/** Any credentials are welcome here; all of them are the sandbox's own user. */
export const getCallerIdentity = operation<undefined, GetCallerIdentityRequest, GetCallerIdentityResponse>({
  name: 'GetCallerIdentity',
  run: (_input, { accountId }) => ({
    UserId: 'AIDASANDBOX0000000000',
    Account: accountId,
    Arn: `arn:aws:iam::${accountId}:user/sandbox`,
  }),
});
