// A registry to push to: the one that REGISTRY names, or one of Docker's own image for that.
import { docker } from './engine.mjs';

const IMAGE = 'registry:2';
/** How long the image may take to come. Milliseconds. */
const PULL_MS = 120_000;
/** Docker's image manifest and the OCI's, and their lists. */
const MANIFESTS = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
].join(', ');

/**
 * @param {string} name of the container, where one is started
 * @returns {Promise<{ address: string, end: () => Promise<void> } | { why: string }>} `host:port`, or why there is none
 */
export async function registryHere(name) {
  if (process.env.REGISTRY) return { address: process.env.REGISTRY, end: async () => {} };
  const end = () => docker(['rm', '--force', '--volumes', name], { evenInterrupted: true });
  try {
    await docker(['run', '--detach', '--name', name, '--publish', '127.0.0.1::5000', IMAGE], { timeout: PULL_MS });
    return { address: await docker(['port', name, '5000/tcp']), end };
  } catch (error) {
    await end().catch(() => {});
    const why = error.message.split('\n').at(-1);
    return { why: `there is no registry: set REGISTRY=host:port, or let Docker fetch ${IMAGE} (${why})` };
  }
}

/** The digest by which a registry knows a tag. @param {string} address @param {string} repository @param {string} tag */
export async function digestAt(address, repository, tag) {
  const response = await fetch(`http://${address}/v2/${repository}/manifests/${tag}`, {
    method: 'HEAD',
    headers: { accept: MANIFESTS },
  });
  if (!response.ok) throw new Error(`The registry answered ${response.status} for ${repository}:${tag}.`);
  return response.headers.get('docker-content-digest');
}
