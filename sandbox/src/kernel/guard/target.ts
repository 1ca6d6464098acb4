/**
 * What a request asks for, as a URL whose path and query can be trusted and whose host means nothing.
 * @param target the request line's: `/api/chat.postMessage?…`, or a whole URL as a proxy's clients send it
 * @returns undefined for what is no path: `//`, `*`, `http://[`
 */
export function readTarget(target: string): URL | undefined {
  if (target.startsWith('//') || !/^(\/|https?:\/\/)/i.test(target)) return undefined;
  try {
    return new URL(target, 'http://sandbox');
  } catch {
    return undefined;
  }
}
