import type { ImageIdentifier, ImageTagMutability, Tag } from '@aws-sdk/client-ecr';
import { imageAlreadyExists, imageTagAlreadyExists } from '../ecr.faults';
import { readManifest, type StoredImage } from './stored-image';

/** What a repository is made with. */
export interface RepositorySettings {
  name: string;
  arn: string;
  uri: string;
  registryId: string;
  /** Epoch ms. */
  createdAt: number;
  mutability: ImageTagMutability;
  scanOnPush: boolean;
  tags: Tag[];
}

/** One ECR repository and its images, oldest push first. */
export class Repository {
  lifecyclePolicy?: { text: string; evaluatedAt: number };
  private images: StoredImage[] = [];

  constructor(readonly settings: RepositorySettings) {}

  list(): readonly StoredImage[] {
    return this.images;
  }

  /** By digest and tag, as far as they are given; both must agree. */
  find(id: ImageIdentifier): StoredImage | undefined {
    return this.images.find(
      ({ digest, tags }) =>
        (id.imageDigest !== undefined || id.imageTag !== undefined) &&
        (id.imageDigest === undefined || id.imageDigest === digest) &&
        (id.imageTag === undefined || tags.includes(id.imageTag)),
    );
  }

  /**
   * Stores a manifest, or moves a tag to one that is already here: then it counts as pushed when it first was.
   * @param at now, epoch ms.
   * @throws AwsFault ImageAlreadyExistsException, ImageTagAlreadyExistsException, InvalidParameterException.
   */
  put(manifest: string, mediaType: string | undefined, tag: string | undefined, at: number): StoredImage {
    const { name, registryId, mutability } = this.settings;
    const read = readManifest(manifest, mediaType);
    const known = this.find({ imageDigest: read.digest });
    if (known && (tag === undefined || known.tags.includes(tag))) {
      throw imageAlreadyExists(read.digest, tag, name, registryId);
    }
    const tagged = tag === undefined ? undefined : this.find({ imageTag: tag });
    if (tag !== undefined && tagged && mutability === 'IMMUTABLE') throw imageTagAlreadyExists(tag, name);
    const newest = this.images.at(-1)?.pushedAt ?? 0;
    const image = known ?? { ...read, pushedAt: Math.max(at, newest + 1), tags: [] };
    if (!known) this.images.push(image);
    if (tagged) tagged.tags = tagged.tags.filter((other) => other !== tag);
    if (tag !== undefined) image.tags.push(tag);
    return image;
  }

  /** Removes an image, all its tags with it. */
  remove(image: StoredImage): void {
    this.images = this.images.filter((other) => other !== image);
  }

  /** Takes one tag off an image; an image that has no other is removed, as BatchDeleteImage does. */
  untag(image: StoredImage, tag: string): void {
    image.tags = image.tags.filter((other) => other !== tag);
    if (image.tags.length === 0) this.remove(image);
  }
}
