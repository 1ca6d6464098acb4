import { Injectable } from '@nestjs/common';
import { JobFollower } from './job.follower';
import type { JobRun } from './jobs.types';

/** Where those who draw a run have it followed. */
@Injectable()
export class JobFollowing {
  constructor(private readonly follower: JobFollower) {}

  /** Follows a run to its end, in that channel. @throws Error where that cannot be written down */
  begin(run: JobRun, telling: NonNullable<JobRun['telling']>): Promise<void> {
    return this.follower.begin(run, telling);
  }
}
