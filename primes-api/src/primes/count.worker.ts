import { serveJobs } from '../compute/serve-jobs';
import type { CountJob } from './count-job';
import { countBySieve } from './sieve';
import { countByTrialDivision } from './trial-division';

serveJobs(({ n, algorithm }: CountJob, checkpoint): number =>
  algorithm === 'trial' ? countByTrialDivision(n, checkpoint) : countBySieve(n, checkpoint),
);
