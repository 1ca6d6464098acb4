import type { ListImagesRequest, ListImagesResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import { hasStatus } from './describe-images';
import type { EcrRegion } from '../state/ecr.region';
import { pages } from '../ecr.page';

/** One entry for each tag, and one for an image without any. */
export const listImages = operation<EcrRegion, ListImagesRequest, ListImagesResponse>({
  name: 'ListImages',
  unsupported: [{ path: 'filter.imageStatus', values: ['ARCHIVED', 'ACTIVATING', 'ANY'] }],
  run({ registryId, repositoryName, nextToken, maxResults, filter }, { state }) {
    const repository = state.repository(repositoryName, registryId);
    const ids = repository
      .list()
      .filter((image) => hasStatus(image, filter?.tagStatus))
      .flatMap(({ digest, tags }) =>
        tags.length > 0 ? tags.map((imageTag) => ({ imageDigest: digest, imageTag })) : [{ imageDigest: digest }],
      );
    const { items, next } = pages.of(ids, { token: nextToken, size: maxResults });
    return { imageIds: items, nextToken: next };
  },
});
