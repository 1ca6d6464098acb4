import type { PutImageRequest, PutImageResponse } from '@aws-sdk/client-ecr';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import { invalidParameter } from '../ecr.faults';
import type { EcrRegion } from '../state/ecr.region';
import { imageShape } from '../answers/repository-and-images';
import { digestOf } from '../state/stored-image';

const TAG = '[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,299}';

/** Layers are not kept by this registry, so a manifest's layers are taken to be there. */
export const putImage = operation<EcrRegion, PutImageRequest, PutImageResponse>({
  name: 'PutImage',
  run({ registryId, repositoryName, imageManifest = '', imageManifestMediaType, imageTag, imageDigest }, { state }) {
    const repository = state.repository(repositoryName, registryId);
    if (imageTag !== undefined && !new RegExp(`^${TAG}$`).test(imageTag)) {
      throw invalidParameter('imageTag', `must satisfy regular expression '${TAG}'`);
    }
    if (imageDigest !== undefined && imageDigest !== digestOf(imageManifest)) {
      throw new AwsFault(
        'ImageDigestDoesNotMatchException',
        `The provided digest '${imageDigest}' does not match the digest of the image manifest '${digestOf(imageManifest)}'`,
      );
    }
    const image = repository.put(imageManifest, imageManifestMediaType, imageTag, state.now());
    return { image: imageShape(repository, image, imageTag) };
  },
});
