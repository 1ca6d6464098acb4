import { Injectable } from '@nestjs/common';
import { BatchGetImageCommand, DescribeImagesCommand, paginateDescribeImages } from '@aws-sdk/client-ecr';
import { isDigest } from '../../domain/images/image-ref.types';
import type { ImageDetails } from '../../domain/images/image.types';
import { RegistryUnreadableError } from '../../domain/images/images.errors';
import { EcrImages } from '../../domain/images/images.port';
import { UserError } from '../../kernel/user-error';
import { AwsClients } from '../doors/aws-clients';
import { ask, inWords } from '../doors/aws-errors';
import { ecrAddress, whyNoAddress } from './ecr-address';
import type { EcrAddress } from './ecr-address';
import { imageDetails, isActive } from './image-details';
import { commitIn } from './manifest-commit';
import { MANIFESTS } from './manifest-platforms';
import { PullThroughRules } from './pull-through-rules';

/** DescribeImages answers in no order, so the newest are known only once all were read. */
const IMAGES_A_PAGE = 1000;
/** BatchGetImage takes so many. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html */
const MANIFESTS_A_CALL = 100;

/** What an ECR repository has. It is asked for in the account and region that the image's own name says. */
@Injectable()
export class EcrImagesAdapter extends EcrImages {
  constructor(
    private readonly clients: AwsClients,
    private readonly rules: PullThroughRules,
  ) {
    super();
  }

  override async newest(environment: string, repository: string, limit: number): Promise<ImageDetails[]> {
    const address = addressOf(repository);
    const { ecr: client } = this.clients.lookIn(environment, address.region);
    const images: ImageDetails[] = [];
    try {
      const request = { ...named(address), filter: { tagStatus: 'TAGGED' } } as const;
      for await (const page of paginateDescribeImages({ client, pageSize: IMAGES_A_PAGE }, request))
        images.push(...(page.imageDetails ?? []).filter(isActive).map(imageDetails));
    } catch (error) {
      throw unreadable(repository, address, error);
    }
    const runnable = images.filter(({ artifact }) => !artifact);
    return runnable.toSorted((a, b) => b.pushedAt - a.pushedAt).slice(0, limit);
  }

  override async find(environment: string, repository: string, tagOrDigest: string): Promise<ImageDetails | undefined> {
    const address = addressOf(repository);
    const { ecr } = this.clients.lookIn(environment, address.region);
    const imageIds = [isDigest(tagOrDigest) ? { imageDigest: tagOrDigest } : { imageTag: tagOrDigest }];
    try {
      const { imageDetails: found } = await ecr.send(new DescribeImagesCommand({ ...named(address), imageIds }));
      return found?.[0] && imageDetails(found[0]);
    } catch (error) {
      if (error instanceof Error && error.name === 'ImageNotFoundException') return undefined;
      throw unreadable(repository, address, error);
    }
  }

  override async commits(
    environment: string,
    repository: string,
    digests: readonly string[],
  ): Promise<Map<string, string>> {
    const { region, ...registry } = addressOf(repository);
    const imageIds = digests.slice(0, MANIFESTS_A_CALL).map((imageDigest) => ({ imageDigest }));
    const command = new BatchGetImageCommand({ ...registry, imageIds, acceptedMediaTypes: [...MANIFESTS] });
    const { images = [] } = await ask(undefined, this.clients.lookIn(environment, region).ecr.send(command));
    return new Map(
      images.flatMap(({ imageId, imageManifest }) => {
        const commit = commitIn(imageManifest);
        return imageId?.imageDigest === undefined || commit === undefined ? [] : [[imageId.imageDigest, commit]];
      }),
    );
  }

  override async upstream(environment: string, repository: string): Promise<string | undefined> {
    const address = ecrAddress(repository);
    return address && this.rules.upstream(environment, address);
  }
}

function named({ registryId, repositoryName }: EcrAddress): { registryId: string; repositoryName: string } {
  return { registryId, repositoryName };
}

function addressOf(repository: string): EcrAddress {
  const address = ecrAddress(repository);
  if (address) return address;
  throw new RegistryUnreadableError(repository, whyNoAddress(repository));
}

function unreadable(repository: string, { registryId, region }: EcrAddress, error: unknown): unknown {
  if (error instanceof Error && error.name === 'RepositoryNotFoundException') {
    return new RegistryUnreadableError(
      repository,
      `There is no such repository in account ${registryId}, region ${region}.`,
      error,
    );
  }
  const known = inWords(error);
  return known instanceof UserError ? new RegistryUnreadableError(repository, known.message, error) : known;
}
