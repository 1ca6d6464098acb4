/** What a Host may be made of; anything else (`user@host`, a path, a space) is no host. */
const HOST = /^[\w.:[\]-]+$/;

/**
 * The name in a Host header: lower case, without port and trailing dot, an IPv6 address in brackets.
 * @returns undefined where it cannot be read as one
 */
export function hostNameOf(host: string): string | undefined {
  if (!HOST.test(host)) return undefined;
  try {
    return new URL(`http://${host}`).hostname.replace(/\.$/, '') || undefined;
  } catch {
    return undefined;
  }
}

/** Whether a host's name always means this machine, so that nobody else's name server can have a say in it. */
export const isLoopback = (name: string): boolean =>
  name === 'localhost' || name === '[::1]' || /^127(\.\d+){3}$/.test(name);
