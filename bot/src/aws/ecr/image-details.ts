import type { ImageDetail } from '@aws-sdk/client-ecr';
import type { ImageDetails } from '../../domain/images/image.types';

/** What the configuration of an image that a container runs is called; other artifacts have configurations of their own. */
const IMAGE_CONFIG = /^application\/vnd\.(oci\.image\.config|docker\.container\.image)\.v1\+json$/;
/** Tags that signatures, attestations and indexes of them are found by: the digest that they are about. */
const ABOUT_ANOTHER = /^sha256-[0-9a-f]{64}(\.[a-z]+)?$/;

/** An image as ECR describes it. */
export function imageDetails(detail: ImageDetail): ImageDetails {
  const { imageDigest = '', imageTags = [], imagePushedAt, imageSizeInBytes } = detail;
  return {
    digest: imageDigest,
    tags: imageTags,
    pushedAt: imagePushedAt?.getTime() ?? 0,
    ...(imageSizeInBytes === undefined ? {} : { sizeBytes: imageSizeInBytes }),
    ...(isArtifact(detail) ? { artifact: true } : {}),
  };
}

/** An index of several platforms' images says nothing of its configuration, and can be run. */
function isArtifact({ artifactMediaType, subjectManifestDigest, imageTags = [] }: ImageDetail): boolean {
  if (artifactMediaType !== undefined && !IMAGE_CONFIG.test(artifactMediaType)) return true;
  return subjectManifestDigest !== undefined || (imageTags.length > 0 && imageTags.every(isAboutAnother));
}

const isAboutAnother = (tag: string): boolean => ABOUT_ANOTHER.test(tag);

/** Whether it can be pulled just so: an archived one has to be restored first. */
export const isActive = ({ imageStatus }: ImageDetail): boolean =>
  imageStatus === undefined || imageStatus === 'ACTIVE';
