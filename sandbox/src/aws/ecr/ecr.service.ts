import * as model from '@aws-sdk/client-ecr';
import type { AwsService } from '../wire/aws-service';
import { batchDeleteImage } from './batch-delete-image';
import { batchGetImage } from './batch-get-image';
import { createRepository } from './create-repository';
import { deleteLifecyclePolicy } from './delete-lifecycle-policy';
import { deleteRepository } from './delete-repository';
import { describeImages } from './describe-images';
import { describeRepositories } from './describe-repositories';
import type { EcrRegion } from './ecr.region';
import { getAuthorizationToken } from './get-authorization-token';
import { getLifecyclePolicy } from './get-lifecycle-policy';
import { listImages } from './list-images';
import { listTagsForResource } from './list-tags-for-resource';
import { putImage } from './put-image';
import { putImageScanningConfiguration } from './put-image-scanning-configuration';
import { putImageTagMutability } from './put-image-tag-mutability';
import { putLifecyclePolicy } from './put-lifecycle-policy';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';

/** Amazon ECR as far as it is served here. */
export const ecrService = (stateOf: (region: string) => EcrRegion): AwsService<EcrRegion> => ({
  model,
  client: new model.ECRClient({ region: 'us-west-2', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } }),
  operations: [
    batchDeleteImage,
    batchGetImage,
    createRepository,
    deleteLifecyclePolicy,
    deleteRepository,
    describeImages,
    describeRepositories,
    getAuthorizationToken,
    getLifecyclePolicy,
    listImages,
    listTagsForResource,
    putImage,
    putImageScanningConfiguration,
    putImageTagMutability,
    putLifecyclePolicy,
    tagResource,
    untagResource,
  ],
  state: stateOf,
});
