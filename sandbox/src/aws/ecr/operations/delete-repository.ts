import type { DeleteRepositoryRequest, DeleteRepositoryResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import { repositoryNotEmpty } from '../ecr.faults';
import type { EcrRegion } from '../state/ecr.region';
import { repositoryShape } from '../answers/repository-and-images';

export const deleteRepository = operation<EcrRegion, DeleteRepositoryRequest, DeleteRepositoryResponse>({
  name: 'DeleteRepository',
  run({ registryId, repositoryName, force = false }, { state }) {
    const repository = state.repository(repositoryName, registryId);
    if (!force && repository.list().length > 0) throw repositoryNotEmpty(repository.settings.name, state.registryId);
    state.remove(repository.settings.name);
    const shape = repositoryShape(repository);
    delete shape.imageScanningConfiguration;
    delete shape.encryptionConfiguration;
    return { repository: shape };
  },
});
