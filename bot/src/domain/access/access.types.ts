import type { ServiceRef } from '../services/service-ref.types';

/** A person, as Slack names them, giving a command. */
export interface Actor {
  /** The Slack user id, such as `U024BE7LH`. */
  id: string;
  /** The Slack user name, for AWS's session names and logs. Never trusted: people can change it. */
  name?: string;
  /** The id of the command being carried out: it stands in the user agent of each AWS call that changes something. */
  command?: string;
}

/** What somebody may do: each includes the ones before it. */
export type Right = 'look' | 'operate' | 'administer';

/** Who may do more than look: Slack user ids. Whoever is in neither list may look. */
export class AccessOptions {
  operators!: string[];
  administrators!: string[];
}

/** One line of the audit record. */
export interface AuditEntry {
  actor: Actor;
  /** What was asked, in the person's own words or the button's. */
  command: string;
  outcome: 'refused' | 'done' | 'failed';
  /** What it was about, where it was about a service. */
  ref?: ServiceRef;
  /** What came of it: from, to, or why not. */
  detail?: string;
}
