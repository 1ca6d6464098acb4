import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PutImageCommand, type ECRClient } from '@aws-sdk/client-ecr';

/** Pushed last, so that the newest tags are those of the application and not the ones that fail on purpose. */
const RELEASES = ['1.0.0', '1.1.0', '1.2.0'];

/**
 * Pushes each image that stands in a folder as `<tag>.json`: the file is the manifest. `latest` is the newest release.
 * May be repeated.
 * @param repositoryName of a repository that is there
 */
export async function pushImages(ecr: ECRClient, repositoryName: string, folder: string): Promise<void> {
  const tags = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted((a, b) => RELEASES.indexOf(a) - RELEASES.indexOf(b));
  for (const imageTag of tags) await push(ecr, repositoryName, imageTag, join(folder, `${imageTag}.json`));
  await push(ecr, repositoryName, 'latest', join(folder, `${RELEASES.at(-1)}.json`));
}

async function push(ecr: ECRClient, repositoryName: string, imageTag: string, file: string): Promise<void> {
  const imageManifest = readFileSync(file, 'utf8');
  try {
    await ecr.send(new PutImageCommand({ repositoryName, imageTag, imageManifest }));
  } catch (error) {
    // The same image with the same tag: there is nothing to push.
    if ((error as Error).name !== 'ImageAlreadyExistsException') throw error;
  }
}
