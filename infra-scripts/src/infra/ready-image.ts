import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DescribeImagesCommand, type ECRClient } from '@aws-sdk/client-ecr';
import type { Account } from '../account/account';
import { sandboxAddress } from '../account/connect';
import type { StackKind } from '../stacks/stack-kinds';
import { Refusal } from '../terminal/failure';
import { isOwnImage } from './plan';

const PUSH = join(__dirname, '..', 'image.js');

/** How the images of an app are called by `npm run image`. */
const APPS = { primes: 'primes-api', bot: 'bot' } as const;

/**
 * Sees to it that the stack's repository has the image before a service needs it.
 * @param named whether a person asked for this very image: then it must be there, and none is built
 * @throws Refusal where it is not there and cannot be made
 */
export async function readyImage(
  account: Account,
  { name, names }: StackKind,
  image: string,
  { named, say }: { named: boolean; say: (line: string) => void },
): Promise<void> {
  if (!isOwnImage(image) || (await hasImage(account.ecr, names.repository, image))) return;
  if (account.sandbox) {
    say(`Pushing the sandbox's images to ${names.repository} …`);
    await pushSandboxImages();
  } else if (!named) {
    await buildAndPush(APPS[name], image);
  }
  if (await hasImage(account.ecr, names.repository, image)) return;
  throw new Refusal(
    `The repository ${names.repository} has no image ${image}. Push it with npm run image -- push --app ${APPS[name]} --tag ${image}, then run this again.`,
  );
}

async function hasImage(ecr: ECRClient, repositoryName: string, image: string): Promise<boolean> {
  const id = image.startsWith('sha256:') ? { imageDigest: image } : { imageTag: image };
  try {
    await ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: [id] }));
    return true;
  } catch (error) {
    if ((error as Error).name === 'ImageNotFoundException') return false;
    throw error;
  }
}

/** An image is a file there, so there is nothing to build. */
async function pushSandboxImages(): Promise<void> {
  const answer = await fetch(`${sandboxAddress()}/_sandbox/images`, { method: 'POST' });
  if (answer.ok) return;
  throw new Refusal(`The sandbox could not push its images: ${answer.status} ${await answer.text()}`);
}

async function buildAndPush(app: string, tag: string): Promise<void> {
  const words = [PUSH, 'push', '--app', app, '--tag', tag, '--yes'];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0)
    throw new Refusal(
      `${app} could not be built and pushed, so its service is not made yet. Mend that, then run this again.`,
    );
}
