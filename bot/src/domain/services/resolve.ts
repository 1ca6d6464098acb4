import type { Environment } from './environment.types';
import type { ServiceRef } from './service-ref.types';
import type { ServiceResolution } from './service-resolution.types';
import { isFullName, likeness, readServiceWords, WAYS_TO_MEAN } from './service-words';

const NEAREST = 5;
const ALIKE = 0.3;

/**
 * What `text` means among `refs`.
 * @param environments what is known of the environments; unprotected ones come first among several
 * @param named the environment was named, so that even a protected one may be meant exactly
 */
export function resolveWords(
  text: string,
  refs: ServiceRef[],
  environments: Environment[],
  named: boolean,
): ServiceResolution {
  const words = readServiceWords(text);
  const isProtected = ({ environment }: ServiceRef): boolean =>
    environments.some(({ name, isProtected: guarded }) => name === environment && guarded === true);
  for (const means of WAYS_TO_MEAN) {
    const found = refs.filter((ref) => means(words, ref));
    const [only, ...others] = found.toSorted((a, b) => Number(isProtected(a)) - Number(isProtected(b)));
    if (only === undefined) continue;
    if (others.length > 0) return { kind: 'several', candidates: [only, ...others] };
    const exact = isFullName(words, only) && (named || !isProtected(only));
    return { kind: exact ? 'exact' : 'guess', ref: only };
  }
  return { kind: 'none', nearest: nearest(words.service, refs) };
}

function nearest(name: string, refs: ServiceRef[]): ServiceRef[] {
  return refs
    .map((ref) => ({ ref, alike: likeness(name, ref.service) }))
    .filter(({ alike }) => alike >= ALIKE)
    .toSorted((a, b) => b.alike - a.alike)
    .slice(0, NEAREST)
    .map(({ ref }) => ref);
}
