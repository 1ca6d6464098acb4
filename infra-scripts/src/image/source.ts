import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from './command';

/** What an image is built from. */
export interface Source {
  /** The program's version in its package.json. */
  version: string;
  /** Undefined where this is no git checkout, or git is missing. */
  commit?: Commit;
}

/** A commit, and whether the files still are what it says. */
export interface Commit {
  /** 40 hexadecimal digits. */
  hash: string;
  /** As git shortens it. */
  short: string;
  /** Files were changed or added since. */
  dirty: boolean;
}

/** Looks at the checkout. @param root its folder @param program the program's folder below it */
export async function sourceOf(root: string, program: string, run: Run): Promise<Source> {
  const { version } = JSON.parse(readFileSync(join(root, program, 'package.json'), 'utf8')) as { version: string };
  return { version, commit: await commitOf(run) };
}

async function commitOf(run: Run): Promise<Commit | undefined> {
  const [hash, short, changes] = await Promise.all([
    run('git', ['rev-parse', 'HEAD']),
    run('git', ['rev-parse', '--short', 'HEAD']),
    run('git', ['status', '--porcelain']),
  ]);
  if ([hash, short, changes].some(({ exitCode }) => exitCode !== 0)) return undefined;
  return { hash: hash.stdout, short: short.stdout, dirty: changes.stdout !== '' };
}

/** What a commit's image is tagged with, and with `hash` what it carries as its revision. */
export const markOf = ({ dirty }: Commit, name: string): string => (dirty ? `${name}-dirty` : name);
