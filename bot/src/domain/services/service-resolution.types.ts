import type { ServiceRef } from './service-ref.types';

/** What a person's words for a service turned out to mean. */
export type ServiceResolution =
  /** The full name, letter by letter, of exactly one service: good enough to change something. */
  | { kind: 'exact'; ref: ServiceRef }
  /** The only service it can mean, but not its full name: good enough to look, to be shown before a change. */
  | { kind: 'guess'; ref: ServiceRef }
  /** More than one service it may mean, likeliest first. */
  | { kind: 'several'; candidates: ServiceRef[] }
  /** Nothing it can mean; the nearest names, nearest first, at most five. */
  | { kind: 'none'; nearest: ServiceRef[] };
