// Docker, asked through its own command.
import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../steps.mjs';

/** An engine that has said nothing for so long is not there. Milliseconds. */
const ANSWER_MS = 10_000;
const BETWEEN_LOOKS_MS = 250;

/** Aborted by Ctrl-C; what cleans up is not ended by it. */
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => interrupted.abort());

/**
 * Runs `program words` in the repository's root.
 * @param {string} program
 * @param {string[]} words
 * @param {{ env?: Record<string, string | undefined>, timeout?: number, evenInterrupted?: boolean }} [how]
 * @returns {Promise<string>} what it printed on standard output, trimmed
 * @throws Error with the command and the end of what it complained
 */
export function command(program, words, { env, timeout = 0, evenInterrupted = false } = {}) {
  const options = {
    cwd: root,
    env: { ...process.env, ...env },
    timeout,
    maxBuffer: 64 * 1024 * 1024,
    signal: evenInterrupted ? undefined : interrupted.signal,
  };
  return new Promise((resolve, reject) => {
    execFile(program, words, options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout.trim());
      const complaint = stderr.trim().split('\n').slice(-25).join('\n') || error.message;
      return reject(new Error(`${program} ${words.join(' ')} failed.\n${complaint}`));
    });
  });
}

/** Runs `docker words`. @param {string[]} words @param {Parameters<typeof command>[2]} [how] */
export const docker = (words, how) => command('docker', words, how);

/** @returns {Promise<string | undefined>} why there is no Docker to use here, as a sentence; undefined where there is */
export async function whyNoDocker() {
  try {
    await docker(['version', '--format', '{{.Server.Version}}'], { timeout: ANSWER_MS });
  } catch {
    return 'Docker does not answer here, so the images were not built and not run. Start Docker (try: docker version) and run this again.';
  }
  try {
    await docker(['compose', 'version'], { timeout: ANSWER_MS });
    await docker(['buildx', 'version'], { timeout: ANSWER_MS });
  } catch {
    return 'Docker answers, but its plugins compose and buildx are not both there. Install docker-compose-plugin and docker-buildx-plugin and run this again.';
  }
  return undefined;
}

/** Whether the engine runs on this machine itself, whose loopback it then shares, and not in a machine within it. */
export async function isEngineHere() {
  const system = await docker(['info', '--format', '{{.OperatingSystem}}']);
  return process.platform === 'linux' && system !== 'Docker Desktop';
}

/**
 * Looks until `look` answers something, and answers that.
 * @param {string} what for the error's sentence
 * @param {number} deadlineMs
 * @param {() => Promise<T | undefined>} look answers undefined, or throws, for as long as it is not so
 * @returns {Promise<T>}
 * @template T
 */
export async function waitFor(what, deadlineMs, look) {
  const end = Date.now() + deadlineMs;
  let last;
  while (Date.now() < end && !interrupted.signal.aborted) {
    try {
      const seen = await look();
      if (seen !== undefined) return seen;
    } catch (error) {
      last = error;
    }
    await pause(BETWEEN_LOOKS_MS);
  }
  if (interrupted.signal.aborted) throw new Error('Interrupted.');
  throw new Error(`Waited ${deadlineMs / 1000} s for ${what}, in vain.${last ? ` Last: ${last.message}` : ''}`);
}

/** As many loopback ports that nothing listens on now. @param {number} count */
export async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve, reject) => {
          const server = createServer();
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => void server.close(resolve))));
  return ports;
}
