import { Module } from '@nestjs/common';
import { DeploymentsModule } from '../deployments/deployments.module';
import { LogsModule } from '../logs/logs.module';
import { JobFollower, JobSources } from './job.follower';
import { JobFollowing } from './job-following.service';
import { JobParts } from './job-parts';
import { JobsService } from './jobs.service';

/** Its ports come from the global modules of AWS, of the store, and of what draws announcements. */
@Module({
  imports: [DeploymentsModule, LogsModule],
  providers: [JobFollower, JobFollowing, JobParts, JobSources, JobsService],
  exports: [JobFollowing, JobsService],
})
export class JobsModule {}
