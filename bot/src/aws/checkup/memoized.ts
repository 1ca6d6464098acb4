/** Makes something when it is first asked for, and gives the same to whoever asks again. */
export function memoized<T>(make: () => T | Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= Promise.resolve().then(make));
}
