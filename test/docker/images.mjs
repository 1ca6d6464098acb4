// The three images: built, measured, and each run as production would run it.
import { strict as assert } from 'node:assert';
import { docker, waitFor } from './engine.mjs';

const BASE = 'node:24-bookworm-slim';
const MEGABYTE = 1e6;
/** How long a container may take from SIGTERM to its end. Milliseconds. */
const LONGEST_END_MS = 10_000;
/** How long an image may take to be healthy on a slow machine. Milliseconds. */
const HEALTHY_MS = 180_000;

/** The version and the commit that the images under test carry. */
export const VERSION = 'test';

/** By program: how many megabytes its image may add to the base, where that is limited. */
export const LIMITS = { 'primes-api': 40, bot: 110, sandbox: undefined };

export const tagOf = (program) => `ecs-chatops/${program}:${VERSION}`;

/** Builds a program's image. @param {string} program @param {string} revision */
export async function build(program, revision) {
  const versions = ['--build-arg', `VERSION=${VERSION}`, '--build-arg', `REVISION=${revision}`];
  await docker(['build', '--quiet', '--file', `${program}/Dockerfile`, '--tag', tagOf(program), ...versions, '.']);
}

/**
 * Holds an image to its size and its labels.
 * @returns {Promise<string>} what it adds to the base, in words
 */
export async function measure(program, revision) {
  const { Config } = JSON.parse(await docker(['image', 'inspect', '--format', '{{json .}}', tagOf(program)]));
  assert.equal(Config.User, 'node', `${program} must not run as root`);
  assert.equal(Config.Labels['org.opencontainers.image.revision'], revision);
  assert.equal(Config.Labels['org.opencontainers.image.version'], VERSION);
  const added = ((await bytesOf(tagOf(program))) - (await bytesOf(BASE))) / MEGABYTE;
  const limit = LIMITS[program];
  const said = `adds ${added.toFixed(1)} MB to the base`;
  assert.ok(limit === undefined || added <= limit, `${program} ${said}; at most ${limit} MB is agreed.`);
  return said;
}

/** All layers' bytes, unpacked. */
async function bytesOf(image) {
  const sizes = await docker(['history', '--human=false', '--format', '{{.Size}}', image]);
  return sizes.split('\n').reduce((sum, size) => sum + Number(size), 0);
}

/**
 * Starts an image with nothing that it should not need: no root, no capability, nothing to write to.
 * Resolves once Docker calls it healthy.
 * @param {{ program: string, name: string, options?: string[] }} what `options` go to docker run
 */
export async function run({ program, name, options = [] }) {
  const locks = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
  await docker(['run', '--detach', '--name', name, ...locks, ...options, tagOf(program)]);
  await waitFor(`${program} to be healthy`, HEALTHY_MS, async () => {
    const state = JSON.parse(await docker(['inspect', '--format', '{{json .State}}', name]));
    if (state.Running) return state.Health.Status === 'healthy' ? true : undefined;
    return Promise.reject(new Error(`It ended with exit code ${state.ExitCode}.`));
  }).catch(async (error) => {
    throw new Error(`${error.message}\n${await logOf(name)}`, { cause: error });
  });
  const user = await docker(['exec', name, 'node', '--print', 'process.getuid()']);
  assert.notEqual(user, '0', `${program} runs as root`);
}

/**
 * Holds the bot's container to where it remembers: a volume, which nobody but its user can look into.
 * @param {string} name of the container
 */
export async function remembers(name) {
  const mounts = JSON.parse(await docker(['inspect', '--format', '{{json .Mounts}}', name]));
  assert.deepEqual(
    mounts.map(({ Type, Destination, RW }) => ({ Type, Destination, RW })),
    [{ Type: 'volume', Destination: '/data', RW: true }],
  );
  assert.equal(await docker(['exec', name, 'stat', '--format', '%U %a', '/data']), 'node 700');
  assert.match(await docker(['exec', name, 'ls', '/data']), /^chatops\.db$/m);
}

/**
 * Asks a container to end as every orchestrator does, with SIGTERM.
 * @returns {Promise<string>} how long that took, in words
 */
export async function end(program, name) {
  const began = Date.now();
  // Docker would kill it after this time: a minute, so that a program that ignores the signal is seen.
  await docker(['stop', '-t', '60', name]);
  const took = Date.now() - began;
  const exitCode = await docker(['inspect', '--format', '{{.State.ExitCode}}', name]);
  assert.equal(exitCode, '0', `${program} ended with exit code ${exitCode}.\n${await logOf(name)}`);
  assert.ok(took <= LONGEST_END_MS, `${program} took ${took} ms to end.`);
  return `ended ${(took / 1000).toFixed(1)} s after SIGTERM`;
}

const logOf = (name) => docker(['logs', '--tail', '20', name]).catch(({ message }) => message);
