import type { ImageIdentifier } from '@aws-sdk/client-ecr';
import { AwsFault } from '../wire/fault';

const within = (repositoryName: string, registryId: string): string =>
  `the repository with name '${repositoryName}' in the registry with id '${registryId}'`;

export const repositoryNotFound = (name: string, registryId: string): AwsFault =>
  new AwsFault(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${registryId}'`,
  );

export const repositoryAlreadyExists = (name: string, registryId: string): AwsFault =>
  new AwsFault(
    'RepositoryAlreadyExistsException',
    `The repository with name '${name}' already exists in the registry with id '${registryId}'`,
  );

export const repositoryNotEmpty = (name: string, registryId: string): AwsFault =>
  new AwsFault(
    'RepositoryNotEmptyException',
    `The repository with name '${name}' in registry with id '${registryId}' cannot be deleted because it still contains images`,
  );

export const imageNotFound = (id: ImageIdentifier, repositoryName: string, registryId: string): AwsFault =>
  new AwsFault(
    'ImageNotFoundException',
    `The image with imageId {imageDigest:'${id.imageDigest ?? 'null'}', imageTag:'${id.imageTag ?? 'null'}'} ` +
      `does not exist within ${within(repositoryName, registryId)}`,
  );

export const imageAlreadyExists = (
  digest: string,
  tag: string | undefined,
  name: string,
  registryId: string,
): AwsFault =>
  new AwsFault(
    'ImageAlreadyExistsException',
    `Image with digest '${digest}' and tag '${tag ?? 'null'}' already exists in the repository with name '${name}' ` +
      `in registry with id '${registryId}'`,
  );

export const imageTagAlreadyExists = (tag: string, name: string): AwsFault =>
  new AwsFault(
    'ImageTagAlreadyExistsException',
    `The image tag '${tag}' already exists in the '${name}' repository and cannot be overwritten because the repository is immutable.`,
  );

export const lifecyclePolicyNotFound = (name: string, registryId: string): AwsFault =>
  new AwsFault(
    'LifecyclePolicyNotFoundException',
    `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${registryId}'`,
  );

/** @param constraint ECR's own: "Member must have length greater than or equal to 1". */
export const invalidParameter = (parameter: string, constraint: string): AwsFault =>
  new AwsFault(
    'InvalidParameterException',
    `Invalid parameter at '${parameter}' failed to satisfy constraint: '${constraint}'`,
  );

export const pullThroughRuleExists = (prefix: string, registryId: string): AwsFault =>
  new AwsFault(
    'PullThroughCacheRuleAlreadyExistsException',
    `The pull through cache rule with the prefix '${prefix}' already exists in the registry with id '${registryId}'`,
  );

export const pullThroughRuleNotFound = (prefix: string, registryId: string): AwsFault =>
  new AwsFault(
    'PullThroughCacheRuleNotFoundException',
    `The pull through cache rule with the prefix '${prefix}' does not exist in the registry with id '${registryId}'`,
  );

export const unsupportedUpstream = (): AwsFault =>
  new AwsFault('UnsupportedUpstreamRegistryException', "The specified upstream registry isn't supported.");
