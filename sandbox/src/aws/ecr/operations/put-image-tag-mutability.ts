import type { PutImageTagMutabilityRequest, PutImageTagMutabilityResponse } from '@aws-sdk/client-ecr';
import { NotImplementedFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { EcrRegion } from '../state/ecr.region';

export const putImageTagMutability = operation<EcrRegion, PutImageTagMutabilityRequest, PutImageTagMutabilityResponse>({
  name: 'PutImageTagMutability',
  unsupported: ['imageTagMutabilityExclusionFilters'],
  run({ registryId, repositoryName, imageTagMutability = 'MUTABLE' }, { state }) {
    const { settings } = state.repository(repositoryName, registryId);
    if (imageTagMutability !== 'MUTABLE' && imageTagMutability !== 'IMMUTABLE') {
      throw new NotImplementedFault('ecr', `PutImageTagMutability with ${imageTagMutability}`);
    }
    settings.mutability = imageTagMutability;
    return { registryId: settings.registryId, repositoryName: settings.name, imageTagMutability };
  },
});
