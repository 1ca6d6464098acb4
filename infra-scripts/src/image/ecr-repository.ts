import {
  BatchGetImageCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  GetAuthorizationTokenCommand,
  type Repository as Described,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';
import { Refusal } from '../terminal/failure';
import type { App } from './apps';
import type { Login, Repository } from './repository';

/**
 * The program's repository in the account and region that `ecr` speaks to.
 * @throws Refusal where there is none
 */
export async function ecrRepository(ecr: ECRClient, { repository, stack }: App): Promise<Repository> {
  try {
    const found = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repository] }));
    const [described] = found.repositories ?? [];
    if (described?.repositoryUri) return new EcrRepository(ecr, described, described.repositoryUri);
  } catch (error) {
    if (!(error instanceof RepositoryNotFoundException)) throw error;
  }
  const region = await ecr.config.region();
  throw new Refusal(
    `There is no ECR repository ${repository} in ${region}. npm run infra -- up ${stack} makes it; if it is in another region or account, set AWS_REGION or AWS_PROFILE.`,
  );
}

class EcrRepository implements Repository {
  readonly ifRefused =
    'Ask whoever keeps the account whether you may push there: ecr:InitiateLayerUpload, UploadLayerPart, CompleteLayerUpload, BatchCheckLayerAvailability and PutImage.';

  constructor(
    private readonly ecr: ECRClient,
    private readonly described: Described,
    readonly uri: string,
  ) {}

  async existing(tags: string[]): Promise<Map<string, string>> {
    const { repositoryName, registryId } = this.described;
    const imageIds = tags.map((imageTag) => ({ imageTag }));
    const { images = [] } = await this.ecr.send(new BatchGetImageCommand({ repositoryName, registryId, imageIds }));
    return new Map(images.map(({ imageId }) => [imageId?.imageTag ?? '', imageId?.imageDigest ?? '']));
  }

  /** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html */
  mayMove(tag: string): boolean {
    const { imageTagMutability = 'MUTABLE', imageTagMutabilityExclusionFilters = [] } = this.described;
    const excepted = imageTagMutabilityExclusionFilters.some(({ filter = '' }) => wildcard(filter).test(tag));
    return imageTagMutability.startsWith('MUTABLE') !== excepted;
  }

  /** The token is `AWS:<password>` in base64 (ECR API reference, GetAuthorizationToken). */
  async login(): Promise<Login> {
    const { authorizationData } = await this.ecr.send(new GetAuthorizationTokenCommand({}));
    const token = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString();
    const colon = token.indexOf(':');
    if (colon < 0) throw new Refusal('ECR gave no password to log in with. Try again.');
    return { username: token.slice(0, colon), password: token.slice(colon + 1) };
  }
}

/** A pattern in which `*` stands for anything and nothing else is special. */
function wildcard(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.\\+?^${}()|[\]]/g, '\\$&').replaceAll('*', '.*')}$`);
}
