import { z } from 'zod';
import type { Platform } from '../../domain/preflight/preflight.types';

/** What an image may be in a registry: an index of several platforms' images, or one of them. */
export const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
] as const;

/** https://github.com/opencontainers/image-spec/blob/main/image-index.md */
const index = z.object({
  manifests: z.array(z.object({ platform: z.object({ os: z.string(), architecture: z.string() }).optional() })),
});

/** Go's words for architectures, and those of a task definition's `cpuArchitecture`. */
const ARCHITECTURES: Readonly<Record<string, string>> = { amd64: 'X86_64', arm64: 'ARM64' };
/** What stands beside the images in an index, as attestations do, is for no platform. */
const NONE = 'unknown';

/** The platforms that a manifest names; undefined where it names none: one image has its own within its configuration. */
export function platformsIn(manifest: string | undefined): Platform[] | undefined {
  const read = index.safeParse(parsed(manifest));
  if (!read.success) return undefined;
  const named = read.data.manifests.flatMap(({ platform }) => (platform && platform.os !== NONE ? [platform] : []));
  if (named.length === 0) return undefined;
  return named.map(({ os, architecture }) => ({
    os: os.toUpperCase(),
    architecture: ARCHITECTURES[architecture] ?? architecture,
  }));
}

function parsed(manifest = ''): unknown {
  try {
    return JSON.parse(manifest);
  } catch {
    return undefined;
  }
}
