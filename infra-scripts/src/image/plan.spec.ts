import { parsePushOptions } from './options';
import { planOf, planText } from './plan';
import type { Repository } from './repository';
import type { Source } from './source';

const HASH = '6ea07c7270c63a73f66e3053b88a7d8f73734d9c';
const OLD = `sha256:${'1'.repeat(64)}`;
const CLEAN: Source = { version: '0.1.0', commit: { hash: HASH, short: '6ea07c7', dirty: false } };

/** A repository that has these tags, of which some may be moved. */
function having(tags: string[] | undefined, mayMove: (tag: string) => boolean = () => true): Repository {
  const existing = tags && new Map(tags.map((tag) => [tag, OLD]));
  const asked = () => Promise.resolve(existing);
  return {
    uri: 'registry.example.com/primes-api',
    existing: asked,
    mayMove,
    ifRefused: '',
    login: async () => undefined,
  };
}
const plan = (words: string[], source: Source, repository: Repository) => {
  const options = parsePushOptions(['push', ...words]);
  if ('help' in options) throw new Error('Nobody asked for help.');
  return planOf(options, source, repository);
};

it('tags with what was asked for, the commit and latest', async () => {
  const planned = await plan(['--tag', '1.2.3'], CLEAN, having(['latest']));
  expect(planned).toMatchObject({ tag: '1.2.3', revision: HASH });
  expect(planned.tags).toEqual([
    { name: '1.2.3', fate: 'new' },
    { name: '6ea07c7', fate: 'new' },
    { name: 'latest', fate: 'moves', digest: OLD },
  ]);
  expect(planText(planned)).toContain(`latest   is moved from ${OLD}`);
});

it("takes the program's version where no tag was asked for, and each tag once", async () => {
  expect((await plan([], CLEAN, having([]))).tag).toBe('0.1.0');
  const { tags } = await plan(['--tag', 'latest'], CLEAN, having([]));
  expect(tags.map(({ name }) => name)).toEqual(['latest', '6ea07c7']);
});

it('does not pass off changed files as the commit', async () => {
  const dirty = { version: '0.1.0', commit: { hash: HASH, short: '6ea07c7', dirty: true } };
  const planned = await plan([], dirty, having([]));
  expect(planned.revision).toBe(`${HASH}-dirty`);
  expect(planned.tags.map(({ name }) => name)).toEqual(['0.1.0', '6ea07c7-dirty', 'latest']);
  expect(planText(planned)).toContain('not as the commit has them');
});

it('goes without a commit where there is none', async () => {
  const planned = await plan([], { version: '0.1.0' }, having([]));
  expect(planned.tags.map(({ name }) => name)).toEqual(['0.1.0', 'latest']);
  expect(planned.revision).toBe('unknown');
});

it('refuses a tag that is taken in a repository that lets none be moved', async () => {
  await expect(
    plan(
      ['--tag', '1.2.3'],
      CLEAN,
      having(['1.2.3'], () => false),
    ),
  ).rejects.toThrow('--tag');
});

it('leaves latest where such a repository has it', async () => {
  const planned = await plan(
    ['--tag', '1.2.3'],
    CLEAN,
    having(['latest'], () => false),
  );
  expect(planned.tags.at(-1)).toEqual({ name: 'latest', fate: 'stays', digest: OLD });
});

it('says so where it cannot be known which tags exist', async () => {
  const planned = await plan([], CLEAN, having(undefined));
  expect(planText(planned)).toContain('could not be found out');
});
