import { Refusal } from '../terminal/failure';
import type { AppName } from './apps';
import type { PushOptions } from './options';
import type { Repository } from './repository';
import { markOf, type Source } from './source';

/** What a push will do, known before anything is done. */
export interface Plan {
  app: AppName;
  platform: string;
  /** The tag that people will type. */
  tag: string;
  /** What the image says it was built from. */
  revision: string;
  /** Repository and path, without tag. */
  repository: string;
  /** In the order in which they are pushed: what is found without being named comes last. */
  tags: PlannedTag[];
}

export interface PlannedTag {
  name: string;
  /** `new`: there is no such tag. `moves`: it is another image's now. `stays`: it is, and must stay there. */
  fate: 'new' | 'moves' | 'stays' | 'unknown';
  /** What it points at now, where that is known. */
  digest?: string;
}

/**
 * Decides on the tags.
 * @throws Refusal where the tag that was asked for is taken and may not be moved
 */
export async function planOf(options: PushOptions, source: Source, repository: Repository): Promise<Plan> {
  const { commit, version } = source;
  const tag = options.tag ?? version;
  const names = [...new Set([tag, ...(commit ? [markOf(commit, commit.short)] : []), 'latest'])];
  const existing = await repository.existing(names);
  const tags = names.map((name) => fateOf(name, repository, existing));
  if (tags[0]?.fate === 'stays') {
    throw new Refusal(
      `${repository.uri}:${tag} exists, and its repository does not let a tag be moved. Nothing was pushed; choose another with --tag.`,
    );
  }
  const { app, platform } = options;
  const revision = commit ? markOf(commit, commit.hash) : 'unknown';
  return { app, platform, tag, revision, repository: repository.uri, tags };
}

function fateOf(name: string, repository: Repository, existing: Map<string, string> | undefined): PlannedTag {
  if (!existing) return { name, fate: 'unknown' };
  const digest = existing.get(name);
  if (digest === undefined) return { name, fate: 'new' };
  return { name, fate: repository.mayMove(name) ? 'moves' : 'stays', digest };
}

/** The plan for whoever decides on it. */
export function planText({ app, platform, revision, repository, tags }: Plan): string {
  const width = Math.max(...tags.map(({ name }) => name.length));
  const lines = tags.map(({ name, fate, digest = '' }) => {
    const what = {
      ...FATES,
      moves: `is moved from ${digest}`,
      stays: `stays at ${digest}: its repository lets no tag be moved`,
    };
    return `  ${name.padEnd(width)}  ${what[fate]}`;
  });
  const notes = [
    ...(revision.endsWith('-dirty') ? ['Some files are not as the commit has them, so its tag ends in -dirty.'] : []),
    ...(revision === 'unknown' ? ['This is no git checkout, so no tag names the commit.'] : []),
  ];
  return [`Image       ${app} for ${platform}`, `Repository  ${repository}`, 'Tags', ...lines, ...notes].join('\n');
}

const FATES = { new: 'is new', unknown: 'is moved if it exists, which could not be found out' };
