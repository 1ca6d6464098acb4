import { Refusal } from '../terminal/failure';
import type { Run } from './command';

/** How much of a failed build is shown, in lines. */
const LAST_LINES = 25;

/** What `docker build` is asked for. */
export interface Build {
  /** The Dockerfile, below the root. */
  dockerfile: string;
  platform: string;
  version: string;
  revision: string;
  /** The image's names: repository and tag. */
  names: string[];
}

/** @returns why Docker cannot be used here, as a sentence; undefined where it can */
export async function whyNoDocker(run: Run): Promise<string | undefined> {
  const { exitCode, lines } = await run('docker', ['version', '--format', '{{.Server.Version}}']);
  if (exitCode === undefined)
    return 'Docker is missing. Install it (https://docs.docker.com/get-docker), then try again.';
  if (exitCode !== 0) {
    return `Docker is installed, but its engine does not answer: ${lines.at(-1) ?? ''} Start it (try: docker version), then try again.`;
  }
  const buildx = await run('docker', ['buildx', 'version']);
  if (buildx.exitCode === 0) return undefined;
  return "Docker's plugin buildx is missing, which the Dockerfiles need. Install docker-buildx-plugin, then try again.";
}

/**
 * Builds an image in the root and puts it among Docker's own.
 * @param say told each step of the Dockerfile as it begins
 * @throws Refusal with the end of the build's output
 */
export async function build(
  { dockerfile, platform, version, revision, names }: Build,
  run: Run,
  say: Say,
): Promise<void> {
  const what = ['--file', dockerfile, '--platform', platform, ...names.flatMap((name) => ['--tag', name])];
  const labels = ['--build-arg', `VERSION=${version}`, '--build-arg', `REVISION=${revision}`];
  // With an attestation beside it an image becomes an index of two, of which ECR's scan sees neither.
  const how = ['--provenance=false', '--load', '--progress', 'plain'];
  const said = new Set<string>();
  const onLine = (line: string) => {
    const step = /^#\d+ (\[.+)$/.exec(line)?.[1];
    // Docker names a step anew whenever its output goes on.
    if (!step || step.startsWith('[internal]') || said.has(step)) return;
    said.add(step);
    say(`  ${step}`);
  };
  const { exitCode, lines } = await run('docker', ['buildx', 'build', ...what, ...labels, ...how, '.'], { onLine });
  if (exitCode === 0) return;
  const end = lines.slice(-LAST_LINES).join('\n');
  throw new Refusal(`The image could not be built, and nothing was pushed. The end of what Docker said:\n${end}`);
}

/** Takes a line of progress. */
export type Say = (line: string) => void;

/** A push that did not come to its end; the message is what Docker said. */
export class PushRefused extends Error {}

/**
 * Pushes one name.
 * @param env what Docker's environment needs beside the person's
 * @param say told each layer that has arrived
 * @returns the digest that the registry knows the image by
 * @throws PushRefused
 */
export async function push(name: string, { run, env, say }: { run: Run; env: Record<string, string>; say: Say }) {
  const onLine = (line: string) => {
    if (line.endsWith(': Pushed')) say(`  ${line}`);
  };
  const { exitCode, stdout, lines } = await run('docker', ['push', name], { env, onLine });
  const digest = /digest: (sha256:[0-9a-f]{64})/.exec(stdout)?.[1];
  if (exitCode === 0 && digest) return digest;
  throw new PushRefused(lines.at(-1) ?? 'it does not say why');
}
