import type {
  ImageDetail,
  Image,
  ImageFailure,
  ImageIdentifier,
  Repository as RepositoryShape,
} from '@aws-sdk/client-ecr';
import type { Repository } from '../state/repository';
import type { StoredImage } from '../state/stored-image';

/** A repository as every operation that returns one has it. */
export const repositoryShape = ({ settings }: Repository): RepositoryShape => ({
  repositoryArn: settings.arn,
  registryId: settings.registryId,
  repositoryName: settings.name,
  repositoryUri: settings.uri,
  createdAt: new Date(settings.createdAt),
  imageTagMutability: settings.mutability,
  imageScanningConfiguration: { scanOnPush: settings.scanOnPush },
  encryptionConfiguration: { encryptionType: 'AES256' },
});

/** An image as DescribeImages has it; an untagged one has no `imageTags` at all. */
export const imageDetail = ({ settings }: Repository, image: StoredImage): ImageDetail => ({
  registryId: settings.registryId,
  repositoryName: settings.name,
  imageDigest: image.digest,
  ...(image.tags.length > 0 ? { imageTags: [...image.tags] } : {}),
  imageSizeInBytes: image.sizeBytes,
  imagePushedAt: new Date(image.pushedAt),
  imageManifestMediaType: image.mediaType,
  ...(image.artifactMediaType === undefined ? {} : { artifactMediaType: image.artifactMediaType }),
  ...(image.lastPulledAt === undefined ? {} : { lastRecordedPullTime: new Date(image.lastPulledAt) }),
  imageStatus: 'ACTIVE',
});

/** An image as PutImage and BatchGetImage have it. */
export const imageShape = ({ settings }: Repository, image: StoredImage, imageTag?: string): Image => ({
  registryId: settings.registryId,
  repositoryName: settings.name,
  imageId: { imageDigest: image.digest, ...(imageTag === undefined ? {} : { imageTag }) },
  imageManifest: image.manifest,
  imageManifestMediaType: image.mediaType,
});

const WRONG_DIGEST =
  "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'";

/** Why the batch operations could not find an image, in ECR's words. */
export function imageFailure(repository: Repository, imageId: ImageIdentifier): ImageFailure {
  const { imageDigest, imageTag } = imageId;
  if (imageDigest === undefined && imageTag === undefined) {
    return failure(imageId, 'MissingDigestAndTag', 'Invalid request parameters: both tag and digest cannot be null');
  }
  if (imageDigest !== undefined && !/^[\w+.-]+:[a-fA-F0-9]+$/.test(imageDigest)) {
    return failure(imageId, 'InvalidImageDigest', WRONG_DIGEST);
  }
  if (imageDigest !== undefined && imageTag !== undefined && repository.find({ imageTag })) {
    return failure(imageId, 'ImageTagDoesNotMatchDigest', 'The provided tag does not match the provided digest');
  }
  return failure(imageId, 'ImageNotFound', 'Requested image not found');
}

const failure = (
  imageId: ImageIdentifier,
  failureCode: NonNullable<ImageFailure['failureCode']>,
  failureReason: string,
): ImageFailure => ({ imageId, failureCode, failureReason });
