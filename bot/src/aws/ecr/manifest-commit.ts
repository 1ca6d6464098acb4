import { z } from 'zod';

/** https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys */
const REVISION = 'org.opencontainers.image.revision';
const manifest = z.object({ annotations: z.object({ [REVISION]: z.string() }) });

/**
 * The commit that an image was built from, where whoever built it says so in its manifest. A label of the image stands in
 * its configuration, which is a layer to be downloaded from elsewhere: that one is not read.
 * @param text the JSON of a manifest or of an index
 */
export function commitIn(text = ''): string | undefined {
  try {
    const commit = manifest.safeParse(JSON.parse(text)).data?.annotations[REVISION]?.trim();
    return commit === '' ? undefined : commit;
  } catch {
    return undefined;
  }
}
