import type { IncomingHttpHeaders } from 'node:http';
import { hostNameOf, isLoopback } from './host-name';

/** Why a request is not let in. */
export interface Refusal {
  status: 400 | 403;
  sentence: string;
}

const WHY = 'The sandbox starts processes, so it listens to programs of this machine and to its own page alone.';
const INSTEAD = "Open the sandbox's address in a tab of its own.";

/**
 * Keeps web pages away from every port. The browser itself says where a request comes from: a page of another origin is
 * named by Origin and Sec-Fetch-Site, and one whose name was made to mean this machine, which thereby counts as the same
 * origin, still says that name as Host. Programs send neither of the first two, and the address that they were given as Host.
 */
export class Guard {
  private readonly hosts: ReadonlySet<string>;

  /** @param hosts names that the sandbox may be called by, beside this machine's own; ports do not matter */
  constructor(hosts: readonly string[] = []) {
    this.hosts = new Set(hosts.flatMap((host) => hostNameOf(host) ?? []));
  }

  /** @returns undefined for a request that may come in */
  refusal({ host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders): Refusal | undefined {
    return this.ofHost(host ?? '') ?? ofSite(site) ?? ofOrigin(origin, host ?? '');
  }

  private ofHost(host: string): Refusal | undefined {
    const name = hostNameOf(host);
    if (name === undefined) return { status: 400, sentence: `The Host "${host}" cannot be read as one.` };
    if (isLoopback(name) || this.hosts.has(name)) return undefined;
    return refused(`"${host}" is none of its names (Host).`, 'If it is yours, set SANDBOX_HOSTS to it.');
  }
}

/** `none` is what somebody typed or a bookmark; `same-site` is a page on another port of this machine. */
function ofSite(site: string | string[] | undefined): Refusal | undefined {
  if (site === undefined || site === 'none' || site === 'same-origin') return undefined;
  return refused(`The browser says that another page asks (Sec-Fetch-Site: ${String(site)}).`, INSTEAD);
}

function ofOrigin(origin: string | undefined, host: string): Refusal | undefined {
  if (origin === undefined || isOwn(origin, host)) return undefined;
  return refused(`The browser says that the page ${origin} asks.`, INSTEAD);
}

/** A page is the sandbox's own where it came from the very address that it now asks. */
function isOwn(origin: string, host: string): boolean {
  try {
    const { protocol, host: from } = new URL(origin);
    return /^https?:$/.test(protocol) && from === new URL(`${protocol}//${host}`).host;
  } catch {
    return false;
  }
}

const refused = (found: string, instead: string): Refusal => ({
  status: 403,
  sentence: `${WHY} ${found} ${instead}`,
});
