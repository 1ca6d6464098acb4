import { Refusal } from '../terminal/failure';
import { APPS } from './apps';
import type { Run } from './command';
import { build, push, PushRefused, type Say } from './docker';
import { loggedIn } from './docker-login';
import type { PushOptions } from './options';
import type { Plan } from './plan';
import { registryOf, type Repository } from './repository';

/** An image that is in its registry. */
export interface Pushed {
  /** Repository and path, without tag. */
  repository: string;
  /** The tag that was asked for. */
  tag: string;
  /** All of its tags. */
  tags: string[];
  /** `sha256:` and 64 hexadecimal digits: what the registry knows it by. */
  digest: string;
}

/**
 * Builds what was planned and pushes it under each of its tags.
 * @param say told how far it is
 * @throws Refusal where the build or a push fails, in a sentence that says what was pushed by then
 */
export async function pushImage(
  plan: Plan,
  repository: Repository,
  { run, say }: { run: Run; say: Say },
): Promise<Pushed> {
  const { app, platform, tag, revision } = plan;
  const tags = plan.tags.filter(({ fate }) => fate !== 'stays').map(({ name }) => name);
  const names = tags.map((name) => `${repository.uri}:${name}`);
  say(`Building ${app} for ${platform} …`);
  const dockerfile = `${APPS[app].folder}/Dockerfile`;
  await build({ dockerfile, platform, version: tag, revision, names }, run, say);
  const pushAll = (env: Record<string, string>) => pushEach(names, repository, { run, env, say });
  const login = await repository.login();
  const registry = registryOf(repository.uri);
  const digest = login ? await loggedIn({ registry, login, run }, pushAll) : await pushAll({});
  return { repository: repository.uri, tag, tags, digest };
}

async function pushEach(
  names: string[],
  { ifRefused }: Repository,
  how: { run: Run; env: Record<string, string>; say: Say },
): Promise<string> {
  let digest = '';
  for (const [done, name] of names.entries()) {
    how.say(`Pushing ${name} …`);
    try {
      digest = await push(name, how);
    } catch (error) {
      if (!(error instanceof PushRefused)) throw error;
      const already = done === 0 ? 'Nothing was pushed.' : `Pushed were ${names.slice(0, done).join(', ')}.`;
      throw new Refusal(`${name} was not pushed; Docker says: ${error.message}\n${already} ${ifRefused}`);
    }
  }
  return digest;
}

/** What was pushed, and what to do with it. */
export function pushedText({ app, registry }: Pick<PushOptions, 'app' | 'registry'>, pushed: Pushed): string {
  const { repository, tag, tags, digest } = pushed;
  const reference = registry === undefined ? tag : `${repository}:${tag}`;
  const next = APPS[app].next({ tag, reference });
  return [`Pushed  ${repository}: ${tags.join(', ')}`, `Digest  ${digest}`, next, ''].join('\n');
}
