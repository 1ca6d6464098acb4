import type { DescribeImagesRequest, DescribeImagesResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import { imageNotFound, invalidParameter } from '../ecr.faults';
import type { EcrRegion } from '../state/ecr.region';
import { pages } from '../ecr.page';
import { imageDetail } from '../answers/repository-and-images';
import type { StoredImage } from '../state/stored-image';

export const describeImages = operation<EcrRegion, DescribeImagesRequest, DescribeImagesResponse>({
  name: 'DescribeImages',
  unsupported: [{ path: 'filter.imageStatus', values: ['ARCHIVED', 'ACTIVATING', 'ANY'] }],
  run({ registryId, repositoryName, imageIds, nextToken, maxResults, filter }, { state }) {
    const repository = state.repository(repositoryName, registryId);
    const { name } = repository.settings;
    if (imageIds?.length === 0) {
      throw invalidParameter('imageIds', 'Member must have length greater than or equal to 1');
    }
    if (imageIds && (nextToken !== undefined || maxResults !== undefined)) {
      throw invalidParameter('imageIds', 'maxResults and nextToken cannot be used together with imageIds');
    }
    const named = imageIds?.map((id) => {
      const image = repository.find(id);
      if (!image) throw imageNotFound(id, name, state.registryId);
      return image;
    });
    const chosen = [...new Set(named ?? repository.list())].filter((image) => hasStatus(image, filter?.tagStatus));
    const { items, next } = pages.of(chosen, { token: nextToken, size: named ? 1000 : maxResults });
    return {
      imageDetails: items.map((image) => imageDetail(repository, image)),
      nextToken: next,
    };
  },
});

/** @param status ECR's TagStatus; none, or ANY, lets every image through. */
export function hasStatus(image: StoredImage, status: string | undefined): boolean {
  if (status === 'TAGGED') return image.tags.length > 0;
  return status === 'UNTAGGED' ? image.tags.length === 0 : true;
}
