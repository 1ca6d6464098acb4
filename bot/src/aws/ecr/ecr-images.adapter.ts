import { Injectable } from '@nestjs/common';
import { DescribeImagesCommand, paginateDescribeImages } from '@aws-sdk/client-ecr';
import type { ImageDetail } from '@aws-sdk/client-ecr';
import { isDigest } from '../../domain/images/image-ref.types';
import type { ImageDetails } from '../../domain/images/image.types';
import { RegistryUnreadableError } from '../../domain/images/images.errors';
import { EcrImages } from '../../domain/images/images.port';
import { UserError } from '../../kernel/user-error';
import { AwsClients } from '../doors/aws-clients';
import { inWords } from '../doors/aws-errors';

/** `<account>.dkr.ecr.<region>.amazonaws.com/<path>`, in China with another ending. */
const ECR_REPOSITORY = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(.+)$/;
/** DescribeImages answers in no order, so the newest are known only once all were read. */
const IMAGES_A_PAGE = 1000;

/** What an ECR repository has. */
@Injectable()
export class EcrImagesAdapter extends EcrImages {
  constructor(private readonly clients: AwsClients) {
    super();
  }

  override async newest(environment: string, repository: string, limit: number): Promise<ImageDetails[]> {
    const { ecr: client } = this.clients.look(environment);
    const address = addressOf(repository);
    const images: ImageDetails[] = [];
    try {
      const pages = paginateDescribeImages(
        { client, pageSize: IMAGES_A_PAGE },
        { ...address, filter: { tagStatus: 'TAGGED' } },
      );
      for await (const page of pages) images.push(...(page.imageDetails ?? []).map(detailsOf));
    } catch (error) {
      throw unreadable(repository, error);
    }
    return images.toSorted((a, b) => b.pushedAt - a.pushedAt).slice(0, limit);
  }

  override async find(environment: string, repository: string, tagOrDigest: string): Promise<ImageDetails | undefined> {
    const { ecr } = this.clients.look(environment);
    const imageIds = [isDigest(tagOrDigest) ? { imageDigest: tagOrDigest } : { imageTag: tagOrDigest }];
    try {
      const { imageDetails } = await ecr.send(new DescribeImagesCommand({ ...addressOf(repository), imageIds }));
      return imageDetails?.[0] && detailsOf(imageDetails[0]);
    } catch (error) {
      if (error instanceof Error && error.name === 'ImageNotFoundException') return undefined;
      throw unreadable(repository, error);
    }
  }
}

/** How ECR's API names a repository. */
export interface EcrAddress {
  registryId: string;
  repositoryName: string;
}

/** Of a repository as an image names it; undefined when it is not in ECR. */
export function ecrAddress(repository: string): EcrAddress | undefined {
  const [, registryId, , repositoryName] = ECR_REPOSITORY.exec(repository) ?? [];
  return registryId && repositoryName ? { registryId, repositoryName } : undefined;
}

function addressOf(repository: string): EcrAddress {
  const address = ecrAddress(repository);
  if (address) return address;
  throw new RegistryUnreadableError(repository, 'It is no ECR repository, and other registries I cannot read.');
}

function detailsOf({ imageDigest, imageTags, imagePushedAt, imageSizeInBytes }: ImageDetail): ImageDetails {
  return {
    digest: imageDigest ?? '',
    tags: imageTags ?? [],
    pushedAt: imagePushedAt?.getTime() ?? 0,
    ...(imageSizeInBytes === undefined ? {} : { sizeBytes: imageSizeInBytes }),
  };
}

function unreadable(repository: string, error: unknown): unknown {
  if (error instanceof RegistryUnreadableError) return error;
  if (error instanceof Error && error.name === 'RepositoryNotFoundException') {
    return new RegistryUnreadableError(repository, 'There is no such repository in this account and region.', error);
  }
  const known = inWords(error);
  return known instanceof UserError ? new RegistryUnreadableError(repository, known.message, error) : known;
}
