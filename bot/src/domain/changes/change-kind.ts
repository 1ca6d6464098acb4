import type { UserError } from '../../kernel/user-error';
import type { Actor, Right } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { Basis, ChangeKindName, ChangeKinds, Reason, Summary } from './kinds.types';

/** What is known of a change that was being made when the bot ended. */
export type Recovered<Name extends ChangeKindName> =
  | { made: 'yes'; result: NonNullable<ChangeKinds[Name]['result']> }
  /** AWS was not asked, or did not take it: it is as it was before. */
  | { made: 'no' }
  /** It has been changed since, by ECS itself maybe, which rolls back: nobody can tell. */
  | { made: 'unknown' };

/**
 * What may be done with a plan. `run`: at once. `ask`: only after a person has seen it and agreed. `same`: there is
 * nothing to do.
 */
export type Judgement = 'run' | 'ask' | 'same';

/** One way to change a service. What is common to all of them, rights, locks, records and announcements, is not here. */
export abstract class ChangeKind<Name extends ChangeKindName = ChangeKindName> {
  /** Stands on buttons and in the record: never renamed. */
  abstract readonly name: Name;
  /** What it takes to ask for it. */
  readonly right: Right = 'operate';

  /** Reads a wish that stood on a button; undefined when it is none of this kind. */
  abstract readWish(wish: unknown): ChangeKinds[Name]['wish'] | undefined;

  /**
   * What the wish would do now. Changes nothing.
   * @throws UserError when it can mean nothing
   */
  abstract plan(ref: ServiceRef, wish: ChangeKinds[Name]['wish']): Promise<ChangeKinds[Name]['plan']>;

  abstract judge(plan: ChangeKinds[Name]['plan']): Judgement;

  /** Why a plan cannot be carried out although it means something, and what can; whoever agrees to it changes nothing. */
  refusal(_plan: ChangeKinds[Name]['plan']): UserError | undefined {
    return undefined;
  }

  /** What the plan was made from. */
  abstract basis(plan: ChangeKinds[Name]['plan']): Basis;

  /** What the same plan would be made from now: as few calls as tell, made once the service is locked. */
  abstract basisNow(plan: ChangeKinds[Name]['plan']): Promise<Basis>;

  abstract summary(plan: ChangeKinds[Name]['plan']): Summary;

  /** Why somebody should look at the plan first, beyond what the plan itself says. */
  reasons(_plan: ChangeKinds[Name]['plan']): Reason[] {
    return [];
  }

  /** The wish of a plan, pinned to what was found when it was made. */
  abstract pinned(plan: ChangeKinds[Name]['plan']): ChangeKinds[Name]['wish'];

  /**
   * What came of a plan that was being carried out when the bot ended. Changes nothing.
   * @param at when it was asked for, milliseconds since the epoch
   * @throws UserError when AWS cannot be asked
   */
  abstract recover(plan: ChangeKinds[Name]['plan'], actor: Actor, at: number): Promise<Recovered<Name>>;

  /** Asks AWS for it. @throws UserError when AWS refuses, or does not say whether it was done */
  abstract carryOut(plan: ChangeKinds[Name]['plan'], actor: Actor): Promise<ChangeKinds[Name]['result']>;
}
