import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { UserError } from '../../kernel/user-error';
import type { Actor } from '../access/access.types';
import type { Announced, Origin } from '../changes/change.types';
import { ChangesService } from '../changes/changes.service';
import { serviceKey } from '../services/service-ref.types';
import type { ServiceRef } from '../services/service-ref.types';
import { NamedTwiceError, NoneDeployedError } from './series.errors';
import { SeriesRecord } from './series.port';
import { SeriesRunner } from './series.runner';
import type { Series, SeriesMember } from './series.types';

/** What somebody wants deployed to several services. */
export interface SeriesAsked {
  /** In the order in which they are to be deployed to. */
  refs: readonly ServiceRef[];
  image: string;
  container?: string | undefined;
  actor: Actor;
  origin: Pick<Origin, 'channel' | 'said'>;
}

/** Begins series. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly changes: ChangesService,
    private readonly record: SeriesRecord,
    private readonly runner: SeriesRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * Plans all of them first, and begins with the first that is not set to it already. The rest follows by itself.
   * @returns the series, and when it can be seen; nothing to announce where all of them are set to it already
   * @throws UserError when one of them cannot be deployed to just so: then none was touched
   */
  async begin(asked: SeriesAsked): Promise<{ series: Series; announced?: Promise<Announced> }> {
    const { refs, image, actor, origin } = asked;
    const twice = refs.find((ref, at) => refs.findIndex((one) => serviceKey(one) === serviceKey(ref)) < at);
    if (twice) throw new NamedTwiceError(twice);
    const members = await Promise.all(refs.map((ref) => this.planned(ref, asked)));
    const at = this.clock.now();
    const series: Series = { id: newId('ser'), actor, origin, image, at, members, state: 'under-way' };
    if (members.every(({ state }) => state === 'same')) return { series: { ...series, state: 'done' } };
    await this.record.begin(series);
    return { series, announced: this.runner.begin(series) };
  }

  private async planned(ref: ServiceRef, { image, container }: SeriesAsked): Promise<SeriesMember> {
    const asked = { image, ...(container === undefined ? {} : { container }) };
    try {
      const preview = await this.changes.preview('image', ref, asked);
      const { judgement, refusal, plan, summary, wish, basis } = preview;
      if (refusal) throw refusal;
      if (judgement === 'ask') throw new NoneDeployedError(ref, whyAsked(plan), undefined);
      return { ref, summary, wish, basis, state: judgement === 'same' ? 'same' : 'waiting' };
    } catch (error) {
      if (!(error instanceof UserError) || error instanceof NoneDeployedError) throw error;
      throw new NoneDeployedError(ref, [error.what, error.why].filter(Boolean).join(' '), error.next);
    }
  }
}

/** Why somebody has to look at its plan first, which nobody can do for several at once. */
function whyAsked({ underWay, unchecked }: { underWay?: { version: string }; unchecked?: string }): string {
  return underWay === undefined
    ? `Its registry cannot be checked: ${unchecked ?? ''}`
    : `A deployment of it is under way, to ${underWay.version}.`;
}
