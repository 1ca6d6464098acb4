import { problemsOf } from '../../chat/spec/block-kit.fake';
import { ecsContainer } from '../../domain/observations/spec/ecs-services.fake';
import type { TagsShown } from './tags.view';
import { tagsView, whoseTagsView } from './tags.view';

const NOW = Date.UTC(2026, 10, 24, 12);
const LONG = 'n'.repeat(255);
const REF = { environment: LONG, cluster: LONG, service: LONG };
const digest = (n: number): string => `sha256:${n.toString(16).padStart(64, '0')}`;
const container = ecsContainer({ name: LONG, image: `${'r/'.repeat(100)}${LONG}:${'t'.repeat(128)}` });

/** Each with a hundred tags of as many characters as a tag may have. */
const images = Array.from({ length: 20 }, (_, n) => ({
  digest: digest(n),
  tags: Array.from({ length: 100 }, (__, m) => `${m}${'t'.repeat(126)}`),
  pushedAt: 0,
  sizeBytes: 10_000_000_000,
}));

const SHOWN: TagsShown = {
  kind: 'images',
  ref: REF,
  container,
  several: true,
  images,
  serving: images.map((image) => image.digest),
  lastGood: digest(0),
  basis: { key: LONG, words: LONG },
  commits: new Map(images.map((image) => [image.digest, '<שלום>'.repeat(500)])),
  took: LONG,
};

describe('tags at their extremes', () => {
  it.each<[string, Partial<TagsShown>]>([
    ['twenty images of a hundred tags', {}],
    ['images of no tag', { images: images.map((image) => ({ ...image, tags: [] })) }],
    ['none', { images: [] }],
    [
      'another digest that is set, and under way',
      { underWay: { id: '1', version: LONG, revision: LONG, startedAt: 0 } },
    ],
  ])('%s fit into a message', (_what, change) => {
    expect(problemsOf(tagsView(NOW, { ...SHOWN, ...change }, { operate: true }))).toEqual([]);
  });

  it('ten containers fit into a message', () => {
    const containers = Array.from({ length: 10 }, (_, n) => ({ ...container, name: `${n}${LONG.slice(1)}` }));
    expect(problemsOf(whoseTagsView({ kind: 'containers', ref: REF, containers }))).toEqual([]);
  });
});
