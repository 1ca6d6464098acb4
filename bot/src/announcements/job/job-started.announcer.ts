import { Injectable } from '@nestjs/common';
import { Board } from '../../chat/told/board';
import { originWords } from '../../chat/words/origin';
import type { Announced, Change } from '../../domain/changes/change.types';
import { JobFollowing } from '../../domain/jobs/job-following.service';
import { jobView } from './job.view';

/** Shows that a job was started, in the place of the question where there was one, and has it followed. */
@Injectable()
export class JobStartedAnnouncer {
  constructor(
    private readonly board: Board,
    private readonly jobs: JobFollowing,
  ) {}

  async started(change: Change<'run'>): Promise<Announced> {
    const { result: run, origin } = change;
    if (run === undefined) return { seen: true };
    if (origin.message) this.board.adopt(run.id, origin.message);
    const telling = { channel: origin.message?.channel ?? origin.channel, asked: originWords(change) };
    const told = await this.board.show(run.id, telling.channel, jobView({ ...run, telling }));
    await this.jobs.begin(run, telling);
    return told.kind === 'said' ? { seen: true } : { seen: false, why: told.why };
  }

  /** Whoever ended it is named in its message. */
  async ended({ result: run }: Change<'end-run'>): Promise<Announced> {
    if (run?.telling !== undefined) await this.board.show(run.id, run.telling.channel, jobView(run));
    return { seen: true };
  }
}
