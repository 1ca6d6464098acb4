import type { BatchGetImageRequest, BatchGetImageResponse, Image, ImageFailure } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import { invalidParameter } from '../ecr.faults';
import type { EcrRegion } from '../state/ecr.region';
import { imageFailure, imageShape } from '../answers/repository-and-images';

export const batchGetImage = operation<EcrRegion, BatchGetImageRequest, BatchGetImageResponse>({
  name: 'BatchGetImage',
  run({ registryId, repositoryName, imageIds = [] }, { state }) {
    const repository = state.repository(repositoryName, registryId);
    if (imageIds.length === 0) throw invalidParameter('imageIds', 'Member must have length greater than or equal to 1');
    if (imageIds.length > 100) throw invalidParameter('imageIds', 'Member must have length less than or equal to 100');
    const images: Image[] = [];
    const failures: ImageFailure[] = [];
    for (const id of imageIds) {
      const image = repository.find(id);
      if (image) images.push(imageShape(repository, image, id.imageTag));
      else failures.push(imageFailure(repository, id));
    }
    return { images, failures };
  },
});
