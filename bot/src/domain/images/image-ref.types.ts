/** An image reference, taken apart. */
export interface ImageRef {
  /** Registry and path, without tag or digest. */
  repository: string;
  tag?: string;
  digest?: string;
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Whether words are a digest and not a tag. */
export function isDigest(words: string): boolean {
  return DIGEST.test(words);
}

/** Takes an image reference apart. A colon before the last slash belongs to the registry's port. */
export function parseImage(image: string): ImageRef {
  const [name = image, digest] = image.split('@');
  const colon = name.lastIndexOf(':');
  const tag = colon > name.lastIndexOf('/') ? name.slice(colon + 1) : undefined;
  const repository = tag === undefined ? name : name.slice(0, colon);
  return { repository, ...(tag ? { tag } : {}), ...(digest ? { digest } : {}) };
}

/** The reference of an image of `repository` by tag or digest. */
export function imageOf(repository: string, tagOrDigest: string): string {
  return `${repository}${isDigest(tagOrDigest) ? '@' : ':'}${tagOrDigest}`;
}

/** What people call an image: its tag, else the first 12 digits of its digest, else the whole reference. */
export function imageName(image: string): string {
  const { tag, digest } = parseImage(image);
  return tag ?? (digest ? digest.slice(0, 'sha256:'.length + 12) : image);
}
