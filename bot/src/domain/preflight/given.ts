import type { Given, GivenFinding } from './preflight.types';

const KINDS = ['log-group', 'secret'] as const;

/** What was found of the things that tasks are given: of each kind those that are missing, unknown and there, a finding each. */
export function givenFindings(things: readonly Given[]): GivenFinding[] {
  return KINDS.flatMap((kind) => {
    const all = things.filter((thing) => thing.kind === kind);
    const reasons = new Set(all.flatMap(({ is }) => (typeof is === 'object' ? [is.unknown] : [])));
    return [
      ...found({ kind, state: 'stops' }, all, ({ is }) => is === 'missing'),
      ...[...reasons].flatMap((why) =>
        found({ kind, state: 'unknown', why }, all, ({ is }) => typeof is === 'object' && is.unknown === why),
      ),
      ...found({ kind, state: 'ok' }, all, ({ is }) => is === 'there'),
    ];
  });
}

function found(
  what: Omit<GivenFinding, 'check' | 'names'>,
  things: readonly Given[],
  isOf: (thing: Given) => boolean,
): GivenFinding[] {
  const names = things.filter(isOf).map(({ name }) => name);
  return names.length === 0 ? [] : [{ check: 'given', ...what, names }];
}
