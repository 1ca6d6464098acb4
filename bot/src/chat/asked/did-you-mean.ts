/**
 * The candidates nearest to a misspelt word, best first: those it is the beginning of, then those a few slips away (a
 * letter missing, too many, wrong, or two swapped; one slip for each three letters, at least one). Case does not matter.
 */
export function nearest(word: string, candidates: readonly string[], limit = 3): string[] {
  const wanted = word.toLowerCase();
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  return candidates
    .map((candidate) => ({ candidate, slips: slipsTo(wanted, candidate.toLowerCase()) }))
    .filter(({ slips }) => slips <= allowed)
    .toSorted((a, b) => a.slips - b.slips)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

function slipsTo(wanted: string, candidate: string): number {
  return wanted.length >= 2 && candidate.startsWith(wanted) ? 0.5 : editDistance(wanted, candidate);
}

/** Edit distance with neighbouring letters swapped as one slip (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const wrong = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + wrong);
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        best = Math.min(best, at(beforeLast, column - 2) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
