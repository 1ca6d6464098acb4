import type { PutImageTagMutabilityRequest, PutImageTagMutabilityResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import type { EcrRegion } from '../state/ecr.region';

export const putImageTagMutability = operation<EcrRegion, PutImageTagMutabilityRequest, PutImageTagMutabilityResponse>({
  name: 'PutImageTagMutability',
  unsupported: [
    'imageTagMutabilityExclusionFilters',
    { path: 'imageTagMutability', values: ['MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION'] },
  ],
  run({ registryId, repositoryName, imageTagMutability = 'MUTABLE' }, { state }) {
    const { settings } = state.repository(repositoryName, registryId);
    settings.mutability = imageTagMutability;
    return { registryId: settings.registryId, repositoryName: settings.name, imageTagMutability };
  },
});
