/** An image in a registry. */
export interface ImageDetails {
  /** `sha256:` and 64 hexadecimal digits. */
  digest: string;
  /** All tags that point at it now, newest known first; none for an untagged image. */
  tags: string[];
  /** Milliseconds since the epoch. */
  pushedAt: number;
  sizeBytes?: number;
  /** No container can run it: a repository may hold signatures, charts and bills of materials too. */
  artifact?: boolean;
}
