import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Leases } from '../../kernel/leases';
import { messageOf } from '../../kernel/message-of';
import { isUnknown } from '../../kernel/part';
import { LogsService } from '../logs/logs.service';
import { JobAnnouncements, JobTasks } from './jobs.port';
import { JobParts } from './job-parts';
import { JobsOptions } from './jobs.types';
import type { JobRun, JobTask } from './jobs.types';

/** As much of a log as is told at a time, and in all: more of it is in the log itself. */
const LINES_A_PART = 30;
const MOST_PARTS = 20;
/** Each part waits so much longer than the one before: a job that writes much is told of less and less often. Milliseconds. */
const PART_MS = 3000;
/** What a container wrote last may stand in the log a moment after it ended. Milliseconds. */
const LATE_MS = 2000;

/** What a run is followed with. */
@Injectable()
export class JobSources {
  constructor(
    readonly tasks: JobTasks,
    readonly logs: LogsService,
    readonly options: JobsOptions,
  ) {}
}

/** Follows runs to their end, and their logs; what a bot followed that is gone another one follows on. */
@Injectable()
export class JobFollower implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobFollower.name);
  private readonly leaving = new AbortController();

  constructor(
    private readonly sources: JobSources,
    private readonly parts: JobParts,
    private readonly announcements: JobAnnouncements,
    private readonly leases: Leases,
  ) {}

  onApplicationBootstrap(): void {
    void this.resume();
  }

  beforeApplicationShutdown(): void {
    this.leaving.abort();
  }

  /** Resolves when the bot is told to end, or there can be no more of them. Never rejects. */
  resume(): Promise<void> {
    return this.leases.lookForLeft(async () => {
      for (const run of await this.parts.record.open()) if (run.task && run.telling) void this.goOn(run);
    }, this.leaving.signal);
  }

  /** Begins to follow one, which is told there. @throws Error where that cannot be written down */
  async begin(run: JobRun, telling: NonNullable<JobRun['telling']>): Promise<void> {
    const known = { ...run, telling };
    await this.parts.record.save(known);
    void this.goOn(known);
  }

  private async goOn({ id }: JobRun): Promise<void> {
    const taken = await this.leases.take(`job:${id}`).catch(() => undefined);
    if (taken === undefined || !('lease' in taken)) return;
    const { lease } = taken;
    const signal = AbortSignal.any([this.leaving.signal, lease.over]);
    while (!signal.aborted && !(await this.step(id))) {
      await this.parts.clock.sleep(this.sources.options.pollSeconds * 1000, signal);
    }
    if (!this.leaving.signal.aborted) await lease.giveBack();
  }

  /** Looks once. @returns whether nobody has to follow it any more. Never rejects */
  private async step(id: string): Promise<boolean> {
    try {
      const run = (await this.parts.record.open()).find((one) => one.id === id);
      if (run === undefined) return true;
      const task = await this.sources.tasks.look(run);
      if (task && task.end === undefined) {
        if (this.isDue(run)) await this.tellLog(run, task);
        void this.announcements.show(run, task);
        return false;
      }
      await this.end(run, task);
      return true;
    } catch (error) {
      this.logger.warn(`How ${id} goes is not known just now; I look again. ${messageOf(error)}`);
      return false;
    }
  }

  private async end(run: JobRun, task: JobTask | undefined): Promise<void> {
    await this.parts.clock.sleep(LATE_MS, this.leaving.signal);
    const told = task ? await this.tellLog(run, task) : run;
    const end = task?.end ?? { at: this.parts.clock.now(), reason: 'ECS does not know its task any more.' };
    const ended = { ...told, end };
    await this.announcements.show(ended, task);
    await this.announcements.end(ended);
    await this.parts.record.close(ended);
  }

  /** Of the last part, once it has ended, nobody asks. */
  private isDue({ log }: JobRun): boolean {
    if (log === undefined) return true;
    return log.parts < MOST_PARTS && this.parts.clock.now() - log.toldAt >= log.parts * PART_MS;
  }

  /** @returns the run, with how far its log is told */
  private async tellLog(run: JobRun, { id: task, runtimeId }: JobTask): Promise<JobRun> {
    const { until, parts } = run.log ?? { until: run.startedAt, parts: 0 };
    const { ref, revision, container } = run;
    const of = { ref, task, revision, container, ...(runtimeId ? { runtimeId } : {}) };
    const tail = await this.sources.logs.last(of, { lines: LINES_A_PART, since: until });
    // A log that cannot be read, or not yet, holds up nothing.
    if (isUnknown(tail) || tail.lines.length === 0) return run;
    const last = tail.lines.at(-1)!;
    const log = { until: last.at + 1, parts: parts + 1, toldAt: this.parts.clock.now() };
    await this.announcements.log(run, parts, tail);
    // Somebody may have ended it meanwhile.
    const known = (await this.parts.record.open()).find((one) => one.id === run.id) ?? run;
    const told = { ...known, log };
    await this.parts.record.save(told);
    return told;
  }
}
