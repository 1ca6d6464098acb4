import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { Answer, AnyChange, ChangeKindName, ChangeKinds, Proposal, RecentChange, Request } from './change.types';
import { askedAs, ChangeCarrier } from './change-carrier';
import { ChangeGate } from './change-gate';
import type { ChangeKind, Judgement } from './change-kind';
import { ChangeKindRegistry } from './change-kind.registry';
import { StalePlanError } from './changes.errors';
import { ChangeRecord } from './changes.port';

export { nameOfActor, NotAllowedError, NotRecordedError, ServiceLockedError, StalePlanError } from './changes.errors';

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
    await this.gate.assertMayChange(actor, kind.right, ref, askedAs(origin));
    const plan = await kind.plan(ref, request.wish);
    const basis = kind.basis(plan);
    if (agreed !== undefined && agreed.key !== basis.key) {
      throw new StalePlanError(ref, agreed, basis, await this.recent(ref));
    }
    const judgement = kind.judge(plan);
    if (judgement === 'refuse') return { kind: 'refuse', plan };
    const summary = kind.summary(plan);
    const recent = await this.recent(ref, { kind: name, besides: actor });
    if (judgement === 'same') return { kind: 'same', plan, summary, ...(recent ? { recent } : {}) };
    if (agreed === undefined && (judgement === 'ask' || recent !== undefined)) {
      return { kind: 'ask', ...propose(kind, ref, plan, recent) };
    }
    const id = newId('chg');
    const state = agreed === undefined ? 'planned' : 'agreed';
    const at = this.clock.now();
    const planned = { id, kind: name, ref, actor, origin, summary, plan, state, at } as const;
    return { kind: 'done', ...(await this.carrier.carryOut(kind, planned)) };
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
    const plan = await kind.plan(ref, wish);
    return { ...propose(kind, ref, plan), judgement: kind.judge(plan) };
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

  /** The last change of the service that was made through this bot, of these kinds or of any, as far as it remembers. */
  latest(ref: ServiceRef, kinds?: readonly ChangeKindName[]): Promise<AnyChange | undefined> {
    return this.record.latest(ref, kinds);
  }

  private async recent(
    ref: ServiceRef,
    only?: { kind: ChangeKindName; besides: Actor },
  ): Promise<RecentChange | undefined> {
    const last = await this.record.latest(ref, only && [only.kind]).catch(() => undefined);
    if (last === undefined || last.actor.id === only?.besides.id) return undefined;
    const at = last.endedAt ?? last.at;
    return this.clock.now() - at > RECENT_MS ? undefined : { actor: last.actor, summary: last.summary, at };
  }
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
