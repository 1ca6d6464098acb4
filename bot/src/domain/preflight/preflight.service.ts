import { Injectable } from '@nestjs/common';
import { messageOf } from '../../kernel/message-of';
import { UserError } from '../../kernel/user-error';
import type { DeploymentPlan } from '../deployments/deployment.types';
import { DeploymentPast } from '../deployments/past.service';
import { parseImage, imageOf } from '../images/image-ref.types';
import { CannotWorkError } from './preflight.errors';
import { platformFinding } from './platform';
import { PreflightLook } from './preflight.port';
import { givenFindings } from './given';
import type { Finding, ImagePlan, RevisionNeeds } from './preflight.types';
import { roomFinding, roomFor } from './room';

/** Finds out before a deployment what would stop it. Everything is asked for at once, and nothing that cannot be read stops it. */
@Injectable()
export class PreflightService {
  constructor(
    private readonly look: PreflightLook,
    private readonly past: DeploymentPast,
  ) {}

  /** The plan with what stands in its way, and what else would be otherwise than what serves. Changes nothing. */
  async of(plan: DeploymentPlan): Promise<ImagePlan> {
    if (plan.same) return plan;
    const { terms, underWay, unchecked } = plan;
    const needs = this.look.needs(plan.ref, plan.plannedFrom).catch(whyUnknown);
    const [platform, wayBack, alarms, given, unasked, differences] = await Promise.all([
      this.platform(plan, needs),
      this.wayBack(plan),
      this.alarms(plan),
      this.look.given(plan.ref, plan.plannedFrom).then(givenFindings).catch(nothing),
      needs.then(unaskedOf),
      this.differences(plan),
    ]);
    return {
      ...plan,
      differences,
      findings: [
        unchecked === undefined
          ? { check: 'image', state: 'ok' }
          : { check: 'image', state: 'unknown', why: unchecked },
        platform,
        ...(terms.room ? [roomFinding(roomFor(plan.desired, terms.room))] : []),
        underWay ? { check: 'under-way', state: 'warning', underWay } : { check: 'under-way', state: 'ok' },
        wayBack,
        ...alarms,
        ...given,
        ...unasked,
      ],
    };
  }

  /** Why a plan cannot work; undefined where it can, or nobody can tell. */
  refusal(plan: ImagePlan): CannotWorkError | undefined {
    const stops = (plan.findings ?? []).filter(({ state }) => state === 'stops');
    return stops.length > 0 ? new CannotWorkError(plan, stops) : undefined;
  }

  private async platform(
    { ref, to, unchecked }: DeploymentPlan,
    needed: Promise<RevisionNeeds | Unknown>,
  ): Promise<Finding> {
    if (unchecked !== undefined) return { check: 'platform', state: 'unknown', why: unchecked };
    const { repository } = parseImage(to.image);
    const { tag, digest } = to;
    // What was found, by its digest: the tag may be moved at any moment.
    const image = digest === undefined ? imageOf(repository, tag ? { tag } : {}) : imageOf(repository, { digest });
    const [needs, built] = await Promise.all([needed, this.look.platforms(ref.environment, image).catch(whyUnknown)]);
    if ('why' in needs) return { check: 'platform', state: 'unknown', why: needs.why };
    if (built !== undefined && 'why' in built) return { check: 'platform', state: 'unknown', why: built.why };
    return platformFinding(needs.platform, built);
  }

  private async wayBack({ ref, terms }: DeploymentPlan): Promise<Finding> {
    const { breaker, hasCompleted } = terms;
    if (!breaker.on) return { check: 'way-back', state: 'warning', missing: 'breaker' };
    if (!breaker.rollback) return { check: 'way-back', state: 'warning', missing: 'rollback' };
    if (hasCompleted) return { check: 'way-back', state: 'ok' };
    const known = await this.past.hasSucceeded(ref).catch(whyUnknown);
    if (typeof known === 'object') return { check: 'way-back', state: 'unknown', why: known.why };
    return known ? { check: 'way-back', state: 'ok' } : { check: 'way-back', state: 'warning', missing: 'completed' };
  }

  private async alarms({ ref, terms }: DeploymentPlan): Promise<Finding[]> {
    const { alarms: names } = terms;
    if (names.length === 0) return [];
    const states = await this.look.alarms(ref.environment, names).catch(whyUnknown);
    if ('why' in states) return [{ check: 'alarms', state: 'unknown', names, firing: [], gone: [], why: states.why }];
    const firing = names.filter((name) => states.get(name)?.state === 'ALARM');
    const gone = names.filter((name) => !states.has(name));
    const state = firing.length + gone.length > 0 ? 'warning' : 'ok';
    return [{ check: 'alarms', state, names, firing, gone }];
  }

  /** What is registered is the set revision with another image: it differs from what serves where that is another one. */
  private async differences(plan: DeploymentPlan): Promise<NonNullable<ImagePlan['differences']>> {
    const { ref, plannedFrom, container, terms } = plan;
    const { serving } = terms;
    if (serving === undefined || serving === plannedFrom) return [];
    // What cannot be compared is said of its revisions: the plan stays true without it.
    const all = await this.past.differences(ref, serving, plannedFrom).catch(() => []);
    return all.filter((one) => one.container !== container || one.member !== 'image');
  }
}

interface Unknown {
  why: string;
}

/** @throws what is no answer of AWS's */
function whyUnknown(error: unknown): Unknown {
  if (!(error instanceof UserError)) throw error;
  return { why: messageOf(error) };
}

/** That the task definition cannot be read is said of the platform already. */
function nothing(error: unknown): [] {
  whyUnknown(error);
  return [];
}

function unaskedOf(needs: RevisionNeeds | Unknown): Finding[] {
  if ('why' in needs) return [];
  const { roles } = needs;
  return roles.length === 0 ? [] : [{ check: 'unasked', state: 'unknown', roles }];
}
