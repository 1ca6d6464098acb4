import type { ServiceRef } from '../services/service-ref.types';
import { imageName, parseImage } from './image-ref.types';
import type { ImageDetails } from './image.types';
import { EcrImages } from './images.port';
import { NotRunnableImageError, RegistryUnreadableError, UnknownImageError } from './images.errors';
import { ImagesService } from './images.service';

const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };

class Registry extends EcrImages {
  readonly asked: string[] = [];
  cacheOf: string | undefined;

  override newest(_environment: string, repository: string, limit: number): Promise<ImageDetails[]> {
    this.asked.push(repository);
    const images = ['1.1.0', '1.0.0'].map((tag, at) => ({
      digest: `sha256:${String(at).repeat(64)}`,
      tags: at === 0 ? ['latest', tag] : [tag],
      pushedAt: at,
    }));
    return Promise.resolve(images.slice(0, limit));
  }
  override async find(environment: string, repository: string, wanted: string): Promise<ImageDetails | undefined> {
    if (wanted === 'chart') return { digest: 'sha256:9', tags: ['chart'], pushedAt: 9, artifact: true };
    return (await this.newest(environment, repository, 9)).find(({ tags }) => tags.includes(wanted));
  }
  override async commits(_environment: string, repository: string, digests: readonly string[]) {
    if (repository === 'denied') throw new Error('AWS does not let me call ecr:BatchGetImage.');
    return new Map(digests.map((digest) => [digest, '0a1b2c3']));
  }
  override upstream(): Promise<string | undefined> {
    return Promise.resolve(this.cacheOf);
  }
}

const REPOSITORY = 'localhost:5000/primes-api';

const registry = new Registry();
const images = new ImagesService(registry);

it('answers for a tag that does not exist with the newest that do, each by its most telling tag', async () => {
  expect(await images.findIn(REF, REPOSITORY, '1.0.0')).toMatchObject({ tags: ['1.0.0'] });
  const error = await images.findIn(REF, REPOSITORY, '3.0.0', 'proxy').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnknownImageError);
  expect(error).toMatchObject({
    why: 'The newest it has: 1.1.0, 1.0.0.',
    steps: [
      { do: 'set-image', image: '1.1.0', container: 'proxy' },
      { do: 'set-image', image: '1.0.0', container: 'proxy' },
    ],
  });
});

it('knows the commits of images where the registry says them, and none where it cannot be asked', async () => {
  expect(await images.commitsOf(REF, REPOSITORY, ['sha256:1'])).toEqual(new Map([['sha256:1', '0a1b2c3']]));
  expect(await images.commitsOf(REF, 'denied', ['sha256:1'])).toEqual(new Map());
  expect(await images.commitsOf(REF, REPOSITORY, [])).toEqual(new Map());
});

it('takes the beginning of a digest, where it is of one image', async () => {
  expect(await images.findIn(REF, REPOSITORY, 'sha256:0000000')).toMatchObject({ tags: ['latest', '1.1.0'] });
  await expect(images.findIn(REF, REPOSITORY, 'sha256:abcdef0')).rejects.toBeInstanceOf(UnknownImageError);
});

it('cannot check what a cache of another registry does not have yet', async () => {
  registry.cacheOf = 'It is a pull-through cache.';
  const missing = images.findIn(REF, REPOSITORY, '9');
  await expect(missing).rejects.toBeInstanceOf(RegistryUnreadableError);
  await expect(missing).rejects.toThrow('9 is not in it yet. It is a pull-through cache.');
  registry.cacheOf = undefined;
});

it('takes nothing for an image that no container can run', async () => {
  await expect(images.findIn(REF, REPOSITORY, 'chart')).rejects.toBeInstanceOf(NotRunnableImageError);
});

it.each([
  ['repo:1.0', { repository: 'repo', tag: '1.0' }, '1.0'],
  ['localhost:5000/a/repo', { repository: 'localhost:5000/a/repo' }, 'localhost:5000/a/repo'],
  [
    'a/repo@sha256:0123456789abcdef',
    { repository: 'a/repo', digest: 'sha256:0123456789abcdef' },
    'sha256:0123456789ab',
  ],
  ['a/repo:1@sha256:01', { repository: 'a/repo', tag: '1', digest: 'sha256:01' }, '1'],
])('takes %p apart', (image, parts, name) => {
  expect(parseImage(image)).toEqual(parts);
  expect(imageName({ image, ...parts })).toBe(name);
});
