/**
 * Does something for each item as soon as all that it needs is done, at once where nothing stands between.
 * @param needs what each item needs, which must not be a circle
 * @returns when all is done; `work` must not throw
 */
export async function inOrder(
  needs: ReadonlyMap<string, readonly string[]>,
  work: (item: string) => Promise<void>,
): Promise<void> {
  const begun = new Map<string, Promise<void>>();
  const begin = (item: string): Promise<void> => {
    const known = begun.get(item);
    if (known) return known;
    const done = Promise.all((needs.get(item) ?? []).map(begin)).then(() => work(item));
    begun.set(item, done);
    return done;
  };
  await Promise.all([...needs.keys()].map(begin));
}
