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

/** Whether words are the beginning of a digest, as the bot shows it. */
export function isDigestStart(words: string): boolean {
  return /^sha256:[0-9a-f]{7,63}$/.test(words);
}

/** The reference of an image of `repository` by tag, digest, or both. */
export function imageOf(repository: string, { tag, digest }: { tag?: string; digest?: string }): string {
  return `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** The beginning of a digest, which is what people compare. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}

/** What people call an image: its tag, else the beginning of its digest, else the whole reference. */
export function imageName({ image, tag, digest }: { image: string; tag?: string; digest?: string }): string {
  return tag ?? (digest === undefined ? image : shortDigest(digest));
}
