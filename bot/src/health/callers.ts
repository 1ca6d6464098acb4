import type { IncomingHttpHeaders } from 'node:http';

/** Names that always mean the machine itself, whatever a name server says. */
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/**
 * Why a caller of the health port is refused: web pages have no business there, and a browser that asks for one says so.
 * Orchestrators and scrapers send neither header.
 * @param boundTo the address that the port is bound to; where that is the machine's own, nobody may know it by another name
 * @returns a sentence, or undefined for a caller that is welcome
 */
export function refusalOf(headers: IncomingHttpHeaders, boundTo: string): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  if (LOOPBACK.test(boundTo) && !LOOPBACK.test(nameOf(host))) {
    return `The bot is bound to ${boundTo} and is not known as "${host}". Ask it by that address, or set HOST to another.`;
  }
  if (site !== undefined && site !== 'none' && site !== 'same-origin') {
    return 'Another web page asked for this. Open the address in a tab of its own.';
  }
  if (origin !== undefined && !isOwn(origin, host)) {
    return `The web page ${origin} asked for this. Open the address in a tab of its own.`;
  }
  return undefined;
}

/** Without port and trailing dot; empty for what is no host. */
function nameOf(host: string): string {
  try {
    return /^[\w.:[\]-]+$/.test(host) ? new URL(`http://${host}`).hostname.replace(/\.$/, '') : '';
  } catch {
    return '';
  }
}

function isOwn(origin: string, host: string): boolean {
  try {
    const { protocol, host: from } = new URL(origin);
    return /^https?:$/.test(protocol) && from === new URL(`${protocol}//${host}`).host;
  } catch {
    return false;
  }
}
