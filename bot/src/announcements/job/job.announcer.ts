import { Injectable } from '@nestjs/common';
import { Board } from '../../chat/told/board';
import { JobAnnouncements } from '../../domain/jobs/jobs.port';
import type { JobLog, JobRun, JobTask } from '../../domain/jobs/jobs.types';
import { jobEndView, jobLogView, jobView } from './job.view';

/** Shows a job that runs as one message, its log in the thread, and its end there too. */
@Injectable()
export class JobAnnouncer extends JobAnnouncements {
  constructor(private readonly board: Board) {
    super();
  }

  override async show(run: JobRun, task?: JobTask): Promise<void> {
    if (run.telling === undefined) return;
    const view = jobView(run, task);
    const shown = this.board.show(run.id, run.telling.channel, view, { last: run.end !== undefined });
    // Its end is waited for; of what goes on the newest state is drawn when Slack takes it.
    if (run.end !== undefined) await shown;
  }

  override async log(run: JobRun, part: number, log: JobLog): Promise<void> {
    await this.board.reply(run.id, `log-${part}`, jobLogView(log));
  }

  override async end(run: JobRun): Promise<void> {
    await this.board.reply(run.id, 'end', jobEndView(run), { broadcast: run.end?.exitCode !== 0 });
  }
}
