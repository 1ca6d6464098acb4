import type { StartProblem } from './cause.types';

/** One way that AWS words a problem. */
export interface Rule {
  problem: StartProblem;
  /** Anchored on words that AWS has kept for years, or that belong to the error itself. */
  says: RegExp;
  /** Where the name of what is concerned stands, the likeliest first. */
  names?: readonly RegExp[];
}

/** A family of problems: its rules count only where the text is of that family; the first that matches is it. */
export interface Family {
  about: RegExp;
  rules: readonly Rule[];
}

/** The request never got to whom it was meant for. */
export const UNREACHABLE =
  /connection issue|i\/o timeout|context deadline exceeded|no such host|request canceled|RequestCanceled|RequestError|request send failed|dial tcp|connection (?:refused|reset|timed out)|TLS handshake|network is unreachable|server misbehaving|x509:|proxyconnect|unexpected EOF|: EOF\b|\b50[0234] (?:Internal|Bad|Service|Gateway)|Client\.Timeout/i;

/** It got there, and was refused. */
export const DENIED =
  /Access ?Denied|not authorized|unauthorized|\bdenied\b|\b40[13]\b|no basic auth credentials|authentication required|authorization failed|token has expired|Access to KMS is not allowed|verify that the (?:task )?(?:execution )?role has permission|insufficient_scope/i;
