import type { ServiceRef } from '../services/service-ref.types';
import { imageName, parseImage } from './image-ref.types';
import type { ImageDetails, RunningImage } from './image.types';
import { EcrImages, EcsRunningImages } from './images.port';
import { ImagesService, RegistryUnreadableError, UnknownImageError } from './images.service';

const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };

class Registry extends EcrImages {
  readonly asked: string[] = [];

  override newest(_environment: string, repository: string, limit: number): Promise<ImageDetails[]> {
    this.asked.push(repository);
    const images = ['1.1.0', '1.0.0'].map((tag, at) => ({ digest: `sha256:${at}`, tags: [tag], pushedAt: at }));
    return Promise.resolve(images.slice(0, limit));
  }
  override async find(environment: string, repository: string, wanted: string): Promise<ImageDetails | undefined> {
    return (await this.newest(environment, repository, 9)).find(({ tags }) => tags.includes(wanted));
  }
}

class Running extends EcsRunningImages {
  override of({ service }: ServiceRef): Promise<RunningImage[]> {
    const images = [
      { container: 'proxy', image: 'public/envoy:1', main: false },
      { container: 'api', image: 'localhost:5000/primes-api:1.0.0', main: true },
    ];
    return Promise.resolve(service === 'empty' ? [] : images);
  }
}

const registry = new Registry();
const images = new ImagesService(registry, new Running());

it('asks the repository of the main container, or of the one that is named', async () => {
  expect((await images.of(REF)).map(({ container }) => container)).toEqual(['api', 'proxy']);
  await images.newest(REF, 1);
  await images.newest(REF, 1, 'proxy');
  expect(registry.asked).toEqual(['localhost:5000/primes-api', 'public/envoy']);
});

it('answers for a tag that does not exist with the newest that do, as buttons too', async () => {
  expect(await images.find(REF, '1.0.0')).toMatchObject({ tags: ['1.0.0'] });
  const missing = images.find(REF, '3.0.0');
  await expect(missing).rejects.toBeInstanceOf(UnknownImageError);
  await expect(missing).rejects.toMatchObject({ steps: [{ do: 'set-image', image: '1.1.0' }, {}] });
});

it('cannot check what a service without a known image could run', async () => {
  const unknown = images.find({ ...REF, service: 'empty' }, '1.0.0');
  await expect(unknown).rejects.toBeInstanceOf(RegistryUnreadableError);
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
