import type { Actor, Doer } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { Basis, ChangeKindName, ChangeKinds, Reason, Summary } from './kinds.types';

export type { Basis, ChangeKindName, ChangeKinds, Reason, Summary } from './kinds.types';

/** Where a change was asked for, and how: quoted as it was, and never as something that nobody typed. */
export interface Origin {
  /** Where it is announced: the channel's id. */
  channel: string;
  /** What was typed, slash word included. None where a button alone asked for it. */
  said?: string;
  /** What the button says that was pressed, where one was. */
  button?: string;
  /** Who asked, where it was somebody else who pressed the button. */
  askedBy?: Actor;
  /** The message that becomes the announcement: the question whose button was pressed. */
  message?: { channel: string; ts: string };
  /** What that message told before, where it goes on being worth telling. */
  before?: string;
  /** The series of deployments that it is one of: told in that one's message. */
  series?: string;
}

export type ChangeState =
  /** What it would do is known. */
  | 'planned'
  /** Somebody saw the plan and agreed to it. */
  | 'agreed'
  /** AWS is being asked: written down before it is, so that a crash leaves a trace. */
  | 'running'
  /** AWS took it. How a deployment then goes is the deployment's own story. */
  | 'done'
  | 'failed';

/** Something that somebody wants changed in one service. */
export interface Change<Name extends ChangeKindName = ChangeKindName> {
  /** This bot's own id for it. */
  id: string;
  kind: Name;
  ref: ServiceRef;
  /** In whose name it is carried out: who typed it, or who pressed the button. */
  actor: Actor;
  origin: Origin;
  summary: Summary;
  plan: ChangeKinds[Name]['plan'];
  state: ChangeState;
  /** When it was asked for, milliseconds since the epoch. */
  at: number;
  /** When it was done or had failed. */
  endedAt?: number;
  result?: ChangeKinds[Name]['result'];
  /** Why it failed, in sentences. */
  trouble?: string;
}

/** A change that starts a deployment. */
export type DeployingChange = Change<'image'> | Change<'restart'> | Change<'rollback'>;

/** The kinds of those. */
export const DEPLOYING: readonly ChangeKindName[] = ['image', 'restart', 'rollback'];

/** Whether a change starts a deployment. */
export function isDeploying(change: AnyChange): change is DeployingChange {
  return DEPLOYING.includes(change.kind);
}

/** A change of any one kind, so that its name tells what its plan and result are. */
export type AnyChange = { [Name in ChangeKindName]: Change<Name> }[ChangeKindName];

/** What somebody asks for. */
export interface Request<Name extends ChangeKindName> {
  ref: ServiceRef;
  wish: ChangeKinds[Name]['wish'];
  actor: Actor;
  origin: Origin;
  /** What the plan that was agreed to, or what was offered, was made from: the world has to be so still. */
  agreed?: Basis;
  /** It was offered in that world without its plan: what has to be looked at first is still asked about. */
  isUnseen?: boolean | undefined;
}

/** What somebody changed a moment ago. */
export interface RecentChange {
  actor: Doer;
  summary: Summary;
  /** Milliseconds since the epoch. */
  at: number;
  /** What takes it back, where that is asked for and known. */
  back?: WayBack;
}

/** A change as it is offered: all that it takes, and the world that it is planned from. */
export type OfferedChange = {
  [Name in ChangeKindName]: { kind: Name; ref: ServiceRef; wish: ChangeKinds[Name]['wish']; basis: Basis };
}[ChangeKindName];

/** What takes a change back. */
export interface WayBack {
  /** What it was before, in as few words as a button has room for: `1.0.0`, `2-10`. */
  to: string;
  change: OfferedChange;
}

/** A change that was planned and not made: what it would do, from which world, and why somebody should look at it first. */
export interface Proposal<Name extends ChangeKindName> {
  change: Name;
  ref: ServiceRef;
  /** What was asked for, pinned to what was found: the same wish again means the very same thing. */
  wish: ChangeKinds[Name]['wish'];
  plan: ChangeKinds[Name]['plan'];
  basis: Basis;
  summary: Summary;
  reasons: Reason[];
}

/** What came of asking. */
export type Answer<Name extends ChangeKindName> =
  /** It was carried out. */
  | { kind: 'done'; change: Change<Name>; announced: Promise<Announced> }
  /** A person has to see this and agree; nothing was changed. */
  | ({ kind: 'ask' } & Proposal<Name>)
  /** It is so already; `recent` where somebody else made it so a moment ago. */
  | { kind: 'same'; plan: ChangeKinds[Name]['plan']; summary: Summary; recent?: RecentChange };

/** Whether those who should see a change can see it. */
export type Announced = { seen: true } | { seen: false; why: string };
