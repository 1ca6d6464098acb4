import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { messageOf } from '../../kernel/message-of';
import { UserError } from '../../kernel/user-error';
import { ChangesService } from '../changes/changes.service';
import type { Deployment } from '../deployments/deployment.types';
import type { Series, SeriesMember } from './series.types';

/** How often it is looked whether a change that was left in the middle was made. Milliseconds. */
const LOOK_MS = 1000;

/** What came of beginning with one service; undefined where the bot was told to end before that was known. */
export type Begun = { deployment: Deployment } | 'same' | { why: string } | undefined;

/** Has one service of a series deployed to: once, however often bots were restarted in the middle of it. */
@Injectable()
export class MemberDeployer {
  constructor(
    private readonly changes: ChangesService,
    private readonly clock: Clock,
  ) {}

  /** @throws Error where the record cannot be read */
  async begin(series: Series, member: SeriesMember, signal: AbortSignal): Promise<Begun> {
    const { id, actor, origin } = series;
    const { ref, wish, basis: agreed } = member;
    const begun = await this.begunBefore(id, member, signal);
    if (begun !== 'not') return begun;
    try {
      const request = { ref, wish, actor, origin: { ...origin, series: id }, agreed };
      const answer = await this.changes.ask('image', request);
      if (answer.kind === 'same') return 'same';
      const deployment = answer.kind === 'done' ? answer.change.result : undefined;
      return deployment === undefined ? { why: 'It has to be looked at first.' } : { deployment };
    } catch (error) {
      if (error instanceof UserError) return { why: messageOf(error) };
      throw error;
    }
  }

  /** What another bot began, or this one before a restart: whether it was made is being found out. */
  private async begunBefore(id: string, { ref }: SeriesMember, signal: AbortSignal): Promise<Begun | 'not'> {
    while (!signal.aborted) {
      const last = await this.changes.latest(ref, ['image']);
      if (last?.kind !== 'image' || last.origin.series !== id) return 'not';
      if (last.state === 'done' && last.result) return { deployment: last.result };
      await this.clock.sleep(LOOK_MS, signal);
    }
    return undefined;
  }
}
