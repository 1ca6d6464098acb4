/** A version in full, with or without what follows it: `1.2.0`, `v1.2.0`, `1.2.0-rc.1`, `1.2.0_alpine`. */
const FULL_VERSION = /^v?\d+\.\d+\.\d+(?<rest>[-+._].+)?$/i;
/** Versions and names that move from image to image as new ones are pushed. */
const MOVING =
  /^(v?\d+(\.\d+)?|latest|stable|current|edge|nightly|canary|snapshot|main|master|trunk|develop|development|dev|test|qa|staging|stage|prod|production|release|live)$/i;

/**
 * What to call an image that has several tags: its version in full, else the longest tag that stays with it, else the
 * longest of all. Undefined where it has none.
 */
export function tellingTag(tags: readonly string[]): string | undefined {
  const [best] = tags.toSorted((a, b) => rank(a) - rank(b) || b.length - a.length || a.localeCompare(b));
  return best;
}

function rank(tag: string): number {
  const version = FULL_VERSION.exec(tag);
  if (version) return version.groups?.['rest'] === undefined ? 0 : 1;
  return MOVING.test(tag) ? 3 : 2;
}
