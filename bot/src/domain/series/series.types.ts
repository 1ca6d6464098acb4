import type { Actor } from '../access/access.types';
import type { Basis, Origin, Summary } from '../changes/change.types';
import type { ImageWish } from '../changes/kinds.types';
import type { Deployment } from '../deployments/deployment.types';
import type { VerdictKind } from '../deployments/snapshot.types';
import type { ServiceRef } from '../services/service-ref.types';

/** The same image tag to several services, one after the other. */
export interface Series {
  /** This bot's own id for it. */
  id: string;
  actor: Actor;
  origin: Pick<Origin, 'channel' | 'said'>;
  /** As it was asked for: `1.1.0`. */
  image: string;
  /** When it was asked for, milliseconds since the epoch. */
  at: number;
  /** In the order in which they were named. */
  members: readonly SeriesMember[];
  /** `stopped`: one of them failed, and those behind it were left as they are. */
  state: 'under-way' | 'done' | 'stopped';
}

/** One service of a series. */
export interface SeriesMember {
  ref: ServiceRef;
  summary: Summary;
  /** What it is to run, pinned to what its tag was when the series was asked for. */
  wish: ImageWish;
  /** What it was set to then: a service that was changed since is not touched. */
  basis: Basis;
  state: MemberState;
  /** Once it was started. */
  deployment?: Deployment;
  /** What came of it, once that is known. */
  verdict?: VerdictKind;
  /** Somebody ended it. */
  isCancelled?: true;
  /** When that was, milliseconds since the epoch. */
  endedAt?: number;
  /** Why it was not deployed, in sentences. */
  why?: string;
}

export type MemberState =
  | 'waiting'
  /** It is being deployed, or about to be. */
  | 'under-way'
  | 'done'
  /** It was set to that image already. */
  | 'same'
  | 'failed'
  /** One before it failed: it was not touched. */
  | 'left';

/** Whether the next one may be begun after it. */
export function isGood({ state }: SeriesMember): boolean {
  return state === 'done' || state === 'same';
}
