import type { GetAuthorizationTokenRequest, GetAuthorizationTokenResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import type { EcrRegion } from '../state/ecr.region';

const VALID_MS = 12 * 60 * 60 * 1000;

/** The token is `AWS:<password>` in base64, good for twelve hours (ECR API reference, GetAuthorizationToken). */
export const getAuthorizationToken = operation<EcrRegion, GetAuthorizationTokenRequest, GetAuthorizationTokenResponse>({
  name: 'GetAuthorizationToken',
  run({ registryIds }, { state, accessKeyId }) {
    const own = { expiresAt: new Date(state.now() + VALID_MS), proxyEndpoint: `https://${state.registryHost()}` };
    const authorizationToken = Buffer.from(`AWS:${accessKeyId}`).toString('base64');
    const registries = registryIds ?? [state.registryId];
    return {
      authorizationData: registries.map((registryId) => ({
        authorizationToken,
        ...own,
        proxyEndpoint: own.proxyEndpoint.replace(state.registryId, registryId),
      })),
    };
  },
});
