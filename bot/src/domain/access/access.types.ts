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

/** Who did something that nobody asked this bot for: a pipeline, or somebody with the console. No person of Slack's. */
export interface Outsider {
  outside: true;
  /** Their name, as AWS or a tag says it: `deploy-pipeline`. Not there where nobody says it, or not yet. */
  name?: string;
  /** What goes by that name. */
  as?: 'user' | 'role' | 'service' | 'tag';
  /** The name of the session, where it is a role's: pipelines say there which run it was. */
  session?: string;
  /** What they did it with: `Terraform`. */
  through?: string;
}

/** Who did something: a person who asked this bot for it, or somebody else without it. */
export type Doer = Actor | Outsider;

/** Whether nobody asked this bot for it. */
export function isOutsider(doer: Doer): doer is Outsider {
  return 'outside' in doer;
}

/** What somebody may do: each includes the ones before it, but to run jobs is given by itself. */
export type Right = 'look' | 'operate' | 'run' | 'administer';

/** Who may do more than look: Slack user ids. Whoever is in none of the lists may look. */
export class AccessOptions {
  operators!: string[];
  administrators!: string[];
  /** Those who may run jobs, beside the administrators: nobody else, whatever else they may. */
  runners?: string[];
}

/** One line of the audit record. */
export interface AuditEntry {
  actor: Actor;
  /** What was asked, in the person's own words or the button's. */
  command: string;
  /** Where that was: the channel's id. Entries that were made by older versions have none. */
  channel?: string;
  outcome: 'refused' | 'done' | 'failed';
  /** What it was about, where it was about a service. */
  ref?: ServiceRef;
  /** What came of it: from, to, or why not. */
  detail?: string;
}
