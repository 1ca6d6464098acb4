import type { Outsider } from '../access/access.types';
import type { Difference } from '../deployments/rollback.types';
import type { HistoryEntry } from '../history/history.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { Part } from '../../kernel/part';

/** What somebody asked of AWS without this bot, that changes how services run. */
export type OutsideDoing =
  | { kind: 'desired'; to: number }
  /** `primes-api:41`, or what was set already, started anew. */
  | { kind: 'deployment'; revision?: string }
  | { kind: 'range'; min?: number; max?: number }
  | { kind: 'policy'; name: string; gone: boolean }
  | { kind: 'schedule'; name: string }
  /** Container instances that are to take no tasks any more, or may again. */
  | { kind: 'nodes'; count: number; draining: boolean }
  /** The first digits of its id. */
  | { kind: 'task'; task: string };

/** One such call. */
export interface OutsideCall {
  /** Milliseconds since the epoch. */
  at: number;
  environment: string;
  cluster: string;
  /** Where it is about one service. */
  service?: string;
  /** Who made it, where that is said. */
  by?: Outsider;
  what: OutsideDoing;
}

/** Something that changed, by whomever. */
export type LatelyEntry =
  | { kind: 'record'; at: number; entry: HistoryEntry; differences?: Part<Difference[]> }
  | { kind: 'outside'; at: number; call: OutsideCall };

/** What is asked for. */
export interface LatelyAsked {
  /** Of one service, or of all. */
  ref?: ServiceRef | undefined;
  /** Of one environment, or of all. */
  environment?: string | undefined;
  /** Milliseconds since the epoch. */
  since: number;
}

/** What changed lately, the newest first. */
export interface Lately {
  entries: LatelyEntry[];
  /** There was more in that time than is shown. */
  more: boolean;
  /** Why it is not known what others did, beyond their deployments. */
  unread?: string;
}
