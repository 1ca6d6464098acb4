import * as model from '@aws-sdk/client-ecr';
import type { AwsService } from '../wire/aws-service';
import { batchDeleteImage } from './operations/batch-delete-image';
import { batchGetImage } from './operations/batch-get-image';
import { createPullThroughCacheRule } from './operations/create-pull-through-cache-rule';
import { createRepository } from './operations/create-repository';
import { deleteLifecyclePolicy } from './operations/delete-lifecycle-policy';
import { deletePullThroughCacheRule } from './operations/delete-pull-through-cache-rule';
import { deleteRepository } from './operations/delete-repository';
import { describeImages } from './operations/describe-images';
import { describePullThroughCacheRules } from './operations/describe-pull-through-cache-rules';
import { describeRepositories } from './operations/describe-repositories';
import type { EcrRegion } from './state/ecr.region';
import { getAuthorizationToken } from './operations/get-authorization-token';
import { getLifecyclePolicy } from './operations/get-lifecycle-policy';
import { listImages } from './operations/list-images';
import { listTagsForResource } from './operations/list-tags-for-resource';
import { putImage } from './operations/put-image';
import { putImageScanningConfiguration } from './operations/put-image-scanning-configuration';
import { putImageTagMutability } from './operations/put-image-tag-mutability';
import { putLifecyclePolicy } from './operations/put-lifecycle-policy';
import { tagResource } from './operations/tag-resource';
import { untagResource } from './operations/untag-resource';

/** Amazon ECR as far as it is served here. */
export const ecrService = (stateOf: (region: string) => EcrRegion): AwsService<EcrRegion> => ({
  model,
  client: new model.ECRClient({ region: 'us-west-2', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } }),
  operations: [
    batchDeleteImage,
    batchGetImage,
    createPullThroughCacheRule,
    createRepository,
    deleteLifecyclePolicy,
    deletePullThroughCacheRule,
    deleteRepository,
    describeImages,
    describePullThroughCacheRules,
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
