import { isDigest, isDigestStart, parseImage } from '../images/image-ref.types';
import type { EcsContainer } from '../observations/ecs-service.types';
import type { ServiceRef } from '../services/service-ref.types';
import { ContainerChoiceError, NoSuchTagError, OtherRepositoryError } from './deployments.errors';

const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** What words mean in a repository: a tag, a digest, or a tag that has to have that digest. */
export interface WantedImage {
  tag?: string;
  digest?: string;
}

/**
 * The container whose image is meant: the named one, the only one that runs from the repository that a reference names in
 * full (`host/web:1.0.0`) or in short (`web:1.0.0`), else the main one.
 * @throws ContainerChoiceError when that is not clear
 * @throws OtherRepositoryError when a full reference names a repository that no container runs from
 */
export function chooseContainer(
  ref: ServiceRef,
  containers: EcsContainer[],
  wish: { image: string; container?: string | undefined },
): EcsContainer {
  const choice = new ContainerChoiceError(ref, containers, wish.container, wish.image);
  if (wish.container !== undefined) {
    const named = containers.find(({ name }) => name === wish.container);
    if (named === undefined) throw choice;
    return named;
  }
  const named = repositoryNamed(wish.image);
  const from = containers.filter(({ image }) => {
    const { repository } = parseImage(image);
    return named === undefined ? isShortFor(wish.image, repository) : repository === named;
  });
  if (from.length === 0 && named !== undefined) throw new OtherRepositoryError(ref, named, containers);
  if (from.length === 0) return only(containers.filter(({ main }) => main)) ?? throws(choice);
  return only(from) ?? only(from.filter(({ main }) => main)) ?? throws(choice);
}

/**
 * What the words mean in the repository that `container` runs from.
 * @throws OtherRepositoryError when they name another one
 * @throws NoSuchTagError when they can be neither a tag nor a digest
 */
export function chooseImage(ref: ServiceRef, words: string, container: EcsContainer): WantedImage {
  const { repository } = parseImage(container.image);
  const named = repositoryNamed(words);
  if (named !== undefined && named !== repository) throw new OtherRepositoryError(ref, named, [container]);
  const { tag, digest } = named === undefined ? inRepository(words, repository) : parseImage(words);
  if (tag !== undefined && !TAG.test(tag)) throw new NoSuchTagError(words);
  if (digest !== undefined && !isDigest(digest) && !isDigestStart(digest)) throw new NoSuchTagError(words);
  if (tag === undefined && digest === undefined) return { tag: 'latest' };
  return { ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** `1.0.0`, `sha256:…`, `1.0.0@sha256:…`, and `primes-api:1.0.0` where the repository's own name is meant. */
function inRepository(words: string, repository: string): WantedImage {
  if (isDigest(words) || isDigestStart(words)) return { digest: words };
  if (isShortFor(words, repository)) return parseImage(words);
  const [tag = words, digest] = words.split('@');
  return { tag, ...(digest === undefined ? {} : { digest }) };
}

/** Whether words name an image by the last part of its repository: `web:3.1.0`. */
function isShortFor(words: string, repository: string): boolean {
  const name = repository.split('/').at(-1) ?? repository;
  return words.startsWith(`${name}:`) || words.startsWith(`${name}@`);
}

function repositoryNamed(words: string): string | undefined {
  return words.includes('/') ? parseImage(words).repository : undefined;
}

function only<T>(things: T[]): T | undefined {
  return things.length === 1 ? things[0] : undefined;
}

function throws(error: Error): never {
  throw error;
}
