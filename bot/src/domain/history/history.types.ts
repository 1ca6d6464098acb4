import type { AuditEntry } from '../access/access.types';
import type { AnyChange } from '../changes/change.types';
import type { Deployment } from '../deployments/deployment.types';
import type { Conclusion, Since } from '../deployments/snapshot.types';
import type { ServiceRef } from '../services/service-ref.types';

/** How a deployment stands, or ended, as far as that was written down. */
export interface DeploymentOutcome {
  /** Undefined while it is under way. */
  conclusion?: Conclusion;
  /** What was going wrong with it when it was last looked at. */
  failing?: Since;
  /** Its end is still to be told: it is under way, or was a moment ago. */
  isFollowed: boolean;
}

/** Where an entry stands in the record. */
export interface Place {
  /** Milliseconds since the epoch. */
  at: number;
  /** No two entries have the same. */
  id: string;
}

/** One line of the record: what somebody did, or wanted to do. */
export type HistoryEntry = Place &
  (
    | {
        kind: 'change';
        change: AnyChange;
        /** How the deployment that it started stands, where it started one. */
        outcome?: DeploymentOutcome;
      }
    /** A deployment that no change of this bot started. */
    | { kind: 'deployment'; deployment: Deployment; outcome: DeploymentOutcome }
    /** What was refused, or came to nothing before anything was asked of AWS. */
    | { kind: 'attempt'; attempt: AuditEntry }
  );

/** What is asked of the record. */
export interface HistoryAsked {
  /** Of one service, or of all. */
  ref?: ServiceRef | undefined;
  /** Of one environment, or of all. */
  environment?: string | undefined;
  /** Only what stands before this one; where it has no id, what is older than that. */
  before?: (Pick<Place, 'at'> & Partial<Place>) | undefined;
}

/** Some of the record, the newest first. */
export interface HistoryPage {
  entries: HistoryEntry[];
  /** What the next page is `before`; undefined where this is the last. */
  next?: Place;
}
