import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import type { UserError } from '../../kernel/user-error';
import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { Answer, AnyChange, ChangeKindName, ChangeKinds, Proposal, RecentChange, Request } from './change.types';
import { askedAs, ChangeCarrier, recentOf } from './change-carrier';
import { ChangeGate } from './change-gate';
import type { ChangeKind, Judgement } from './change-kind';
import { ChangeKindRegistry } from './change-kind.registry';
import { ServiceLockedError } from './changes.errors';
import { ChangeRecord } from './changes.port';

/** What somebody else changed so short a time ago, whoever asks now cannot have known: they are shown it first. */
const RECENT_MS = 10_000;

/** The way to change something: whatever its kind, by whomever, from wherever. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly kinds: ChangeKindRegistry,
    private readonly gate: ChangeGate,
    private readonly carrier: ChangeCarrier,
    private readonly record: ChangeRecord,
    private readonly clock: Clock,
  ) {}

  /**
   * Carries a wish out, or says what has to be agreed to first. What was changed is announced, and nothing that fails on
   * the way there hides it.
   * @throws UserError when it may not be done, can mean nothing, was planned from another world, or AWS refuses it
   */
  async ask<Name extends ChangeKindName>(name: Name, request: Request<Name>): Promise<Answer<Name>> {
    const kind = this.kinds.of(name);
    const { ref, actor, origin, agreed } = request;
    const isAgreed = agreed !== undefined && request.isUnseen !== true;
    await this.gate.assertMayChange(actor, kind.right, ref, { command: askedAs(origin), channel: origin.channel });
    const [plan, judgement] = await judged(kind, ref, request.wish);
    const summary = kind.summary(plan);
    const state = isAgreed ? 'agreed' : 'planned';
    const at = this.clock.now();
    const planned = { id: newId('chg'), kind: name, ref, actor, origin, summary, plan, state, at } as const;
    const last = await this.justNow(ref, name, actor);
    // What is planned while somebody is at it would be stale at once: that is said, and not asked.
    if (last?.state === 'running') throw await this.carrier.refused(planned, new ServiceLockedError(ref, last));
    const recent = last && recentOf(last);
    if (judgement === 'same') return { kind: 'same', plan, summary, ...(recent ? { recent } : {}) };
    if (!isAgreed && (judgement === 'ask' || recent !== undefined)) {
      return { kind: 'ask', ...propose(kind, ref, plan, recent) };
    }
    return { kind: 'done', ...(await this.carrier.carryOut(kind, planned, agreed)) };
  }

  /**
   * What a wish would do, for a person to choose: nothing is changed.
   * @throws UserError when it can mean nothing
   */
  async propose<Name extends ChangeKindName>(
    name: Name,
    ref: ServiceRef,
    wish: Request<Name>['wish'],
  ): Promise<Proposal<Name> & { judgement: Judgement }> {
    const kind = this.kinds.of(name);
    const [plan, judgement] = await judged(kind, ref, wish);
    return { ...propose(kind, ref, plan), judgement };
  }

  /**
   * As `propose`, for somebody who only wants to know: what cannot be carried out is shown with why.
   * @throws UserError when it can mean nothing
   */
  async preview<Name extends ChangeKindName>(
    name: Name,
    ref: ServiceRef,
    wish: Request<Name>['wish'],
  ): Promise<Proposal<Name> & { judgement: Judgement; refusal: UserError | undefined }> {
    const kind = this.kinds.of(name);
    const plan = await kind.plan(ref, wish);
    return { ...propose(kind, ref, plan), judgement: kind.judge(plan), refusal: kind.refusal(plan) };
  }

  /**
   * As `ask`, for what stood on a button: the name of a kind and a wish that are still to be read.
   * @returns undefined when there is no such kind, or the wish is none of it: the button is an old one
   */
  async askAs(
    name: string,
    request: Omit<Request<ChangeKindName>, 'wish'> & { wish: unknown },
  ): Promise<Answer<ChangeKindName> | undefined> {
    const kind = this.kinds.find(name);
    const wish = kind?.readWish(request.wish);
    return kind && wish && this.ask(kind.name, { ...request, wish });
  }

  /**
   * The last change of the service that was made through this bot, of these kinds or of any, as far as it remembers.
   * @param until asked for no later than this, milliseconds since the epoch
   */
  latest(ref: ServiceRef, kinds?: readonly ChangeKindName[], until?: number): Promise<AnyChange | undefined> {
    return this.record.latest(ref, kinds, until);
  }

  /** A change that was made, or tried, by the command of this id, as far as it is remembered. */
  askedBy(command: string): Promise<AnyChange | undefined> {
    return this.record.askedBy(command);
  }

  /** The change by which a deployment was started, as far as it is remembered. */
  startedBy(deployment: string): Promise<AnyChange | undefined> {
    return this.record.startedBy(deployment);
  }

  /** What somebody else is changing or changed a moment ago. */
  private async justNow(ref: ServiceRef, kind: ChangeKindName, besides: Actor): Promise<AnyChange | undefined> {
    const last = await this.record.latest(ref, [kind]).catch(() => undefined);
    if (last === undefined || last.actor.id === besides.id) return undefined;
    return this.clock.now() - (last.endedAt ?? last.at) > RECENT_MS ? undefined : last;
  }
}

/** @throws UserError when the wish can mean nothing, or what it means cannot be done */
async function judged<Name extends ChangeKindName>(
  kind: ChangeKind<Name>,
  ref: ServiceRef,
  wish: ChangeKinds[Name]['wish'],
): Promise<[ChangeKinds[Name]['plan'], Judgement]> {
  const plan = await kind.plan(ref, wish);
  const refusal = kind.refusal(plan);
  if (refusal) throw refusal;
  return [plan, kind.judge(plan)];
}

function propose<Name extends ChangeKindName>(
  kind: ChangeKind<Name>,
  ref: ServiceRef,
  plan: ChangeKinds[Name]['plan'],
  recent?: RecentChange,
): Proposal<Name> {
  return {
    change: kind.name,
    ref,
    wish: kind.pinned(plan),
    plan,
    basis: kind.basis(plan),
    summary: kind.summary(plan),
    reasons: [...(recent ? [{ kind: 'changed-just-now' as const, ...recent }] : []), ...kind.reasons(plan)],
  };
}
