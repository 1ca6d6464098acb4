import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ImageFile } from '../../engine/images.port';
import { invalidParameter } from '../ecr.faults';

/** The annotation of a manifest that says which process its containers run here, as JSON of an ImageFile. */
export const IMAGE_ANNOTATION = 'dev.ecs-chatops.image';

const descriptor = z.object({ mediaType: z.string().optional(), digest: z.string(), size: z.number() });
/** One of an index's images: for which platform it is, where it says. */
const entry = descriptor.extend({
  platform: z.object({ architecture: z.string(), os: z.string() }).optional(),
});
const manifestSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  config: descriptor.optional(),
  layers: z.array(descriptor).default([]),
  manifests: z.array(entry).default([]),
  annotations: z.record(z.string(), z.string()).default({}),
});
const imageFileSchema = z.object({
  command: z.array(z.string()).min(1),
  environment: z.record(z.string(), z.string()).default({}),
  architecture: z.string().optional(),
});

/** An image of an index. */
export type IndexEntry = z.infer<typeof entry>;

/** An image in a repository: a manifest, and the tags that point to it now. */
export interface StoredImage {
  /** `sha256:` and the hash of the manifest's bytes. */
  digest: string;
  manifest: string;
  mediaType: string;
  artifactMediaType?: string;
  /** What is stored compressed: the configuration and the layers. */
  sizeBytes: number;
  /** Epoch ms; never the same for two pushes to a repository, so that their order is certain. */
  pushedAt: number;
  /** In the order in which they were put here. */
  tags: string[];
  lastPulledAt?: number;
  /** Absent in a manifest that does not carry the annotation `dev.ecs-chatops.image`. */
  file?: ImageFile;
  /** Of an index: one image for each platform. */
  entries: readonly IndexEntry[];
}

export const digestOf = (manifest: string): string => `sha256:${createHash('sha256').update(manifest).digest('hex')}`;

/**
 * Reads a manifest as PutImage takes it: an OCI image manifest or Docker's schema 2.
 * @throws AwsFault InvalidParameterException when it is neither.
 */
export function readManifest(manifest: string, mediaType?: string): Omit<StoredImage, 'pushedAt' | 'tags'> {
  const parsed = manifestSchema.safeParse(parseJson(manifest));
  const kind = mediaType ?? parsed.data?.mediaType;
  if (!parsed.success || kind === undefined) throw invalidParameter('ImageManifest', 'Invalid image manifest provided');
  const { config, layers, manifests, annotations } = parsed.data;
  const file = imageFileSchema.safeParse(parseJson(annotations[IMAGE_ANNOTATION] ?? ''));
  return {
    digest: digestOf(manifest),
    manifest,
    mediaType: kind,
    ...(config?.mediaType === undefined ? {} : { artifactMediaType: config.mediaType }),
    sizeBytes: [config, ...layers, ...manifests].reduce((sum, part) => sum + (part?.size ?? 0), 0),
    ...(file.success ? { file: file.data } : {}),
    entries: manifests,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
