import type { CreateRepositoryRequest, CreateRepositoryResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import { invalidParameter } from '../ecr.faults';
import type { EcrRegion } from '../state/ecr.region';
import { repositoryShape } from '../answers/repository-and-images';

const NAME = '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*';

export const createRepository = operation<EcrRegion, CreateRepositoryRequest, CreateRepositoryResponse>({
  name: 'CreateRepository',
  unsupported: [
    'imageTagMutabilityExclusionFilters',
    { path: 'imageTagMutability', values: ['MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION'] },
    { path: 'encryptionConfiguration.encryptionType', values: ['KMS', 'KMS_DSSE'] },
  ],
  run(input, { state }) {
    const { repositoryName = '', imageTagMutability = 'MUTABLE', imageScanningConfiguration, tags = [] } = input;
    if (repositoryName.length < 2 || repositoryName.length > 256 || !new RegExp(`^${NAME}$`).test(repositoryName)) {
      throw invalidParameter('repositoryName', `must satisfy regular expression '${NAME}'`);
    }
    const repository = state.create({
      name: repositoryName,
      mutability: imageTagMutability,
      scanOnPush: imageScanningConfiguration?.scanOnPush ?? false,
      tags,
    });
    return { repository: repositoryShape(repository) };
  },
});
