import { parseImage, isDigest } from '../images/image-ref.types';
import type { ServiceRef } from '../services/service-ref.types';
import { ContainerChoiceError, NoSuchTagError, OtherRepositoryError } from './deployments.errors';

const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/**
 * The container whose image is meant: the named one, else the one behind the load balancer, else the only one.
 * @throws ContainerChoiceError when that is not clear
 */
export function chooseContainer(
  ref: ServiceRef,
  choice: { containers: { name: string; image: string }[]; balanced: string[] },
  change: { image: string; container?: string },
): { name: string; image: string } {
  const { containers } = choice;
  const balanced = [...new Set(choice.balanced)];
  const named = change.container ?? (balanced.length === 1 ? balanced[0] : undefined);
  const chosen = named === undefined ? only(containers) : containers.find(({ name }) => name === named);
  if (chosen !== undefined) return chosen;
  const names = containers.map(({ name }) => name);
  throw new ContainerChoiceError(ref, names, change.container, change.image);
}

/**
 * The tag or digest that words mean in `repository`, which a full reference must be of.
 * @throws OtherRepositoryError when the words name another repository
 * @throws NoSuchTagError when they can be neither a tag nor a digest
 */
export function chooseTagOrDigest(ref: ServiceRef, words: string, repository: string): string {
  const named = words.includes('/') ? parseImage(words) : undefined;
  if (named !== undefined && named.repository !== repository) {
    throw new OtherRepositoryError(ref, named.repository, repository);
  }
  const chosen = named === undefined ? words : (named.digest ?? named.tag ?? 'latest');
  if (!isDigest(chosen) && !TAG.test(chosen)) throw new NoSuchTagError(chosen);
  return chosen;
}

function only<T>(things: T[]): T | undefined {
  return things.length === 1 ? things[0] : undefined;
}
