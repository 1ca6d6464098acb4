import type {
  BatchDeleteImageRequest,
  BatchDeleteImageResponse,
  ImageFailure,
  ImageIdentifier,
} from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import { invalidParameter } from '../ecr.faults';
import type { EcrRegion } from '../state/ecr.region';
import { imageFailure } from '../answers/repository-and-images';

/** A tag alone takes that tag off, and the image with it when it was the last; a digest removes the image with all its tags. */
export const batchDeleteImage = operation<EcrRegion, BatchDeleteImageRequest, BatchDeleteImageResponse>({
  name: 'BatchDeleteImage',
  run({ registryId, repositoryName, imageIds = [] }, { state }) {
    const repository = state.repository(repositoryName, registryId);
    if (imageIds.length === 0) throw invalidParameter('imageIds', 'Member must have length greater than or equal to 1');
    if (imageIds.length > 100) throw invalidParameter('imageIds', 'Member must have length less than or equal to 100');
    const deleted: ImageIdentifier[] = [];
    const failures: ImageFailure[] = [];
    for (const id of imageIds) {
      const image = repository.find(id);
      if (!image) {
        failures.push(imageFailure(repository, id));
        continue;
      }
      const imageDigest = image.digest;
      const gone = id.imageTag === undefined ? image.tags : [id.imageTag];
      deleted.push(...(gone.length > 0 ? gone.map((imageTag) => ({ imageDigest, imageTag })) : [{ imageDigest }]));
      if (id.imageTag === undefined) repository.remove(image);
      else repository.untag(image, id.imageTag);
    }
    return { imageIds: deleted, failures };
  },
});
